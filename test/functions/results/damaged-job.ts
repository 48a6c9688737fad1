import {
  type AttributeValue,
  DeleteItemCommand,
  GetItemCommand,
  PutItemCommand,
  QueryCommand,
} from "@aws-sdk/client-dynamodb";
import { epochMs } from "@crisscross/core/edge/time";
import type { JobRecord } from "@crisscross/core/job/job-record";
import { planBlocks } from "@crisscross/core/job/plan";
import type { StoredBlock } from "@crisscross/core/sample/stored-block";
import { openBlockTable } from "@crisscross/functions/aws/results/block-table";
import { openJobTable } from "@crisscross/functions/aws/results/job-table";
import { openSealTable } from "@crisscross/functions/aws/results/seal-table";
import { createApp } from "@crisscross/functions/http/app";
import type { Damage } from "@crisscross/functions/results/damage";
import { openIdleWatch } from "@crisscross/functions/sealing/idle-watch";
import { reconcileJobs } from "@crisscross/functions/sealing/reconcile-open";
import { jobIdOf } from "@crisscross/functions/submit/job-id";
import { expect } from "vitest";
import { ranBlock, recordOf } from "../../core/samples.ts";
import type { ResultTables } from "../aws/results/result-tables.ts";
import { checkDeclared } from "../http/declared.ts";
import { openApi } from "../http/open-api.ts";
import { quiet } from "../sealing/quiet.ts";
import { callerWith, sentBy } from "../tokens/callers.ts";
import { startMs } from "./samples.ts";

export type Item = Record<string, AttributeValue>;

export const id = jobIdOf(startMs, new Uint8Array(10).fill(3));
/** 10 probes an origin in blocks of 4, 4 and 2. */
export const record: JobRecord = {
  ...recordOf({ targets: ["us-west-1", "sa-east-1"], variants: ["bare"] }, 4),
  id,
};

/** A table with the whole job in it, but for blocks that are not `kept`; and the API and reconcile over it. */
export async function open(tables: ResultTables, kept: (block: StoredBlock) => boolean = () => true) {
  const TableName = await tables.create();
  const { client } = tables;
  const jobs = openJobTable(client, TableName);
  const blocks = openBlockTable(client, TableName);
  const seals = openSealTable(client, TableName);
  const damages: Damage[] = [];
  const damaged = (damage: Damage) => void damages.push(damage);
  await jobs.putJob(record);
  await jobs.markQueued(record);
  for (const block of [...planBlocks(record)].map(ranBlock)) if (kept(block)) await blocks.putBlock(block);
  const { deps } = openApi();
  const app = createApp({ ...deps, jobs, blocks, seals, damaged });
  const get = async (path: string) => {
    const response = await app.request(`/v1/jobs${path}`, {}, sentBy(callerWith("read")));
    await checkDeclared("GET", `/v1/jobs${path}`, response);
    const text = await response.text();
    return { status: response.status, headers: response.headers, text };
  };
  const json = async (path: string) => {
    const { status, text } = await get(path);
    expect([path, status, status === 200 ? "" : text]).toEqual([path, 200, ""]);
    return JSON.parse(text);
  };
  return {
    damages,
    get,
    json,
    matrix: async () => (await get(`/${id}/matrix`)).text,
    put: (Item: Item) => client.send(new PutItemCommand({ TableName, Item })),
    remove: (Key: Item) => client.send(new DeleteItemCommand({ TableName, Key })),
    read: async (Key: Item) => (await client.send(new GetItemCommand({ TableName, Key }))).Item ?? {},
    inPartition: async (pk: string) =>
      (
        await client.send(
          new QueryCommand({
            TableName,
            KeyConditionExpression: "pk = :pk",
            ExpressionAttributeValues: { ":pk": { S: pk } },
          }),
        )
      ).Items ?? [],
    putJob: jobs.putJob,
    /** All there is to read; the samples as CSV. */
    async readAll() {
      return {
        view: await json(`/${id}`),
        matrix: await json(`/${id}/matrix`),
        attribution: await json(`/${id}/attribution`),
        csv: await get(`/${id}/samples?format=csv`),
        list: await json(""),
      };
    },
    reconcile: (nowMs = record.createdAtMs + 1_000) =>
      reconcileJobs({
        jobs,
        blocks,
        seals,
        damaged,
        queue: { send: async () => {} },
        watch: openIdleWatch(),
        metrics: { publish: async () => {} },
        home: "us-east-1",
        nowMs: () => epochMs(nowMs),
        hasTime: () => true,
        ...quiet,
      }),
  };
}
