import { epochMs } from "@crisscross/core/edge/time";
import { customer } from "@crisscross/core/job/customers";
import { type PlanDeps, planJob } from "@crisscross/functions/planning/plan-job";
import { jobIdOf } from "@crisscross/functions/submit/job-id";
import { describe, expect, it } from "vitest";
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
    nowMs: () => startMs,
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

describe("a job whose gap spreads it over more than five minutes", () => {
  /** Five blocks of two probes, 200 s apart from each other. */
  async function openSpread() {
    const opened = await open(["db-get"]);
    const { spec } = recordOf(id);
    const load = { model: "sequential", gapMs: 100_000 } as const;
    const store = createMemoryStore();
    await store.putJob(
      recordOf(id, { probesPerBlock: 2, spec: { ...spec, variants: ["db-get"], samples: 10, load } }),
    );
    const sent: number[] = [];
    const publishBatch = async (entries: readonly { body: string }[]) => {
      sent.push(...entries.map(({ body }) => JSON.parse(body).index));
      return [];
    };
    const deps: PlanDeps = { ...opened.deps, jobs: store, topic: { publishBatch } };
    const plan = (atMs: number) =>
      planJob({ ...deps, nowMs: () => epochMs(startMs + atMs) }, { v: 1, job: id });
    return { ...opened, store, sent, plan, deps };
  }

  it("is published up to five minutes ahead, once, and its records are written once", async () => {
    const { plan, sent, written, store } = await openSpread();
    expect(await plan(0)).toEqual({ blocks: 2, cancelled: false });
    expect(await store.publishedBlocks(id)).toBe(2);
    expect(await plan(99_000)).toEqual({ blocks: 0, cancelled: false });
    await plan(100_000);
    await plan(3_600_000);
    await plan(3_600_000);
    expect(sent).toEqual([0, 1, 2, 3, 4]);
    expect(await store.publishedBlocks(id)).toBe(5);
    expect(written).toHaveLength(25);
  });

  it("is published again where a crash came between publishing and noting it", async () => {
    const { plan, sent, store } = await openSpread();
    const { notePublished } = store;
    store.notePublished = () => Promise.reject(new Error("killed"));
    await expect(plan(0)).rejects.toThrow("killed");
    store.notePublished = notePublished;
    await plan(0);
    expect(sent).toEqual([0, 1, 0, 1]);
  });
});

it("notes nothing of a job that is published at once", async () => {
  const { deps, store } = await open(["bare"]);
  await planJob(deps, { v: 1, job: id });
  expect(await store.publishedBlocks(id)).toBeUndefined();
});

it("fails for a job that is not stored", async () => {
  const { deps } = await open(["bare"]);
  const other = jobIdOf(startMs, new Uint8Array(10).fill(1));
  await expect(planJob(deps, { v: 1, job: other })).rejects.toMatchObject({ code: "not-found" });
});

it("publishes nothing of a job that was purged, and takes its message off the queue", async () => {
  const { deps, journal, store } = await open(["db-get"]);
  await store.putPurge(id, startMs);
  expect(await planJob(deps, { v: 1, job: id })).toEqual({ blocks: 0, cancelled: true });
  expect(journal).toEqual([]);
});
