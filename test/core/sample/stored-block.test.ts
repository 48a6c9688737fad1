import { parse } from "@crisscross/core/edge/schema";
import { measuresOf } from "@crisscross/core/sample/measures-of-sample";
import { StoredBlock } from "@crisscross/core/sample/stored-block";
import { expect, it } from "vitest";
import { blockOf, sampleOf } from "../samples.ts";

const read = (block: StoredBlock): StoredBlock =>
  parse(StoredBlock, JSON.parse(JSON.stringify(block)), "block", "corrupt");

it("keeps how each request went out, and how its connection was made", () => {
  const made = { startUs: 1, lookupUs: 2, connectUs: 3, secureUs: 4 };
  const preparing = { startUs: 1, endUs: 9, connecting: { ...made, endUs: 6 } };
  const more = { socket: 4, first: true, resent: true, preparing, connecting: made } as const;
  const block = blockOf([sampleOf({ consumeServed: 0 }, more, { preparing })]);
  expect(read(block)).toEqual(block);
});

it("is read as it is where an older version stored it, without these marks, and nothing is taken off its waits", () => {
  const block = blockOf([sampleOf()]);
  const [sample] = read(block).samples;
  expect(sample).toEqual(sampleOf());
  expect(sample && measuresOf(sample)).toMatchObject({ total: 300_000, outerExecution: 250_000 });
  expect(sample && measuresOf(sample)).not.toHaveProperty("preparing");
});
