import type { Exact } from "./exact.ts";
import { addExact } from "./exact.ts";
import type { Groups } from "./groups.ts";

/** The ratio mean of groups and how each one differs from it: what every interval over groups starts from. */
export interface Residuals {
  n: number;
  sumUs: Exact;
  /** How many values each group has, in the order of groups. */
  sizes: Float64Array;
  /** Sum of a group minus mean · size, in µs. */
  residualsUs: Float64Array;
}

/** Exact up to the last division. There must be a group. */
export function residualsOf({ sizes: counts, sumsUs }: Groups): Residuals {
  const count = counts.length;
  const sizes = new Float64Array(count);
  const residualsUs = new Float64Array(count);
  let [n, magnitude] = [0, 0];
  let sumUs: Exact = 0;
  for (let at = 0; at < count; at++) {
    const sum = sumsUs[at] as Exact;
    n += sizes[at] = counts[at] as number;
    sumUs = addExact(sumUs, sum);
    magnitude += Math.abs(Number(sum));
  }
  // Products that fit are exact as numbers too, and far quicker.
  const areSmall = magnitude * n < Number.MAX_SAFE_INTEGER;
  const whole = Number(sumUs);
  for (let at = 0; at < count; at++) {
    const [sum, size] = [sumsUs[at] as Exact, counts[at] as number];
    const scaled = areSmall
      ? Number(sum) * n - whole * size
      : Number(BigInt(sum) * BigInt(n) - BigInt(sumUs) * BigInt(size));
    residualsUs[at] = scaled / n;
  }
  return { n, sumUs, sizes, residualsUs };
}
