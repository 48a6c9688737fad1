import type { Style } from "../paint.ts";
import { showMs } from "./milliseconds.ts";

/** From fast to slow; a colour never says what the number beside it does not. */
const ramp = ["green", "cyan", "yellow", "magenta", "red"] as const satisfies readonly Style[];

export interface Heat {
  styleOf(ms: number): Style;
  /** What each style stands for, fast to slow. */
  steps: readonly { style: Style; label: string }[];
}

/**
 * Each style for a fifth of `values`, by rank: one far region, or a same-region call, does not turn all the others
 * alike. Undefined when there are too few different values to tell apart.
 */
export function createHeat(values: readonly number[]): Heat | undefined {
  const ascending = [...new Set(values)].sort((a, b) => a - b);
  if (ascending.length < ramp.length) return undefined;
  const edges = ramp
    .slice(1)
    .map((_, step) => ascending[Math.ceil(((step + 1) * ascending.length) / ramp.length) - 1] as number);
  const styleOf = (ms: number): Style => {
    const step = edges.findIndex((edge) => ms <= edge);
    return ramp[step] ?? "red";
  };
  const labels = [...edges.map((edge) => `≤ ${showMs(edge)}`), `> ${showMs(edges.at(-1))}`];
  return { styleOf, steps: ramp.map((style, step) => ({ style, label: labels[step] ?? "" })) };
}
