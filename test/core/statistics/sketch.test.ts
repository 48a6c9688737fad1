import { boundsOf, bucketOf } from "@crisscross/core/statistics/sketch";
import fc from "fast-check";
import { describe, expect, it } from "vitest";

const anyUs = fc.oneof(
  fc.integer({ min: -1_000, max: 1_000 }),
  fc.integer({ min: 1, max: 60_000_000 }),
  fc.integer({ min: 2 ** 31 - 5, max: 2 ** 31 + 5 }),
  fc.maxSafeInteger(),
);

describe("a bucket", () => {
  it("holds the value it was made for", () => {
    fc.assert(
      fc.property(anyUs, (us) => {
        const { lowUs, highUs } = boundsOf(bucketOf(us));
        expect(us).toBeGreaterThanOrEqual(lowUs);
        expect(us).toBeLessThanOrEqual(highUs);
      }),
    );
  });

  it("is no wider than 1% of its values", () => {
    fc.assert(
      fc.property(anyUs, (us) => {
        const { lowUs, highUs } = boundsOf(bucketOf(us));
        expect(highUs - lowUs).toBeLessThanOrEqual(Math.abs(us) * 0.01 * (1 + 1e-9));
      }),
    );
  });

  it("keeps the order of values", () => {
    fc.assert(
      fc.property(anyUs, anyUs, (a, b) => {
        expect(Math.sign(bucketOf(a) - bucketOf(b)) * Math.sign(a - b)).toBeGreaterThanOrEqual(0);
      }),
    );
  });

  it("changes at the powers of two it is built on, and mirrors them below zero", () => {
    expect([0, 1, 2, 4, 1_024].map(bucketOf)).toEqual([0, 1, 101, 201, 1_001]);
    expect([-1, -1_024].map(bucketOf)).toEqual([-1, -1_001]);
    expect(boundsOf(bucketOf(1_024))).toEqual({ lowUs: 1_024, highUs: 1_034.24 });
    expect(boundsOf(bucketOf(-1_024))).toEqual({ lowUs: -1_034.24, highUs: -1_024 });
  });
});
