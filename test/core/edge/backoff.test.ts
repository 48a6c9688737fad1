import { doublingPausesMs } from "@crisscross/core/edge/backoff";
import { expect, it } from "vitest";

it.each([
  [500, 1, []],
  [500, 2, [500]],
  [100, 6, [100, 200, 400, 800, 1_600]],
])("pauses that begin with %d ms, for %d tries, are %j", (firstMs, tries, pausesMs) => {
  expect(doublingPausesMs(firstMs, tries)).toEqual(pausesMs);
});
