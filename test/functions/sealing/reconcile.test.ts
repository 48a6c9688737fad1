import { seededRandom } from "@crisscross/core/edge/random";
import { planBlock } from "@crisscross/core/job/plan";
import { mergeAll } from "@crisscross/core/summary/summary";
import { decodeSummary, encodeSummary } from "@crisscross/core/summary/summary-text";
import { mergeSeals } from "@crisscross/functions/results/merge-seals";
import { readMatrix, readState, readView } from "@crisscross/functions/results/read-job";
import { rebuildSeal } from "@crisscross/functions/results/rebuild-seal";
import { describe, expect, it } from "vitest";
import { ranBlock } from "../../core/samples.ts";
import { summarize } from "../../core/summarized.ts";
import { noDamage } from "../results/all-sound.ts";
import type { MemoryStore } from "../results/memory-store.ts";
import { everyIndex, job, limitMs, open, origins } from "./reconciling.ts";

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
    const read = { jobs: watched, seals: watched, blocks: watched, ...noDamage };
    await readMatrix(read, await readState(read, job.id));
    expect(summariesRead()).toBe(2);
    // What an ended job says of itself is counted from the same summaries.
    await readView(read, await readState(read, job.id));
    expect(shardsRead).toEqual([]);
    expect(summariesRead()).toBe(4);
  });

  it("has summaries that the blocks in them make again, bit for bit", async () => {
    const { store, put, reconcile } = await open();
    for (const origin of origins) await put(origin, everyIndex.toReversed());
    await reconcile();
    const { seals } = await store.shardStates(job.id);
    const { rollUps = [] } = (await store.storedJob(job.id)) ?? {};
    expect([seals.length, rollUps.length]).toEqual([4, 2]);
    for (const seal of [...seals, ...rollUps])
      expect(encodeSummary((await rebuildSeal({ blocks: store, ...noDamage }, job, seal)).summary)).toBe(
        await store.summaryText(seal),
      );
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
    const { summary: merged } = await mergeSeals(
      { seals: { summaryText }, blocks: { blocks: () => expect.unreachable() }, ...noDamage },
      job,
      seals,
    );
    const expected = mergeAll(seals.map(({ shard }) => decodeSummary(textOf(shard))));
    expect(encodeSummary(merged)).toBe(encodeSummary(expected));
  });

  it("makes a summary that was stored in an older form again, from its blocks", async () => {
    const { store, put, reconcile, matrix } = await open();
    for (const origin of origins) await put(origin, everyIndex);
    await reconcile();
    const before = JSON.stringify(await matrix());
    const summaryText: MemoryStore["summaryText"] = async (seal) =>
      (await store.summaryText(seal)).replace(/^\{"v":\d+/, '{"v":1');
    const read = { jobs: store, blocks: store, seals: { ...store, summaryText }, ...noDamage };
    const state = await readState(read, job.id);
    expect(JSON.stringify(await readMatrix(read, state))).toBe(before);
  });

  it("makes a summary that does not hold what its seal counts again, from its blocks, and tells of it", async () => {
    const { store, put, reconcile, matrix, damages, openIds } = await open();
    for (const origin of origins) await put(origin, everyIndex);
    const before = JSON.stringify(await matrix());
    const seals: MemoryStore = { ...store, summaryText: async () => textOf(0) };
    expect(await reconcile({ seals })).toMatchObject({ closed: 1, failed: [] });
    expect(JSON.stringify(await matrix())).toBe(before);
    expect(damages.map(({ item }) => item)).toEqual(
      origins.flatMap((origin) =>
        [0, 1].map((shard) => `summary of seal ${shard} of ${origin} of job ${job.id}`),
      ),
    );
    expect(await openIds()).toEqual([]);
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
    const read = { jobs: watched, seals: watched, blocks: watched, ...noDamage };
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
      const { closed, failed } = await killed.reconcile({ jobs: dying, seals: dying });
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
