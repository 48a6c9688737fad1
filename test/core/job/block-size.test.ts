import { probesPerBlockFor } from "@crisscross/core/job/block-size";
import type { Load } from "@crisscross/core/job/load";
import { callGraceMs } from "@crisscross/core/job/plan";
import { expect, it } from "vitest";

it("sizes blocks so that all probes may time out within the budget", () => {
  const noGap: Load = { model: "sequential", gapMs: 0 };
  expect(probesPerBlockFor(5_000, 16 * (5_000 + callGraceMs), noGap)).toBe(16);
  expect(probesPerBlockFor(5_000, 16 * (5_000 + callGraceMs) - 1, noGap)).toBe(15);
  expect(probesPerBlockFor(100, 1_000_000)).toBe(16);
  // The default deadline and gap, and the budget that stacks/ deploys.
  expect(probesPerBlockFor(10_000, 131_000)).toBe(10);
  expect(probesPerBlockFor(30_000, 10_000)).toBe(1);
});

it("sizes blocks so that gaps by chance exceed what a consumer can wait for once in a million", () => {
  const [budgetMs, consumeMs, storeMs] = [131_000, 272_000, 5_000];
  /** Of a sum of so many exponential gaps: the chance to be longer than `gaps` mean ones (Erlang's distribution). */
  const longerThan = (gaps: number, count: number): number => {
    let [term, sum] = [count > 0 ? 1 : 0, 0];
    for (let place = 0; place < count; place++) {
      sum += term;
      term *= gaps / (place + 1);
    }
    return sum * Math.exp(-gaps);
  };
  for (const deadlineMs of [100, 1_000, 10_000, 30_000])
    for (let meanGapMs = 100; meanGapMs <= 60_000; meanGapMs += 100) {
      const probes = probesPerBlockFor(deadlineMs, budgetMs, { model: "poisson", meanGapMs });
      const restMs = consumeMs - probes * (deadlineMs + callGraceMs) - storeMs;
      const chance = longerThan(restMs / meanGapMs, probes - 1);
      expect(chance, `${probes} probes, ${deadlineMs} ms, gap ${meanGapMs} ms`).toBeLessThan(1e-6);
    }
});

it.each<[Load, number]>([
  [{ model: "burst", size: 16 }, 16],
  [{ model: "burst", size: 5 }, 15],
  [{ model: "burst", size: 9 }, 9],
  [{ model: "sequential", gapMs: 62 }, 16],
  [{ model: "sequential", gapMs: 63 }, 15],
  [{ model: "sequential", gapMs: 3_750 }, 8],
  [{ model: "sequential", gapMs: 60_000 }, 1],
])("puts whole bursts into a block, and no more gaps than can be waited for: %j", (load, probes) => {
  expect(probesPerBlockFor(5_000, 130_000, load)).toBe(probes);
});

it("counts a burst as one wait, and never parts it", () => {
  const load: Load = { model: "burst", size: 2 };
  expect(probesPerBlockFor(5_000, 3 * (5_000 + callGraceMs), load)).toBe(6);
  expect(probesPerBlockFor(30_000, 10_000, load)).toBe(2);
});
