import { addDistribution, addValue, emptyDistribution } from "@crisscross/core/statistics/distribution";
import { addExact, exactOf, multiplyExact } from "@crisscross/core/statistics/exact";
import { groupCount, unitCount } from "@crisscross/core/statistics/groups";
import { decodeDistribution, encodeDistribution } from "@crisscross/core/summary/distribution-text";
import fc from "fast-check";
import { describe, expect, it } from "vitest";

const most = 2 ** 31;
const anyUs = fc.oneof(
  fc.integer({ min: -most, max: most }),
  fc.constantFrom(-most, -1, 0, 1, most),
  fc.integer({ min: -900, max: 900 }).map((ms) => ms * 1_000),
);
const anyValue = fc.record({
  us: anyUs,
  group: fc.nat({ max: groupCount - 1 }),
  unit: fc.nat({ max: unitCount - 1 }),
});
type Value = { us: number; group: number; unit: number };

const distributionOf = (values: readonly Value[]) => {
  const whole = emptyDistribution();
  for (const { us, group, unit } of values) addValue(whole, us, group, unit);
  return whole;
};

describe("a distribution of values of up to 2^31 µs either way", () => {
  it("is the same, bit for bit, in any order, in any parts, and written and read in between", () => {
    const drawn = fc.record({
      values: fc.array(anyValue, { minLength: 1, maxLength: 400, size: "max" }),
      cuts: fc.array(fc.nat({ max: 400 }), { maxLength: 5 }),
    });
    fc.assert(
      fc.property(drawn, ({ values, cuts }) => {
        const whole = encodeDistribution(distributionOf(values));
        const ends = [0, ...cuts.map((cut) => Math.min(cut, values.length)), values.length].sort(
          (a, b) => a - b,
        );
        const parts = ends.slice(1).map((end, at) => values.slice(ends[at], end));
        for (const order of [parts, parts.toReversed().map((part) => part.toReversed())]) {
          const merged = emptyDistribution();
          for (const part of order) {
            const one = distributionOf(part);
            addDistribution(merged, part.length === 0 ? one : decodeDistribution(encodeDistribution(one)));
          }
          expect(encodeDistribution(merged)).toBe(whole);
          expect(merged).toEqual(decodeDistribution(whole));
        }
      }),
      { seed: 14, numRuns: 80, endOnFailure: true },
    );
  });
});

it("sums and products of whole numbers are exact, and of one form, however large", () => {
  const anyWhole = fc.oneof(
    fc.bigInt({ min: -(2n ** 70n), max: 2n ** 70n }),
    fc.maxSafeInteger().map(BigInt),
  );
  fc.assert(
    fc.property(anyWhole, anyWhole, anyWhole, (a, b, c) => {
      const [x, y, z] = [exactOf(a), exactOf(b), exactOf(c)];
      expect(addExact(addExact(x, y), z)).toBe(exactOf(a + b + c));
      expect(addExact(x, addExact(y, z))).toBe(exactOf(a + b + c));
      expect(multiplyExact(x, y)).toBe(exactOf(a * b));
    }),
  );
});
