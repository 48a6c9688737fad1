import { announceShard } from "@crisscross/functions/blocks/announce-shard";
import { lastBlocksOf } from "@crisscross/functions/results/shards";
import { expect, it } from "vitest";
import { createMemoryStore } from "../results/memory-store.ts";
import { blockOf } from "../results/samples.ts";

const place = { job: "job-1", origin: "ap-south-1" };

function open() {
  const arrivals = createMemoryStore();
  const asked: string[] = [];
  const failures: unknown[] = [];
  const deps = {
    arrivals,
    blocksHeld: 4,
    reconcile: async (job: string) => void asked.push(job),
    notAsked: (_: string, error: unknown) => void failures.push(error),
  };
  const store = async (index: number, blocks: number) => {
    await arrivals.putBlock(blockOf(place.job, index));
    await announceShard(deps, { ...place, index, blocks });
  };
  return { arrivals, asked, failures, deps, store };
}

it.each([
  [1, 0, [0]],
  [3, 0, [0, 1, 2]],
  [6, 0, [2, 3, 4, 5]],
  [256, 0, [252, 253, 254, 255]],
  [257, 0, [252, 253, 254, 255]],
  [257, 1, [256]],
  [600, 2, [596, 597, 598, 599]],
])("finds the last of %i blocks in shard %i", (blocks, shard, last) => {
  expect(lastBlocksOf(blocks, shard, 4)).toEqual(last);
});

it.each([
  ["in order", [0, 1, 2, 3, 4, 5]],
  ["with its last block before others", [0, 1, 5, 4, 3, 2]],
])("asks once for a shard whose blocks are stored %s", async (_, order) => {
  const { store, asked } = open();
  for (const index of order.slice(0, -1)) await store(index, 6);
  expect(asked).toEqual([]);
  await store(order.at(-1) ?? 0, 6);
  expect(asked).toEqual(["job-1"]);
});

it("asks for every shard of an origin", async () => {
  const { store, asked } = open();
  for (let index = 0; index < 300; index++) await store(index, 300);
  expect(asked).toHaveLength(2);
});

it("looks nothing up for a block in the middle", async () => {
  const { deps } = open();
  const arrivals = { areStored: () => expect.unreachable() };
  await announceShard({ ...deps, arrivals }, { ...place, index: 3, blocks: 100 });
});

it("does not fail when it cannot look, and tells why", async () => {
  const { deps, asked, failures } = open();
  const down = new Error("down");
  const arrivals = { areStored: () => Promise.reject(down) };
  await announceShard({ ...deps, arrivals }, { ...place, index: 0, blocks: 1 });
  expect([asked, failures]).toEqual([[], [down]]);
});
