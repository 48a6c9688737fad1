import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  domainAround,
  heatOf,
  shiftOf,
  ticksOf,
  wholeDomain,
} from "../../../packages/web/src/scale/heat-scale.ts";

describe("the scale of colours", () => {
  it("is logarithmic: each tenfold is as far as the other", () => {
    expect([1, 10, 100, 1_000].map((ms) => heatOf(wholeDomain, ms))).toEqual([
      0,
      expect.closeTo(1 / 3),
      expect.closeTo(2 / 3),
      1,
    ]);
  });

  it("ends at its ends, and has a place for zero and for less", () => {
    expect([-5, 0, 0.3, 5_000].map((ms) => heatOf(wholeDomain, ms))).toEqual([0, 0, 0, 1]);
  });

  it("never puts a longer wait before a shorter one", () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0, max: 1e5, noNaN: true }),
        fc.double({ min: 0, max: 1e5, noNaN: true }),
        (a, b) => {
          const [low, high] = a < b ? [a, b] : [b, a];
          return heatOf(wholeDomain, low) <= heatOf(wholeDomain, high);
        },
      ),
    );
  });

  it.each([
    [[107, 315], { fromMs: 100, toMs: 500 }],
    [[4.04, 315], { fromMs: 2, toMs: 500 }],
    [[0.2, 0.21], { fromMs: 0.2, toMs: 0.8 }],
    [[100], { fromMs: 100, toMs: 400 }],
    [[-3, 0], wholeDomain],
    [[], wholeDomain],
  ])("fits %j into %j", (values, domain) => {
    const found = domainAround(values);
    expect(found.fromMs).toBeCloseTo(domain.fromMs);
    expect(found.toMs).toBeCloseTo(domain.toMs);
  });

  it("marks decades where steps would be too many, and steps where decades would be too few", () => {
    expect(ticksOf(wholeDomain)).toEqual([1, 10, 100, 1_000]);
    expect(ticksOf({ fromMs: 100, toMs: 500 })).toEqual([100, 200, 500]);
    expect(ticksOf({ fromMs: 0.2, toMs: 2 })).toEqual([0.2, 0.5, 1, 2]);
  });

  it("takes twice as slow and twice as fast for equally far", () => {
    expect(shiftOf(100, 200)).toBeCloseTo(0.5);
    expect(shiftOf(200, 100)).toBeCloseTo(-0.5);
    expect(shiftOf(100, 100)).toBe(0);
    expect(shiftOf(1, 1_000)).toBe(1);
    expect(shiftOf(0, 100)).toBe(0);
  });
});
