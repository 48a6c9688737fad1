import { burstSizeOf, defaultLoad, gapMsOf, type Load, loadName } from "@crisscross/core/job/load";
import { expect, it } from "vitest";

it.each<[Load, string, number, number]>([
  [defaultLoad, "sequential:10", 1, 10],
  [{ model: "sequential", gapMs: 0 }, "sequential:0", 1, 0],
  [{ model: "sequential", gapMs: 250 }, "sequential:250", 1, 250],
  [{ model: "poisson", meanGapMs: 250 }, "poisson:250", 1, 250],
  [{ model: "burst", size: 8 }, "burst:8", 8, 0],
])("names %j %s", (load, name, size, gapMs) => {
  expect(loadName(load)).toBe(name);
  expect(burstSizeOf(load)).toBe(size);
  expect(gapMsOf(load)).toBe(gapMs);
});
