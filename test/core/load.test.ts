import { burstSizeOf, gapMsOf, type Load, loadName } from "@crisscross/core/load";
import { expect, it } from "vitest";

it.each<[Load, string, number, number]>([
  [{ model: "sequential", gapMs: 0 }, "sequential", 1, 0],
  [{ model: "sequential", gapMs: 250 }, "sequential:250", 1, 250],
  [{ model: "burst", size: 8 }, "burst:8", 8, 0],
])("names %j %s", (load, name, size, gapMs) => {
  expect(loadName(load)).toBe(name);
  expect(burstSizeOf(load)).toBe(size);
  expect(gapMsOf(load)).toBe(gapMs);
});
