/** From which ms to which a scale of colours goes, on a log axis. */
export interface Domain {
  readonly fromMs: number;
  readonly toMs: number;
}

/** The one scale of every job, measure and variant: a colour means the same ms in all of them. */
export const wholeDomain: Domain = { fromMs: 1, toMs: 1_000 };

/** Where a value stands on the scale, 0 to 1. What lies outside stands at its end. */
export function heatOf({ fromMs, toMs }: Domain, ms: number): number {
  if (ms <= fromMs) return 0;
  return Math.min(1, Math.log(ms / fromMs) / Math.log(toMs / fromMs));
}

/** The narrowest domain of steps 1, 2, 5 around positive values, two steps wide at least; the whole one without any. */
export function domainAround(values: readonly number[]): Domain {
  const positive = values.filter((value) => value > 0);
  if (positive.length === 0) return wholeDomain;
  const from = stepBelow(Math.min(...positive));
  const to = stepAbove(Math.max(...positive));
  return { fromMs: from, toMs: Math.max(to, from * 4) };
}

const steps = [1, 2, 5];
const powerOf = (value: number): number => 10 ** Math.floor(Math.log10(value) + 1e-9);

function stepBelow(value: number): number {
  const power = powerOf(value);
  return (steps.findLast((step) => step * power <= value * (1 + 1e-9)) ?? 1) * power;
}

function stepAbove(value: number): number {
  const power = powerOf(value);
  return (steps.find((step) => step * power >= value * (1 - 1e-9)) ?? 10) * power;
}

/** The steps 1, 2, 5 within a domain, its ends included: what a legend marks. Every decade alone where that were many. */
export function ticksOf({ fromMs, toMs }: Domain): number[] {
  const found: number[] = [];
  for (let power = powerOf(fromMs); power <= toMs; power *= 10)
    for (const step of steps) {
      const tick = Number((step * power).toPrecision(3));
      if (tick >= fromMs * (1 - 1e-9) && tick <= toMs * (1 + 1e-9)) found.push(tick);
    }
  return found.length <= 8 ? found : found.filter((tick) => Math.log10(tick) % 1 === 0);
}

/** Where a difference stands between as much faster and as much slower, -1 to 1: by ratio, twice and half alike. */
export function shiftOf(fromMs: number, toMs: number, mostRatio = 4): number {
  if (fromMs <= 0 || toMs <= 0) return 0;
  return Math.max(-1, Math.min(1, Math.log(toMs / fromMs) / Math.log(mostRatio)));
}
