import { createHash } from "node:crypto";
import type { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { AppError } from "@crisscross/core/edge/error";
import type { Damage } from "../../results/damage.ts";
import type { SealStore, ShardStates } from "../../results/seal-store.ts";
import { readStarted } from "./block-items.ts";
import { soundOnes } from "./damage.ts";
import { firstShardKey, partitionOf, partsPartition } from "./keys.ts";
import { pack, unpack } from "./packing.ts";
import * as items from "./seal-items.ts";
import { itemsOf, openTable } from "./table.ts";

const sha256 = (text: string): string => createHash("sha256").update(text).digest("hex");

/** Far more than a job of very many cells takes; a corrupt item must not unpack without end. */
const maxSummaryBytes = 256 * 1_048_576;

/** The results table as store of seals and their summaries. */
export function openSealTable(client: DynamoDBClient, tableName: string): SealStore {
  const table = openTable(client, tableName);
  return {
    async shardStates(id) {
      const states: ShardStates = { seals: [], started: [] };
      const damaged: Damage[] = [];
      for await (const item of table.query(itemsOf(partitionOf(id), "sk >= :sk", firstShardKey))) {
        if (item.sk?.S?.startsWith(firstShardKey))
          states.seals.push(...(await soundOnes(damaged, item, () => items.readSeal(id, item))));
        else states.started.push(...(await soundOnes(damaged, item, () => readStarted(id, item))));
      }
      return { ...states, ...(damaged.length > 0 && { damaged }) };
    },
    async putSeal(seal, text, atMs, keptDays) {
      const summary = sha256(text);
      // First the summary: a seal that can be seen can be read. Parts of equal summaries are equal.
      const parts = items.partItems(seal.job, summary, await pack(text), atMs, keptDays);
      for (const part of parts) await table.put(part);
      const item = items.sealItem({ ...seal, summary }, atMs, keptDays);
      return (await table.putOnce(item)) ? "stored" : "existing";
    },
    removeSeal: (seal) => table.remove(items.sealKey(seal)),
    async summaryText({ job, summary }) {
      const parts: Uint8Array[] = [];
      for await (const { data } of table.query(itemsOf(partsPartition(job, summary))))
        parts.push(data?.B ?? new Uint8Array());
      const text = unpack(Buffer.concat(parts), maxSummaryBytes, "summary");
      if (sha256(text) !== summary)
        throw new AppError("corrupt", `summary ${summary} of job ${job} is not what was sealed; restore it`);
      return text;
    },
  };
}
