import type { BlockMoments } from "./block-moments.ts";
import { student975 } from "./student.ts";

/**
 * A 95% interval of the mean in µs, with the block as the unit of sampling; undefined with fewer than 2 blocks.
 * The mean is the ratio Σs/Σn over blocks; its variance and skewness come from the residuals d = s - mean·n. Hall's
 * cubic transformation of the t statistic (J. R. Statist. Soc. B 54, 1992) corrects for skewness, to
 * the same order as a studentised bootstrap over blocks would.
 */
export function meanIntervalUs(moments: BlockMoments): readonly [number, number] | undefined {
  if (moments.blocks < 2n) return undefined;
  const mean = Number(moments.s1) / Number(moments.n1);
  const { standardErrorUs, skewness } = residuals(moments);
  if (standardErrorUs === 0) return [mean, mean];
  const blocks = Number(moments.blocks);
  const t = student975(blocks - 1);
  const slant = blocks < leastForSkewness ? 0 : skewness / Math.sqrt(blocks);
  return [mean - standardErrorUs * untransform(t, slant), mean - standardErrorUs * untransform(-t, slant)];
}

/** Below this many blocks the skewness is too uncertain to correct for. */
const leastForSkewness = 10;

/** Standard error of the mean in µs, with the block as the unit of sampling; Infinity with one block. */
export function standardErrorOfBlocks(moments: BlockMoments): number {
  return moments.blocks < 2n ? Number.POSITIVE_INFINITY : residuals(moments).standardErrorUs;
}

/** Exact up to the last division: the sums are combined as integers. */
function residuals(m: BlockMoments): { standardErrorUs: number; skewness: number } {
  const [n, s] = [m.n1, m.s1];
  // n²·Σd² and n³·Σd³ with d = s_b - (s/n)·n_b.
  const squares = n * n * m.s2 - 2n * n * s * m.n1s1 + s * s * m.n2;
  const cubes = n ** 3n * m.s3 - 3n * n * n * s * m.n1s2 + 3n * n * s * s * m.n2s1 - s ** 3n * m.n3;
  const blocks = Number(m.blocks);
  const total = Number(n);
  const variance = Number(squares) / total ** 2 / blocks;
  if (variance === 0) return { standardErrorUs: 0, skewness: 0 };
  const skewness = Number(cubes) / total ** 3 / blocks / variance ** 1.5;
  return { standardErrorUs: Math.sqrt((variance * blocks * blocks) / (blocks - 1)) / total, skewness };
}

/** The inverse of g(T) = T + aT²/3 + a²T³/27 + a/6, where a = skewness/√blocks. */
function untransform(x: number, slant: number): number {
  return slant === 0 ? x : (3 / slant) * (Math.cbrt(1 + slant * (x - slant / 6)) - 1);
}
