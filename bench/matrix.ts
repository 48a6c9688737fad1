/**
 * Reading the matrix of a job with 1,000,000 stored samples against one with 10,000: `npm run bench` (some minutes).
 * Both are written straight to a table, sealed, rolled up and finished by the functions' own code, then read in
 * turns; each read is compared with the other job's read of the same turn, so that drift touches both alike.
 * `node bench/matrix.ts LARGE SMALL TURNS` takes other sizes.
 */
import type { AddressInfo } from "node:net";
import { CreateTableCommand, DynamoDBClient, waitUntilTableExists } from "@aws-sdk/client-dynamodb";
import { epochMs } from "@crisscross/core/edge/time";
import { probesIn } from "@crisscross/core/job/job";
import type { JobRecord } from "@crisscross/core/job/job-record";
import { openBlockTable } from "@crisscross/functions/aws/results/block-table";
import { openJobTable } from "@crisscross/functions/aws/results/job-table";
import { openSealTable } from "@crisscross/functions/aws/results/seal-table";
import { forEachOf } from "@crisscross/functions/edges/for-each-of";
import type { Damage } from "@crisscross/functions/results/damage";
import { readMatrix, readState, readView } from "@crisscross/functions/results/read-job";
import { openIdleWatch } from "@crisscross/functions/sealing/idle-watch";
import { reconcileJobs } from "@crisscross/functions/sealing/reconcile-open";
import dynalite from "dynalite";
import { judge } from "./judge.ts";
import { blocksOf, jobOf } from "./matrix-job.ts";

const [large = 1_000_000, small = 10_000, turns = 15] = process.argv.slice(2).map(Number);
const limit = 3;
const TableName = "results";

const server = dynalite({ createTableMs: 0, deleteTableMs: 0, updateTableMs: 0 });
await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
const client = new DynamoDBClient({
  region: "us-east-1",
  endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
  credentials: { accessKeyId: "key", secretAccessKey: "secret" },
});
/** Partitions read so far. */
const read: string[] = [];
client.middlewareStack.add(
  (next) => (step) => {
    if ("KeyConditionExpression" in step.input)
      read.push(step.input.ExpressionAttributeValues?.[":pk"]?.S ?? "");
    return next(step);
  },
  { step: "initialize" },
);
const attribute = (AttributeName: string) => ({ AttributeName, AttributeType: "S" as const });
await client.send(
  new CreateTableCommand({
    TableName,
    BillingMode: "PAY_PER_REQUEST",
    AttributeDefinitions: [attribute("pk"), attribute("sk")],
    KeySchema: [
      { AttributeName: "pk", KeyType: "HASH" },
      { AttributeName: "sk", KeyType: "RANGE" },
    ],
  }),
);
await waitUntilTableExists({ client, minDelay: 1, maxWaitTime: 60 }, { TableName });
const jobStore = openJobTable(client, TableName);
const blocks = openBlockTable(client, TableName);
const deps = {
  jobs: jobStore,
  blocks,
  seals: openSealTable(client, TableName),
  nowMs: () => epochMs(1_800_000_001_000),
  damaged: ({ item, why }: Damage): never => {
    throw new Error(`${item}: ${why}`);
  },
};
const seconds = (sinceMs: number): string => `${((performance.now() - sinceMs) / 1_000).toFixed(1)} s`;

async function store(record: JobRecord): Promise<void> {
  const startMs = performance.now();
  await jobStore.putJob(record);
  await jobStore.markQueued(record);
  await forEachOf(blocksOf(record), 32, async (block) => {
    await blocks.putBlock(block);
  });
  console.log(`${record.id}: stored in ${seconds(startMs)}`);
}

async function finish(): Promise<void> {
  const startMs = performance.now();
  let sealed = 0;
  let stepMs = startMs;
  let longestMs = 0;
  const log = {
    sealed: () => {
      sealed++;
      const nowMs = performance.now();
      longestMs = Math.max(longestMs, nowMs - stepMs);
      stepMs = nowMs;
    },
    finished: () => {},
    announced: () => {},
    deleted: () => {},
  };
  const { closed } = await reconcileJobs({
    ...deps,
    queue: { send: async () => {} },
    watch: openIdleWatch(),
    metrics: { publish: async () => {} },
    home: "us-east-1",
    nowMs: () => epochMs(1_800_000_001_000),
    hasTime: () => true,
    purges: { async *purges() {}, deleteData: async () => true, closePurge: async () => {} },
    events: { publish: async () => {} },
    log,
  });
  console.log(
    `${closed} jobs finished in ${seconds(startMs)}: ${sealed} seals, the longest ${Math.round(longestMs)} ms`,
  );
}

/** As the API answers, to the last byte. */
async function readOnce(id: string): Promise<{ ms: number; bytes: number; ok: number }> {
  const startMs = performance.now();
  const document = await readMatrix(deps, await readState(deps, id));
  const bytes = Buffer.byteLength(JSON.stringify(document));
  return { ms: performance.now() - startMs, bytes, ok: document.job.ok };
}

const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;

const jobs = { large: jobOf("large", large), small: jobOf("small", small) };
for (const record of Object.values(jobs)) await store(record);
await finish();
for (const id of ["large", "small"]) await readOnce(id);
read.length = 0;
const ms: Record<"large" | "small" | "ratio", number[]> = { large: [], small: [], ratio: [] };
for (let turn = 0; turn < turns; turn++) {
  const taken: Record<string, number> = {};
  for (const id of turn % 2 === 0 ? (["large", "small"] as const) : (["small", "large"] as const))
    taken[id] = (await readOnce(id)).ms;
  const { large: largeMs = Number.NaN, small: smallMs = Number.NaN } = taken;
  ms.large.push(largeMs);
  ms.small.push(smallMs);
  ms.ratio.push(largeMs / smallMs);
}
const raw = read.filter((pk) => /#\d+$/.test(pk)).length;
let isWhole = true;
for (const id of ["large", "small"] as const) {
  const { bytes, ok } = await readOnce(id);
  isWhole &&= ok === probesIn(jobs[id].spec);
  console.log(
    `${id}: ${ok} samples, matrix of ${bytes} bytes read in ${median(ms[id]).toFixed(1)} ms (median of ${turns})`,
  );
}
const viewMs = performance.now();
await readView(deps, await readState(deps, "large"));
console.log(`large: job read in ${(performance.now() - viewMs).toFixed(1)} ms`);
const ratio = median(ms.ratio);
const [least, most] = [Math.min(...ms.ratio), Math.max(...ms.ratio)];
console.log(
  `ratio: median ${ratio.toFixed(2)} (${least.toFixed(2)} to ${most.toFixed(2)}), at most ${limit} wanted`,
);
console.log(`raw shards read: ${raw}`);
client.destroy();
server.close();
judge([
  ...(ratio <= limit
    ? []
    : [`the large matrix takes ${ratio.toFixed(2)} times as long as the small one, at most ${limit} wanted`]),
  ...(raw === 0 ? [] : [`${raw} raw shards were read, none wanted: summaries do not answer for them`]),
  ...(isWhole ? [] : ["a matrix does not count every sample that is stored"]),
]);
