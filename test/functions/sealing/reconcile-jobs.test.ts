import type { JobRecord } from "@crisscross/core/job/job-record";
import type { MetricDatum } from "@crisscross/core/metrics/metric-datum";
import { describe, expect, it } from "vitest";
import type { MemoryStore } from "../results/memory-store.ts";
import { everyIndex, job, limitMs, open, origins, startMs } from "./reconciling.ts";

describe("open jobs", () => {
  it("do not wait for one that cannot be reconciled", async () => {
    const { store, put, reconcile } = await open();
    for (const origin of origins) await put(origin, everyIndex);
    await store.putJob({ ...job, id: "job-2" });
    const broken = new Error("corrupt");
    const jobs: MemoryStore = {
      ...store,
      storedJob: (id) => (id === "job-2" ? Promise.reject(broken) : store.storedJob(id)),
    };
    expect(await reconcile({ jobs })).toEqual({
      open: 0,
      stuck: 0,
      closed: 1,
      failed: [{ job: "job-2", error: broken }],
      left: 0,
    });
  });

  it("are left alone when only another is asked for", async () => {
    const { store, clock, reconcile, openIds } = await open();
    await store.putJob({ ...job, id: "job-2" });
    clock.nowMs = limitMs;
    expect(await reconcile({}, "job-2")).toMatchObject({ closed: 1, left: 0 });
    expect(await openIds()).toEqual([job.id]);
    expect(await reconcile({}, "job-2")).toMatchObject({ closed: 0, left: 0 });
  });

  it("take turns to be first", async () => {
    const { store, clock, reconcile } = await open();
    await store.putJob({ ...job, id: "job-2" });
    const seen: string[] = [];
    const jobs: MemoryStore = {
      ...store,
      storedJob: (id) => {
        seen.push(id);
        return store.storedJob(id);
      },
    };
    for (const minute of [0, 1]) {
      clock.nowMs = startMs + minute * 60_000;
      await reconcile({ jobs });
    }
    const [first, second] = seen;
    expect(new Set(seen)).toEqual(new Set(["job-1", "job-2"]));
    expect(seen).toEqual([first, second, second, first]);
  });

  it("are forgotten when the job itself never came, but not while it may be on its way", async () => {
    const { store, clock, reconcile, openIds } = await open();
    await store.putJob({ ...job, id: "job-2" });
    const jobs: MemoryStore = {
      ...store,
      storedJob: (id) => (id === "job-2" ? Promise.resolve(undefined) : store.storedJob(id)),
    };
    await reconcile({ jobs });
    expect(await openIds()).toContain("job-2");
    clock.nowMs = startMs + 600_000;
    await reconcile({ jobs });
    expect(await openIds()).not.toContain("job-2");
  });
});

describe("metrics of jobs", () => {
  const valuesOf = (data: readonly MetricDatum[], wanted: string) =>
    data.filter(({ name }) => name === wanted).flatMap(({ values }) => values);

  it("say once that a job finished, and that it is complete", async () => {
    const { put, reconcile, published } = await open();
    for (const origin of origins) await put(origin, everyIndex);
    await Promise.all([reconcile(), reconcile()]);
    await reconcile();
    expect(valuesOf(published, "JobsFinished")).toEqual([1]);
    expect(valuesOf(published, "Completeness")).toEqual([100]);
    expect(published.every(({ dimensions }) => dimensions.origin === "us-east-1")).toBe(true);
  });

  it("say which share of the planned probes is stored when a job ends without the others", async () => {
    const { put, reconcile, clock, published } = await open();
    await put("ap-south-1", everyIndex);
    clock.nowMs = limitMs;
    await reconcile();
    expect(valuesOf(published, "Completeness")).toEqual([50]);
  });

  it("take a cancelled job for finished and not for incomplete", async () => {
    const { store, reconcile, published } = await open();
    await store.putCancelled(job.id, startMs);
    await reconcile();
    expect(valuesOf(published, "JobsFinished")).toEqual([1]);
    expect(valuesOf(published, "Completeness")).toEqual([]);
  });

  const slow: JobRecord = { ...job, spec: { ...job.spec, timeLimitMinutes: 60 } };
  const minute = 60_000;

  it("count a job as stuck while it gains no block for a quarter of an hour", async () => {
    const { put, reconcile, clock, published } = await open(slow);
    const seen: number[] = [];
    for (let at = 0; at <= 40; at++) {
      if (at === 10) await put("ap-south-1", [0]);
      if (at === 30) await put("ap-south-1", everyIndex);
      clock.nowMs = startMs + at * minute;
      const { stuck } = await reconcile();
      seen.push(stuck);
    }
    const stuckAt = seen.flatMap((stuck, at) => (stuck > 0 ? [at] : []));
    expect(stuckAt).toEqual([25, 26, 27, 28, 29]);
    expect(valuesOf(published, "JobsStuck")).toEqual(seen);
  });

  it("count a job without any block from when it was made, also after a fresh start", async () => {
    const { reconcile, clock } = await open(slow);
    clock.nowMs = startMs + 15 * minute;
    expect(await reconcile()).toMatchObject({ open: 1, stuck: 1 });
  });

  it("count a job as stuck that is past its time limit and could not be finished", async () => {
    const { reconcile, clock, put } = await open();
    await put("ap-south-1", [0]);
    clock.nowMs = limitMs;
    clock.steps = 1;
    expect(await reconcile()).toMatchObject({ open: 1, stuck: 1 });
    clock.steps = Number.POSITIVE_INFINITY;
    expect(await reconcile()).toMatchObject({ open: 0, stuck: 0, closed: 1 });
  });

  it("do not count jobs when only one was looked at", async () => {
    const { reconcile, published } = await open();
    await reconcile({}, job.id);
    expect(valuesOf(published, "JobsStuck")).toEqual([]);
  });
});
