/**
 * Exact sums over blocks of n (values a block gave) and s (their sum in µs): all that a mean's interval needs to
 * respect that values of one block are not independent. Integers, so adding is exact in any order.
 * The order here is part of the stored format: equal neighbours, common where blocks give one value, pack to nothing.
 */
export const momentNames = ["blocks", "n1", "n2", "n3", "s1", "n1s1", "n2s1", "s2", "n1s2", "s3"] as const;

/** `n1s2` is Σ n·s² over blocks, and so on. */
export type BlockMoments = Record<(typeof momentNames)[number], bigint>;

export function noMoments(): BlockMoments {
  return { blocks: 0n, n1: 0n, n2: 0n, n3: 0n, s1: 0n, n1s1: 0n, n2s1: 0n, s2: 0n, n1s2: 0n, s3: 0n };
}

/** The moments of one block's values, at least one. */
export function momentsOf(valuesUs: readonly number[]): BlockMoments {
  const n = BigInt(valuesUs.length);
  const s = valuesUs.reduce((sum, us) => sum + BigInt(us), 0n);
  return {
    blocks: 1n,
    n1: n,
    n2: n * n,
    n3: n * n * n,
    s1: s,
    n1s1: n * s,
    n2s1: n * n * s,
    s2: s * s,
    n1s2: n * s * s,
    s3: s * s * s,
  };
}

export function addMoments(into: BlockMoments, more: BlockMoments): void {
  for (const name of momentNames) into[name] += more[name];
}
