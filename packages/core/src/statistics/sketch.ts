/*
 * A log-linear sketch: every power of two is cut into 100 equal buckets, so that any point of a bucket is within
 * α = 1% of any other. Integer arithmetic only: the same bucket on every engine, bit for bit, which Math.log does
 * not promise. Negative values have the mirrored bucket of their magnitude.
 */

const bucketsPerOctave = 100;
const zero = 0;

/** The bucket of an integer amount of µs: 0 for 0, negative for negative values; order is that of the values. */
export function bucketOf(us: number): number {
  if (us === 0) return zero;
  const magnitude = Math.abs(us);
  const octave = octaveOf(magnitude);
  const base = 2 ** octave;
  const bucket = 1 + octave * bucketsPerOctave + Math.floor(((magnitude - base) * bucketsPerOctave) / base);
  return us < 0 ? -bucket : bucket;
}

/** The quarter of a power of two that a bucket is in; in the order of values, with that of 0 between both signs. */
export function quarterOf(bucket: number): number {
  if (bucket === zero) return zero;
  const quarter = 1 + Math.floor((Math.abs(bucket) - 1) / (bucketsPerOctave / 4));
  return bucket < 0 ? -quarter : quarter;
}

/** A bucket's ends in µs: it holds the integers from `lowUs` up to, not including, `highUs`; mirrored when negative. */
export function boundsOf(bucket: number): { lowUs: number; highUs: number } {
  if (bucket === zero) return { lowUs: 0, highUs: 0 };
  const place = Math.abs(bucket) - 1;
  const base = 2 ** Math.floor(place / bucketsPerOctave);
  const step = place % bucketsPerOctave;
  const low = base + (step * base) / bucketsPerOctave;
  const high = base + ((step + 1) * base) / bucketsPerOctave;
  return bucket < 0 ? { lowUs: -high, highUs: -low } : { lowUs: low, highUs: high };
}

/** floor(log2(value)) of an integer from 1 to 2^53, exactly. */
function octaveOf(value: number): number {
  const high = Math.floor(value / 2 ** 31);
  return high > 0 ? 62 - Math.clz32(high) : 31 - Math.clz32(value);
}
