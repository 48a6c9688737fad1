import { seededRandom } from "@crisscross/core/edge/random";
import { planBlock } from "@crisscross/core/job/plan";
import type { BlockSpan, BlockStore, Shard } from "@crisscross/functions/results/block-store";
import { readState, readView } from "@crisscross/functions/results/read-job";
import { rememberCounts } from "@crisscross/functions/results/remember-counts";
import { expect, it } from "vitest";
import { ranBlock } from "../../core/samples.ts";
import { everyIndex, job, open, origins, startMs } from "../sealing/reconciling.ts";
import { createMemoryStore } from "./memory-store.ts";
import { blockOf } from "./samples.ts";

const shard: Shard = { job: "j", origin: "ap-south-1", shard: 0 };

function watched() {
  const store = createMemoryStore();
  const asked: (BlockSpan | undefined)[] = [];
  const counting: Pick<BlockStore, "blockCounts"> = {
    blockCounts(which, span) {
      asked.push(span);
      return store.blockCounts(which, span);
    },
  };
  const counts = rememberCounts(counting);
  const indices = async (which = shard) =>
    (await Array.fromAsync(counts.blockCounts(which))).map(({ index }) => index);
  return { store, asked, indices, counts };
}

it("asks for what is behind the last block it knows, and for what is missing before it", async () => {
  const { store, asked, indices } = watched();
  expect(await indices()).toEqual([]);
  for (const index of [0, 1, 3]) await store.putBlock(blockOf("j", index));
  expect(await indices()).toEqual([0, 1, 3]);
  await store.putBlock(blockOf("j", 4));
  expect(await indices()).toEqual([0, 1, 3, 4]);
  await store.putBlock(blockOf("j", 2));
  expect(await indices()).toEqual([0, 1, 2, 3, 4]);
  expect(await indices()).toEqual([0, 1, 2, 3, 4]);
  const whole = { from: 0, to: 256 };
  const behind = (from: number) => ({ from, to: 256 });
  const missing = { from: 2, to: 3 };
  expect(asked).toEqual([whole, whole, missing, behind(4), missing, behind(5), behind(5)]);
});

it("asks nothing of a shard that it knows whole, and once where many blocks are missing", async () => {
  const { store, asked, indices } = watched();
  for (let index = 256; index < 512; index++) await store.putBlock(blockOf("j", index));
  const second = { ...shard, shard: 1 };
  expect(await indices(second)).toHaveLength(256);
  expect(await indices(second)).toHaveLength(256);
  expect(asked).toEqual([{ from: 256, to: 512 }]);
  for (const index of [0, 2, 4, 6, 8, 10]) await store.putBlock(blockOf("j", index));
  await indices();
  asked.length = 0;
  expect(await indices()).toEqual([0, 2, 4, 6, 8, 10]);
  expect(asked).toEqual([{ from: 1, to: 256 }]);
});

it("reads a damaged block again every time, and forgets the shard that nobody asks about", async () => {
  const damage = { item: "i", index: 1, why: "torn" };
  const asked: (BlockSpan | undefined)[] = [];
  const store: Pick<BlockStore, "blockCounts"> = {
    async *blockCounts(_, span) {
      asked.push(span);
      if (!span || span.from <= 1) yield damage;
    },
  };
  const counts = rememberCounts(store);
  for (let n = 0; n < 2; n++) expect(await Array.fromAsync(counts.blockCounts(shard))).toEqual([damage]);
  for (let n = 0; n < 200; n++) await Array.fromAsync(counts.blockCounts({ ...shard, job: `job-${n}` }));
  expect(asked).toHaveLength(202);
});

it.each([5, 71, 300])(
  "gives at every moment the ledger that reading all blocks gives, seed %i",
  async (seed) => {
    const { store, put, reconcile } = await open();
    const damaged = () => expect.unreachable("nothing is damaged");
    const read = { jobs: store, seals: store, damaged, nowMs: () => startMs };
    const blocks = rememberCounts(store);
    const random = seededRandom(seed);
    const left = origins.flatMap((origin) => everyIndex.map((index) => ({ origin, index })));
    for (let step = 0; left.length > 0; step++) {
      const near = Math.floor(random() * Math.min(40, left.length));
      const [next] = left.splice(near, 1);
      if (!next) throw new Error("no block is left");
      await put(next.origin, [next.index]);
      // Delivered again: dropped, and not counted.
      const again = ranBlock(planBlock(job, next.origin, next.index));
      if (random() < 0.2) expect(await store.putBlock({ ...again, receives: 2 })).toBe("duplicate");
      if (step % 7 !== 0) continue;
      if (step % 140 === 0) await reconcile();
      const state = await readState(read, job.id);
      const all = await readView({ ...read, blocks: store }, state);
      expect(await readView({ ...read, blocks }, state)).toEqual(all);
      expect(all.ledger.pending).toBe(left.length);
    }
  },
);
