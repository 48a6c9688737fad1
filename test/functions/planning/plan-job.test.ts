import { epochMs } from "@crisscross/core/edge/time";
import { customer } from "@crisscross/core/job/customers";
import { type PlanDeps, planJob } from "@crisscross/functions/planning/plan-job";
import { jobIdOf } from "@crisscross/functions/submit/job-id";
import { expect, it } from "vitest";
import { createMemoryStore } from "../results/memory-store.ts";
import { recordOf, startMs } from "../results/samples.ts";

const id = jobIdOf(startMs, new Uint8Array(10));

async function open(variants: string[]) {
  const jobs = createMemoryStore();
  const { spec } = recordOf(id);
  await jobs.putJob(recordOf(id, { spec: { ...spec, variants, targets: ["us-west-1", "eu-west-2"] } }));
  const journal: string[] = [];
  const written: [string, string][] = [];
  const deps: PlanDeps = {
    jobs,
    nowMs: () => epochMs(startMs),
    sleep: async () => {},
    topic: {
      async publishBatch() {
        journal.push("publish");
        return [];
      },
    },
    records: {
      async write(region, customers) {
        journal.push(`write ${region} ${customers.length}`);
        written.push(...customers.map(({ email }): [string, string] => [region, email]));
        return [];
      },
    },
  };
  return { deps, journal, written, store: jobs };
}

it("writes the job's customers in every target before it publishes", async () => {
  const { deps, journal, written } = await open(["bare", "db-get"]);
  expect(await planJob(deps, { v: 1, job: id })).toEqual({ blocks: 10, cancelled: false });
  expect(journal).toEqual(["write us-west-1 25", "write eu-west-2 25", "publish"]);
  expect(written[26]).toEqual(["eu-west-2", customer(31, 1).email]);
});

it("writes no records for a job without the database", async () => {
  const { deps, journal } = await open(["bare"]);
  expect(await planJob(deps, { v: 1, job: id })).toEqual({ blocks: 5, cancelled: false });
  expect(journal).toEqual(["publish"]);
});

it("writes again what a table did not take", async () => {
  const { deps, journal } = await open(["db-put"]);
  const { write } = deps.records;
  deps.records.write = async (region, customers) => {
    await write(region, customers);
    return region === "us-west-1" && customers.length > 3 ? customers.slice(0, 3) : [];
  };
  await planJob(deps, { v: 1, job: id });
  expect(journal.filter((entry) => entry.startsWith("write us"))).toEqual([
    "write us-west-1 25",
    "write us-west-1 3",
  ]);
});

it("publishes nothing while a table goes on refusing", async () => {
  const { deps, journal } = await open(["db-put"]);
  deps.records.write = async (_, customers) => customers;
  await expect(planJob(deps, { v: 1, job: id })).rejects.toMatchObject({ code: "unavailable" });
  expect(journal).toEqual([]);
});

it("neither writes records nor publishes for a job that was cancelled before its turn", async () => {
  const { deps, journal, store } = await open(["db-get"]);
  await store.putCancelled(id, startMs);
  expect(await planJob(deps, { v: 1, job: id })).toEqual({ blocks: 0, cancelled: true });
  expect(journal).toEqual([]);
});

it("fails for a job that is not stored", async () => {
  const { deps } = await open(["bare"]);
  const other = jobIdOf(startMs, new Uint8Array(10).fill(1));
  await expect(planJob(deps, { v: 1, job: other })).rejects.toMatchObject({ code: "not-found" });
});
