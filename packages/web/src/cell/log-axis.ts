/** From which ms to which a chart goes, left to right on a log axis. */
export interface Axis {
  readonly fromMs: number;
  readonly toMs: number;
}

/** An axis around positive values, with a little room at both ends; undefined without any. */
export function axisAround(valuesMs: readonly number[]): Axis | undefined {
  let [least, most] = [Infinity, 0];
  for (const ms of valuesMs) {
    if (ms <= 0) continue;
    least = Math.min(least, ms);
    most = Math.max(most, ms);
  }
  return most === 0 ? undefined : { fromMs: least / 1.08, toMs: most * 1.08 };
}

/** Where a value stands, 0 to 1; what lies outside stands at the end. */
export function placeOn({ fromMs, toMs }: Axis, ms: number): number {
  if (ms <= fromMs) return 0;
  return Math.min(1, Math.log(ms / fromMs) / Math.log(toMs / fromMs));
}

const steps = [1, 2, 5];

/** Round values to mark, at most six: 1, 2, 5 and their powers of ten, or three evenly apart where none of these lies within. */
export function marksOn({ fromMs, toMs }: Axis): number[] {
  const found: number[] = [];
  for (let power = 10 ** Math.floor(Math.log10(fromMs)); power <= toMs; power *= 10)
    for (const step of steps) {
      const ms = Number((step * power).toPrecision(3));
      if (ms >= fromMs && ms <= toMs) found.push(ms);
    }
  const decades = found.filter((ms) => Math.log10(ms) % 1 === 0);
  if (found.length > 6) return decades.length > 1 ? decades : found.filter((_, at) => at % 2 === 0);
  if (found.length >= 3) return found;
  return [0.1, 0.5, 0.9].map((share) => Number((fromMs * (toMs / fromMs) ** share).toPrecision(3)));
}
