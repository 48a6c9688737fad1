import { ScanCommand } from "@aws-sdk/client-dynamodb";
import type { JobRecord } from "@crisscross/core/job/job-record";
import { planBlock } from "@crisscross/core/job/plan";
import { openArrivalTable } from "@crisscross/functions/aws/results/arrival-table";
import { openBlockTable } from "@crisscross/functions/aws/results/block-table";
import { openBudgetTable } from "@crisscross/functions/aws/results/budget-table";
import { openJobTable } from "@crisscross/functions/aws/results/job-table";
import { openSealTable } from "@crisscross/functions/aws/results/seal-table";
import { consumeBlock } from "@crisscross/functions/blocks/consume-block";
import { signBlock } from "@crisscross/functions/edges/sign-block";
import { openIdleWatch } from "@crisscross/functions/sealing/idle-watch";
import { reconcileJobs } from "@crisscross/functions/sealing/reconcile-open";
import { cancelJob } from "@crisscross/functions/submit/cancel-job";
import { jobIdOf } from "@crisscross/functions/submit/job-id";
import { submitJob } from "@crisscross/functions/submit/submit-job";
import { afterAll, beforeAll, expect, it } from "vitest";
import { deployedMemoryMb } from "../../../core/job/memory.ts";
import { answerOf, fakeCalls } from "../../calls/fake-caller.ts";
import { levelOf, startMs } from "../../results/samples.ts";
import { quiet } from "../../sealing/quiet.ts";
import { type ResultTables, startTables } from "./result-tables.ts";

let tables: ResultTables;
beforeAll(async () => {
  tables = await startTables();
});
afterAll(() => tables.stop());

/** A job of two blocks: one is run, at its last delivery; then it is cancelled, and reconcile ends it. */
async function runJob(TableName: string, principal: string): Promise<void> {
  const { client } = tables;
  const jobs = openJobTable(client, TableName);
  const blocks = openBlockTable(client, TableName);
  const seals = openSealTable(client, TableName);
  const nowMs = () => startMs;
  const body = { origins: ["ap-south-1"], targets: ["us-west-1"], variants: ["bare"], samples: 20 };
  const { record } = await submitJob(
    {
      ...{ jobs, nowMs, queue: { send: async () => {} }, wan: "none", hash: (text) => text },
      budgets: openBudgetTable(client, TableName),
      stageBudget: undefined,
      notGivenBack: expect.unreachable,
      deployed: ["ap-south-1", "us-west-1"],
      home: "us-east-1" as const,
      blockBudgetMs: 131_000,
      memoryMb: deployedMemoryMb,
      newId: (atMs) => jobIdOf(atMs, new Uint8Array(10)),
      newSeed: () => 31,
    },
    { body, principal },
  );
  await consumeBlock(
    {
      ...fakeCalls(() => answerOf(levelOf())).callDeps,
      names: { outer: "outer", inner: "inner", innerDb: "inner-db" },
      isolatedNames: { outer: "outer-isolated", inner: "inner-isolated", innerDb: "inner-db-isolated" },
      ...{ blocks, arrivals: openArrivalTable(client, TableName), blocksHeld: 4, maxReceives: 5, nowMs },
      ...{
        region: "ap-south-1",
        wan: "none",
        environment: "consume-1",
        build: "",
        notAsked: expect.unreachable,
      },
      metrics: { publish: async () => {} },
      queue: { hide: async () => {} },
      reconcile: async () => {},
      countProbe: () => 0,
      sleep: async () => {},
    },
    {
      ...{ receipt: "r", receives: 5, enqueuedAtMs: startMs, firstReceivedAtMs: startMs },
      message: await firstBlockOf(jobs, record),
    },
    240_000,
  );
  const damaged = () => expect.unreachable("nothing is damaged");
  await cancelJob({ jobs, blocks, seals, damaged, nowMs }, record.id);
  await reconcileJobs({
    ...{ jobs, blocks, seals, damaged, nowMs, home: "us-east-1", hasTime: () => true },
    queue: { send: async () => {} },
    watch: openIdleWatch(),
    metrics: { publish: async () => {} },
    ...quiet,
  });
}

async function firstBlockOf(jobs: ReturnType<typeof openJobTable>, record: JobRecord) {
  const key = await jobs.getKey(record.id);
  if (key === undefined) throw new Error(`job ${record.id} has no key`);
  return signBlock(key, { ...planBlock(record, "ap-south-1", 0), publishedAtMs: startMs });
}

it.each([
  ["canary", 7],
  ["0123456789ab", 400],
])("keeps all that is stored of a job of %s for %i days", async (principal, days) => {
  const TableName = await tables.create();
  await runJob(TableName, principal);
  const { Items = [] } = await tables.client.send(new ScanCommand({ TableName }));
  const kinds = Items.map(({ sk }) => sk?.S?.split("#")[0]).sort();
  // The dead block's is its origin; the marker of an open job is gone again.
  const all = [
    // Nobody is told of a canary.
    ...(principal === "canary" ? [] : ["announced"]),
    "ap-south-1",
    "block",
    "cancelled",
    "dead",
    "finish",
    "job",
    "part",
    "queued",
    "rollup",
    "seal",
    "started",
  ];
  expect([...new Set(kinds)]).toEqual(all);
  // Who runs a block is of no use once it has run: claims are kept for a day.
  const daysOf = (pk = "") => (pk.endsWith("#claims") ? 1 : days);
  for (const { pk, sk, expiresAt } of Items)
    expect((Number(expiresAt?.N) - startMs / 1_000) / 86_400, `${pk?.S} ${sk?.S}`).toBeCloseTo(
      daysOf(pk?.S),
      2,
    );
});
