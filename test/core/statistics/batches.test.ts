import { seededRandom } from "@crisscross/core/edge/random";
import { joinAlike } from "@crisscross/core/statistics/batches";
import { describe, expect, it } from "vitest";

/** The share of 1,000 series of `count` units that seem to last, where a unit keeps so much of the last one's deviation. */
function lastingShare(count: number, keeps: number): number {
  const random = seededRandom(count);
  const drawNormal = () => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
  const found = Array.from({ length: 1_000 }, () => {
    let last = drawNormal();
    const values = Float64Array.from({ length: count }, () => {
      last = keeps * last + Math.sqrt(1 - keeps ** 2) * drawNormal();
      return last;
    });
    const mean = values.reduce((sum, value) => sum + value, 0) / count;
    return joinAlike(
      new Float64Array(count).fill(1),
      values.map((value) => value - mean),
    ).areLasting;
  });
  return found.filter(Boolean).length / found.length;
}

describe("conditions that last", () => {
  it.each([8, 10, 15, 16, 31, 32, 64])("seem so by chance in up to one of five series of %i", (count) => {
    expect(lastingShare(count, 0)).toBeGreaterThan(0);
    expect(lastingShare(count, 0)).toBeLessThan(0.2);
    expect(lastingShare(count, 0.7)).toBeGreaterThan(0.5);
  });

  it("are not told of by fewer than 8 units", () => {
    expect(lastingShare(7, 0.7)).toBe(0);
  });
});
