import { type Groups, groupCount } from "./groups.ts";

/** The ratio mean of groups and how each one differs from it: what every interval over groups starts from. */
export interface Residuals {
  n: number;
  sumUs: bigint;
  /** How many values each group has. */
  sizes: Float64Array;
  /** Sum of a group minus mean · size, in µs. */
  residualsUs: Float64Array;
  /** Of the mean; Infinity with one group. */
  standardErrorUs: number;
}

/** Exact up to the last division. There must be a group. */
export function residualsOf(groups: Groups): Residuals {
  const blocks = groups.size;
  const sizes = new Float64Array(blocks);
  const sums: bigint[] = [];
  let [n, sumUs, magnitude] = [0, 0n, 0];
  for (let number = 0; number < groupCount; number++) {
    const group = groups.get(number);
    if (!group) continue;
    sizes[sums.length] = group.n;
    sums.push(group.sumUs);
    n += group.n;
    sumUs += group.sumUs;
    magnitude += Math.abs(Number(group.sumUs));
  }
  // Products that fit are exact as numbers too, and far quicker.
  const areSmall = magnitude * n < Number.MAX_SAFE_INTEGER;
  const whole = Number(sumUs);
  const residualsUs = new Float64Array(blocks);
  let squares = 0;
  for (const [at, sum] of sums.entries()) {
    const size = sizes[at] as number;
    const scaled = areSmall ? Number(sum) * n - whole * size : Number(sum * BigInt(n) - sumUs * BigInt(size));
    residualsUs[at] = scaled / n;
    squares += (scaled / n) ** 2;
  }
  const standardErrorUs =
    blocks < 2 ? Number.POSITIVE_INFINITY : Math.sqrt((squares * blocks) / (blocks - 1)) / n;
  return { n, sumUs, sizes, residualsUs, standardErrorUs };
}
