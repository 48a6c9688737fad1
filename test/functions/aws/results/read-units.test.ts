import type { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { planBlock } from "@crisscross/core/job/plan";
import { openBlockTable } from "@crisscross/functions/aws/results/block-table";
import { openJobTable } from "@crisscross/functions/aws/results/job-table";
import { openSealTable } from "@crisscross/functions/aws/results/seal-table";
import { readState, readView } from "@crisscross/functions/results/read-job";
import { afterAll, beforeAll, expect, it } from "vitest";
import { ranBlock, recordOf } from "../../../core/samples.ts";
import { type ResultTables, startTables } from "./result-tables.ts";

let tables: ResultTables;
beforeAll(async () => {
  tables = await startTables();
});
afterAll(() => tables.stop());

/** Two origins with 200 blocks of ten probes each. */
const job = recordOf(
  { origins: ["ap-south-1", "eu-west-2"], targets: ["us-west-1"], variants: ["bare"], samples: 2_000 },
  10,
);

/** A client that adds up the read units its answers say they took. */
function metered(): { client: DynamoDBClient; units(): number } {
  const client = tables.newClient();
  let sum = 0;
  client.middlewareStack.add(
    (next) => (step) => next({ ...step, input: { ...step.input, ReturnConsumedCapacity: "TOTAL" } }),
    { step: "initialize" },
  );
  client.middlewareStack.add(
    (next) => async (step) => {
      const answer = await next(step);
      const { ConsumedCapacity } = answer.output as { ConsumedCapacity?: { CapacityUnits?: number } };
      sum += ConsumedCapacity?.CapacityUnits ?? 0;
      return answer;
    },
    { step: "deserialize", priority: "high" },
  );
  return { client, units: () => sum };
}

/** What each poll of the job costs in read units, one after every second block of each origin, by a new environment or by one that stays. */
async function watch(by: "strangers" | "one environment"): Promise<number[]> {
  const name = await tables.create();
  const writing = openBlockTable(tables.client, name);
  await openJobTable(tables.client, name).putJob(job);
  const { client, units } = metered();
  const open = () => ({
    jobs: openJobTable(client, name),
    seals: openSealTable(client, name),
    blocks: openBlockTable(client, name),
    damaged: () => expect.unreachable("nothing is damaged"),
    nowMs: () => job.createdAtMs,
  });
  const one = open();
  const costs: number[] = [];
  for (let index = 0; index < 180; index++) {
    for (const origin of job.spec.origins) await writing.putBlock(ranBlock(planBlock(job, origin, index)));
    if (index % 2 === 0) continue;
    const deps = by === "strangers" ? open() : one;
    const before = units();
    const { ledger } = await readView(deps, await readState(deps, job.id));
    expect(ledger.ok).toBe(2 * 10 * (index + 1));
    costs.push(units() - before);
  }
  return costs;
}

it("reading a job again and again costs what is new in it, and not all its blocks each time", async () => {
  const strangers = await watch("strangers");
  const one = await watch("one environment");
  // A unit each for the job, its shards, and what is new in two shards.
  expect(new Set(one)).toEqual(new Set([4]));
  expect(strangers.at(-1)).toBe(50);
});
