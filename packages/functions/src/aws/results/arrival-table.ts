import type { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { epochMs } from "@crisscross/core/edge/time";
import { blockKeyBytes, type KnownJob } from "../../edges/sign-block.ts";
import type { ArrivalStore } from "../../results/block-store.ts";
import { claimItem, deadItem, hasDeadItem } from "./block-items.ts";
import { readJob, readPurge } from "./job-items.ts";
import { blockClaimKey, blockKey, cancelledKey, finishKey, jobKey } from "./keys.ts";
import { type Item, openTable } from "./table.ts";

/** Jobs an environment remembers; forgetting one costs a read unit or two. */
const rememberedJobs = 1_000;
const knownAttributes = ["record", "blockKey", "purgedAtMs"];

/** The results table as consume asks it about blocks that arrive. */
export function openArrivalTable(client: DynamoDBClient, tableName: string): ArrivalStore {
  const table = openTable(client, tableName);
  const remembered = new Map<string, KnownJob>();

  function remember(id: string, item: Item | undefined): KnownJob | undefined {
    const key = item?.blockKey?.B;
    // A job without a key is one that nobody can have signed a block of.
    if (item === undefined || key?.length !== blockKeyBytes) return undefined;
    const known = { record: readJob(id, item), key };
    if (remembered.size >= rememberedJobs) remembered.clear();
    remembered.set(id, known);
    return known;
  }

  return {
    async lookUp(block) {
      const key = blockKey(block);
      const { job } = block;
      const known = remembered.get(job);
      const keys = [finishKey(job), cancelledKey(job), key, ...(known ? [] : [jobKey(job)])];
      const found = await table.found(keys, knownAttributes);
      if (readPurge(found.get("job")) !== undefined) return { standing: "gone", job: undefined };
      const isOver = found.has("finish") || found.has("cancelled");
      const standing = found.has(key.sk?.S ?? "") ? "stored" : isOver ? "over" : "new";
      return { standing, job: known ?? remember(job, found.get("job")) };
    },
    async knownJob(id) {
      return (
        remembered.get(id) ?? remember(id, (await table.found([jobKey(id)], knownAttributes)).get("job"))
      );
    },
    async areStored(blocks) {
      return (await table.found(blocks.map(blockKey))).size === blocks.length;
    },
    async claim(block, claim) {
      const { receipt, nowMs } = claim;
      const isFree = await table.putOnce(claimItem(block, claim), {
        // One's own is there when its answer got lost.
        expression: "untilMs <= :now or receipt = :receipt",
        values: { ":now": { N: String(nowMs) }, ":receipt": { S: receipt } },
      });
      if (isFree) return undefined;
      const [other] = (await table.found([blockClaimKey(block)], ["untilMs"])).values();
      return epochMs(Number(other?.untilMs?.N ?? nowMs));
    },
    async noteDead(block, note, keptDays) {
      // First the mark: whoever does not see it does not look for the block.
      await table.put(hasDeadItem(block.job, note, keptDays));
      await table.put(deadItem(block, note, keptDays));
    },
  };
}
