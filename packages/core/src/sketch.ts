/*
 * A log-linear sketch: every power of two is cut into 50 equal buckets, so a bucket's representative is within
 * 1/101 (α < 1%) of everything in it. Integer arithmetic only: the same bucket on every engine, bit for bit,
 * which Math.log does not promise. Negative values have the mirrored bucket of their magnitude.
 */

const bucketsPerOctave = 50;
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

/** The lowest and highest value of a bucket in µs, both inclusive in intent: [low, high). */
export function boundsOf(bucket: number): { lowUs: number; highUs: number } {
  if (bucket === zero) return { lowUs: 0, highUs: 0 };
  const place = Math.abs(bucket) - 1;
  const base = 2 ** Math.floor(place / bucketsPerOctave);
  const step = place % bucketsPerOctave;
  const low = base + (step * base) / bucketsPerOctave;
  const high = base + ((step + 1) * base) / bucketsPerOctave;
  return bucket < 0 ? { lowUs: -high, highUs: -low } : { lowUs: low, highUs: high };
}

/** The value that stands for a bucket: the harmonic middle, whose relative error is the same at both ends. */
export function representativeOf(bucket: number): number {
  const { lowUs, highUs } = boundsOf(bucket);
  return bucket === zero ? 0 : (2 * lowUs * highUs) / (lowUs + highUs);
}

/** floor(log2(value)) of an integer from 1 to 2^53, exactly. */
function octaveOf(value: number): number {
  const high = Math.floor(value / 2 ** 31);
  return high > 0 ? 62 - Math.clz32(high) : 31 - Math.clz32(value);
}
