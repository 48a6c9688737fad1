import type { Style } from "../paint.ts";
import { showMs } from "./milliseconds.ts";

/** From fast to slow; a colour never says what the number beside it does not. */
const ramp: readonly Style[] = ["green", "cyan", "yellow", "magenta", "red"];

export interface Heat {
  styleOf(ms: number): Style;
  /** The upper end of each step but the last, with its style. */
  steps: readonly { style: Style; label: string }[];
}

/** Equal ratios from the least to the most of `values`; undefined when they span nothing to tell apart. */
export function createHeat(values: readonly number[]): Heat | undefined {
  const least = Math.max(Math.min(...values), 0.01);
  const most = Math.max(...values);
  if (!(most > least)) return undefined;
  const ratio = (most / least) ** (1 / ramp.length);
  const edges = ramp.slice(0, -1).map((_, step) => least * ratio ** (step + 1));
  const styleOf = (ms: number): Style => {
    const step = edges.findIndex((edge) => ms <= edge);
    return ramp[step === -1 ? ramp.length - 1 : step] ?? "none";
  };
  const labels = [...edges.map((edge) => `≤ ${showMs(edge)}`), `> ${showMs(edges.at(-1))}`];
  return { styleOf, steps: ramp.map((style, step) => ({ style, label: labels[step] ?? "" })) };
}
