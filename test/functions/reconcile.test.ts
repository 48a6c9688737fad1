import type { JobRecord } from "@crisscross/core/job-record";
import type { MetricDatum } from "@crisscross/core/metric-datum";
import { blockCount, planBlock } from "@crisscross/core/plan";
import { seededRandom } from "@crisscross/core/random";
import type { Region } from "@crisscross/core/regions";
import { decodeSummary, encodeSummary, mergeAll, summarize } from "@crisscross/core/summary";
import { mergeSeals } from "@crisscross/functions/merge-seals";
import { openProgressWatch } from "@crisscross/functions/progress-watch";
import { readMatrix, readState, readView } from "@crisscross/functions/read-job";
import { rebuildSeal } from "@crisscross/functions/rebuild-seal";
import type { ReconcileDeps } from "@crisscross/functions/reconcile-job";
import { reconcileJobs } from "@crisscross/functions/reconcile-jobs";
import { describe, expect, it } from "vitest";
import { ranBlock, recordOf } from "../core/samples.ts";
import { createMemoryStore, type MemoryStore } from "./memory-store.ts";

const origins = ["ap-south-1", "eu-west-2"] as const satisfies Region[];

/** Two origins with 300 blocks of one probe each: a shard of 256 and one of 44. */
const job: JobRecord = recordOf(
  { origins: [...origins], targets: ["us-west-1"], variants: ["bare"], samples: 300, timeLimitMinutes: 10 },
  1,
);
const startMs = job.createdAtMs;
const limitMs = startMs + 10 * 60_000;
const everyIndex = Array.from({ length: blockCount(job) }, (_, index) => index);

async function open(record = job) {
  const store = createMemoryStore();
  await store.putJob(record);
  await store.markQueued(record);
  const clock = { nowMs: startMs + 1_000, steps: Number.POSITIVE_INFINITY };
  const published: MetricDatum[] = [];
  const deps: ReconcileDeps = {
    progress: store,
    blocks: store,
    watch: openProgressWatch(),
    metrics: { publish: async (data) => void published.push(...data) },
    home: "us-east-1",
    nowMs: () => clock.nowMs,
    hasTime: () => clock.steps-- > 0,
    log: { sealed: () => {}, finished: () => {} },
  };
  const put = async (origin: Region, indices: readonly number[]) => {
    for (const index of indices) await store.putBlock(ranBlock(planBlock(record, origin, index)));
  };
  const read = { jobs: store, progress: store, blocks: store };
  return {
    store,
    clock,
    published,
    put,
    reconcile: (more: Partial<ReconcileDeps> = {}, only?: string) =>
      reconcileJobs({ ...deps, ...more }, only),
    view: async () => readView(read, await readState(read, record.id)),
    matrix: async () => readMatrix(read, await readState(read, record.id)),
    openIds: async () => (await Array.fromAsync(store.openJobs())).map(({ id }) => id),
  };
}

/** The store, counting what is read of shards: raw blocks, and the counts beside them. */
function counting(store: MemoryStore) {
  const shardsRead: string[] = [];
  let summariesRead = 0;
  const watched: MemoryStore = {
    ...store,
    blocks(shard) {
      shardsRead.push(`${shard.origin} ${shard.shard}`);
      return store.blocks(shard);
    },
    blockCounts(shard) {
      shardsRead.push(`${shard.origin} ${shard.shard}`);
      return store.blockCounts(shard);
    },
    summaryText(seal) {
      summariesRead++;
      return store.summaryText(seal);
    },
  };
  return { watched, shardsRead, summariesRead: () => summariesRead };
}

describe("a job whose blocks are all stored", () => {
  it("is sealed, rolled up and finished, and its matrix stays bit for bit what it was", async () => {
    const { put, reconcile, view, matrix, openIds } = await open();
    for (const origin of origins) await put(origin, everyIndex);
    const before = JSON.stringify(await matrix());
    expect((await view()).state).toBe("complete");
    expect(await reconcile()).toEqual({ open: 0, stuck: 0, closed: 1, failed: [], left: 0 });
    expect(JSON.stringify(await matrix())).toBe(before);
    expect(await view()).toMatchObject({ state: "complete", ledger: { expected: 600, ok: 600, lost: 0 } });
    expect(await openIds()).toEqual([]);
  });

  it("is read from one roll-up an origin, and no raw block", async () => {
    const { store, put, reconcile } = await open();
    for (const origin of origins) await put(origin, everyIndex);
    await reconcile();
    const { watched, shardsRead, summariesRead } = counting(store);
    const read = { jobs: watched, progress: watched, blocks: watched };
    await readMatrix(read, await readState(read, job.id));
    await readView(read, await readState(read, job.id));
    expect(shardsRead).toEqual([]);
    expect(summariesRead()).toBe(2);
  });

  it("has summaries that the blocks in them make again, bit for bit", async () => {
    const { store, put, reconcile } = await open();
    for (const origin of origins) await put(origin, everyIndex.toReversed());
    await reconcile();
    const { seals } = await store.shardStates(job.id);
    const { rollUps = [] } = (await store.jobState(job.id)) ?? {};
    expect([seals.length, rollUps.length]).toEqual([4, 2]);
    for (const seal of [...seals, ...rollUps])
      expect(await rebuildSeal({ blocks: store }, seal)).toBe(await store.summaryText(seal));
  });
});

describe("merging seals", () => {
  const seals = everyIndex.slice(0, 50).map((shard) => ({
    job: job.id,
    origin: "ap-south-1",
    shard,
    counts: { ok: 1, throttled: 0, timeout: 0, error: 0 },
    blocks: new Uint8Array(32),
    summary: String(shard),
  }));
  const textOf = (index: number) => encodeSummary(summarize(ranBlock(planBlock(job, "ap-south-1", index))));

  it("loses none, in whatever order their summaries arrive", async () => {
    const random = seededRandom(7);
    const summaryText = async ({ summary }: { summary: string }) => {
      for (let turn = random() * 20; turn > 0; turn--) await Promise.resolve();
      return textOf(Number(summary));
    };
    const merged = await mergeSeals({ progress: { summaryText } }, seals);
    const expected = mergeAll(seals.map(({ shard }) => decodeSummary(textOf(shard))));
    expect(encodeSummary(merged)).toBe(encodeSummary(expected));
  });

  it("is not rolled up when its summaries do not hold what its seals count", async () => {
    const { store, put, reconcile, openIds } = await open();
    for (const origin of origins) await put(origin, everyIndex);
    const progress: MemoryStore = { ...store, summaryText: async () => textOf(0) };
    const { failed } = await reconcile({ progress });
    expect(failed).toMatchObject([{ job: job.id, error: { code: "corrupt" } }]);
    expect(await openIds()).toEqual([job.id]);
  });
});

describe("a job under way", () => {
  it("has its complete shards sealed, and is read from them and from the blocks of the others", async () => {
    const { store, put, reconcile, view, matrix } = await open();
    await put("ap-south-1", everyIndex);
    await put("eu-west-2", everyIndex.slice(0, 255));
    const before = [JSON.stringify(await matrix()), JSON.stringify(await view())];
    expect(await reconcile()).toMatchObject({ open: 1, closed: 0 });
    const { watched, shardsRead } = counting(store);
    const read = { jobs: watched, progress: watched, blocks: watched };
    const state = await readState(read, job.id);
    expect(JSON.stringify(await readMatrix(read, state))).toBe(before[0]);
    expect(JSON.stringify(await readView(read, state))).toBe(before[1]);
    expect(new Set(shardsRead)).toEqual(new Set(["eu-west-2 0"]));
    expect((await view()).ledger).toMatchObject({ ok: 555, lost: 0, pending: 45 });
  });

  it("goes on in the next run when time runs out, whenever that is", async () => {
    const { clock, put, reconcile, view } = await open();
    for (const origin of origins) await put(origin, everyIndex);
    let runs = 0;
    do {
      // The job itself and one step of it.
      clock.steps = 2;
      runs++;
    } while ((await reconcile()).closed === 0);
    expect(runs).toBe(7);
    expect((await view()).state).toBe("complete");
  });

  it("finishes however often a run is killed between two writes, and as if it never had been", async () => {
    const killed = await open();
    const spared = await open();
    for (const { put, clock } of [killed, spared]) {
      await put("ap-south-1", everyIndex);
      await put("eu-west-2", everyIndex.slice(10));
      clock.nowMs = limitMs;
    }
    await spared.reconcile();
    const writes = ["putSeal", "putFinish", "closeJob"] as const;
    for (;;) {
      let left = 1;
      const dying: MemoryStore = { ...killed.store };
      for (const name of writes)
        Object.assign(dying, {
          [name]: (...parameters: unknown[]) => {
            if (left-- === 0) throw new Error("killed");
            return (killed.store[name] as (...given: unknown[]) => Promise<unknown>)(...parameters);
          },
        });
      const { closed, failed } = await killed.reconcile({ progress: dying });
      if (closed === 1) break;
      expect(failed).toHaveLength(1);
    }
    expect(await killed.view()).toEqual(await spared.view());
    expect(await killed.matrix()).toEqual(await spared.matrix());
  });

  it("is the same for two runs at once", async () => {
    const { clock, put, reconcile, view, matrix } = await open();
    await put("ap-south-1", everyIndex.slice(0, 299));
    clock.nowMs = limitMs;
    await Promise.all([reconcile(), reconcile(), put("ap-south-1", [299]), reconcile()]);
    const { ledger } = await view();
    expect(ledger.ok + ledger.lost).toBe(600);
    expect((await matrix()).job).toMatchObject({ ...ledger, state: "incomplete" });
  });
});

describe("a job past its time limit", () => {
  it("is incomplete, and every loss has its cell and its reason", async () => {
    const { store, clock, put, reconcile, view, matrix } = await open();
    await put("ap-south-1", everyIndex);
    await put("eu-west-2", everyIndex.slice(2, 290));
    // Block 5 was noted and stored after all.
    for (const index of [1, 5]) await store.noteDead({ job: job.id, origin: "eu-west-2", index }, startMs);
    clock.nowMs = limitMs - 1;
    expect(await reconcile()).toMatchObject({ open: 1 });
    clock.nowMs = limitMs;
    expect(await reconcile()).toMatchObject({ closed: 1 });
    const cell = { origin: "eu-west-2", target: "us-west-1", variant: "bare" };
    const expected = {
      state: "incomplete",
      reasons: [
        { ...cell, reason: "deadline passed", n: 11 },
        { ...cell, reason: "dead-lettered", n: 1 },
      ],
    };
    expect(await view()).toMatchObject({ ...expected, ledger: { ok: 588, lost: 12, pending: 0 } });
    expect((await matrix()).job).toMatchObject({ ...expected, ok: 588, lost: 12 });
  });

  it("counts no block that arrives later, and can still be rebuilt", async () => {
    const { store, clock, put, reconcile, matrix } = await open();
    await put("ap-south-1", everyIndex.slice(0, 100));
    clock.nowMs = limitMs;
    await reconcile();
    const before = await matrix();
    await put("ap-south-1", everyIndex);
    expect(await matrix()).toEqual(before);
    const { rollUps = [] } = (await store.jobState(job.id)) ?? {};
    for (const seal of rollUps)
      expect(await rebuildSeal({ blocks: store }, seal)).toBe(await store.summaryText(seal));
    expect(await store.lookUp({ job: job.id, origin: "eu-west-2", index: 0 })).toBe("over");
  });

  it("says so when the job was never queued", async () => {
    const { store, clock, reconcile } = await open();
    const unsent = { ...job, id: "job-2" };
    await store.putJob(unsent);
    clock.nowMs = limitMs;
    expect(await reconcile()).toMatchObject({ closed: 2 });
    expect((await store.jobState("job-2"))?.finish?.losses).toMatchObject([
      { origin: "ap-south-1", reason: "never queued", n: 300 },
      { origin: "eu-west-2", reason: "never queued", n: 300 },
    ]);
  });
});

describe("a cancelled job", () => {
  it("is finished by the next run with what is stored, and the rest is lost as cancelled", async () => {
    const { store, put, reconcile, view } = await open();
    await put("ap-south-1", everyIndex.slice(0, 40));
    await store.putCancelled(job.id, startMs);
    expect((await view()).state).toBe("cancelling");
    await reconcile();
    const cell = { target: "us-west-1", variant: "bare", reason: "cancelled" };
    expect(await view()).toMatchObject({
      state: "cancelled",
      progress: 1,
      ledger: { ok: 40, lost: 560, pending: 0 },
      reasons: [
        { ...cell, origin: "ap-south-1", n: 260 },
        { ...cell, origin: "eu-west-2", n: 300 },
      ],
    });
  });

  it("is complete when everything had arrived", async () => {
    const { store, put, reconcile, view } = await open();
    for (const origin of origins) await put(origin, everyIndex);
    await store.putCancelled(job.id, startMs);
    await reconcile();
    expect((await view()).state).toBe("complete");
  });
});

describe("open jobs", () => {
  it("do not wait for one that cannot be reconciled", async () => {
    const { store, put, reconcile } = await open();
    for (const origin of origins) await put(origin, everyIndex);
    await store.putJob({ ...job, id: "job-2" });
    const broken = new Error("corrupt");
    const progress: MemoryStore = {
      ...store,
      jobState: (id) => (id === "job-2" ? Promise.reject(broken) : store.jobState(id)),
    };
    expect(await reconcile({ progress })).toEqual({
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
    const progress: MemoryStore = {
      ...store,
      jobState: (id) => {
        seen.push(id);
        return store.jobState(id);
      },
    };
    for (const minute of [0, 1]) {
      clock.nowMs = startMs + minute * 60_000;
      await reconcile({ progress });
    }
    const [first, second] = seen;
    expect(new Set(seen)).toEqual(new Set(["job-1", "job-2"]));
    expect(seen).toEqual([first, second, second, first]);
  });

  it("are forgotten when the job itself never came, but not while it may be on its way", async () => {
    const { store, clock, reconcile, openIds } = await open();
    await store.putJob({ ...job, id: "job-2" });
    const progress: MemoryStore = {
      ...store,
      jobState: (id) => (id === "job-2" ? Promise.resolve(undefined) : store.jobState(id)),
    };
    await reconcile({ progress });
    expect(await openIds()).toContain("job-2");
    clock.nowMs = startMs + 600_000;
    await reconcile({ progress });
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
