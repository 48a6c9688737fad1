import {
  type EpochMs,
  epochMs,
  type MonotonicMs,
  type MonotonicUs,
  monotonicMs,
  monotonicUs,
  toMs,
} from "@crisscross/core/edge/time";
import { expect, it } from "vitest";

it("times of different clocks, and plain numbers, are not each other's: what is expected here is type errors", () => {
  const wall: EpochMs = epochMs(1);
  const ms: MonotonicMs = monotonicMs(1);
  const us: MonotonicUs = monotonicUs(1);
  // @ts-expect-error a plain number
  const named: EpochMs = 1;
  // @ts-expect-error another clock
  const ofWall: MonotonicMs = wall;
  // @ts-expect-error another unit
  const ofMs: MonotonicUs = ms;
  // @ts-expect-error another clock
  const ofUs: EpochMs = us;
  expect([named, ofWall, ofMs, ofUs]).toEqual([1, 1, 1, 1]);
});

it("machine time is whole µs, and prints as ms with them", () => {
  expect(monotonicUs(1_234.6)).toBe(1_235);
  expect(toMs(1_234.6)).toBe(1.235);
});
