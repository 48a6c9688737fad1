import { JobId } from "@crisscross/core/job/job-id";
import { jobIdOf } from "@crisscross/functions/submit/job-id";
import * as v from "valibot";
import { expect, it } from "vitest";

const zeros = new Uint8Array(10);

it.each([
  [0, zeros, "00000000000000000000000000"],
  [31, zeros, "000000000z0000000000000000"],
  [32, zeros, "00000000100000000000000000"],
  [0, new Uint8Array(10).fill(255), "0000000000zzzzzzzzzzzzzzzz"],
  [2 ** 48 - 1, Uint8Array.of(0, 0, 0, 0, 0, 0, 0, 0, 1, 1), "7zzzzzzzzz0000000000000081"],
])("writes time %i and %j as digits of 32", (epochMs, random, id) => {
  expect(jobIdOf(epochMs, random)).toBe(id);
  expect(v.parse(JobId, id)).toBe(id);
});

it("sorts ids by time, whatever their randomness", () => {
  const times = [1, 31, 32, 1_023, 1_024, 1_800_000_000_000, 1_800_000_000_001];
  const ids = times.map((epochMs, n) => jobIdOf(epochMs, new Uint8Array(10).fill(255 - n)));
  expect(ids.toSorted()).toEqual(ids);
});

it.each([
  "",
  "0".repeat(25),
  "0".repeat(27),
  `8${"0".repeat(25)}`,
  `${"0".repeat(25)}U`,
  `${"0".repeat(25)}l`,
])("does not take %j for an id", (text) => {
  expect(v.safeParse(JobId, text).success).toBe(false);
});
