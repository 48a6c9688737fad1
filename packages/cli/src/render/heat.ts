import type { Style } from "../terminal/paint.ts";

/**
 * The one scale of every grid, run and variant: each step is twice as long as the one before, so that a colour means the
 * same ms everywhere. `mark` says it without colour. The number beside a style says the same.
 */
const scale = [
  { belowMs: 25, style: "green", mark: "▁" },
  { belowMs: 50, style: "cyan", mark: "▂" },
  { belowMs: 100, style: "blue", mark: "▃" },
  { belowMs: 200, style: "yellow", mark: "▅" },
  { belowMs: 400, style: "magenta", mark: "▆" },
  { belowMs: Number.POSITIVE_INFINITY, style: "red", mark: "█" },
] as const satisfies readonly HeatStep[];

interface HeatStep {
  /** Above all of this step and none of the next; ms. */
  belowMs: number;
  style: Style;
  mark: string;
}

/** The step of a wait; NaN has that of the longest. */
export const heatOf = (ms: number): HeatStep => scale.find(({ belowMs }) => ms < belowMs) ?? scale[5];

/** What each step stands for, short to long: `▁ <25`, …, `█ ≥400`. */
export const heatLegend: readonly (HeatStep & { label: string })[] = scale.map((step, place) => ({
  ...step,
  label: Number.isFinite(step.belowMs)
    ? `${step.mark} <${step.belowMs}`
    : `${step.mark} ≥${scale[place - 1]?.belowMs}`,
}));
