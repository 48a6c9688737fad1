import { expect, it } from "vitest";
import { findBug } from "./checks/checker.ts";
import { plantedBugs, soundStore } from "./checks/planted.ts";

const seed = 1;
/** A shard and a bit are enough for a bug; only what drops a thousandth block needs as many. */
const blocksFor = (name: string): number => (name.includes("thousandth") ? 1_300 : 300);

it("finds nothing in a job of lost, repeated and crashed blocks that was stored as it should", async () => {
  // Two shards and a bit.
  expect(await findBug(soundStore, 600, seed)).toEqual([]);
});

const promises = [
  "one terminal record each",
  "summaries can be rebuilt",
  "one terminal record each",
  "summaries can be rebuilt",
  "state follows",
] as const;

it.each(plantedBugs.map((bug, place) => [bug.name, bug, promises[place]] as const))(
  "finds that %s",
  async (_, bug, promise) => {
    const found = await findBug(bug, blocksFor(bug.name), seed);
    expect(found.map((violation) => violation.promise)).toContain(promise);
  },
);
