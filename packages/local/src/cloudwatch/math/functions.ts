import { MathError, type MathValue, readAt } from "./series.ts";

/** A function of metric math, over a request's windows: index 0 to `windows` - 1. Throws MathError for arguments that do not fit. */
type MathFunction = (values: readonly MathValue[], windows: number) => MathValue;

/** The functions an expression may call; every other one is refused by name. */
export const functions: Readonly<Record<string, MathFunction>> = {
  /** FILL(series, number): gives each window without a value that number. */
  FILL([series, filler, ...more], windows) {
    if (series?.kind !== "series" || filler?.kind !== "scalar" || more.length > 0)
      throw new MathError("FILL needs a time series and a number; other fillers are not supported.");
    const points = new Map<number, number>();
    for (let index = 0; index < windows; index++) {
      const at = series.points.get(index) ?? readAt(filler, index);
      if (at !== undefined) points.set(index, at);
    }
    return { ...series, points };
  },
  /** IF(condition, then, else): as CloudWatch, a window where the condition holds and `then` has no value gives 0, others none. */
  IF([condition, then, otherwise, ...more]) {
    if (condition === undefined || then === undefined || more.length > 0)
      throw new MathError("IF needs a condition, what holds if it is met, and at most one more.");
    if (condition.kind === "scalar")
      return condition.value !== 0 ? then : (otherwise ?? { kind: "series", label: "", points: new Map() });
    const points = new Map<number, number>();
    for (const [index, value] of condition.points) {
      const at = value !== 0 ? (readAt(then, index) ?? 0) : otherwise && readAt(otherwise, index);
      if (at !== undefined) points.set(index, at);
    }
    return { kind: "series", label: "", points };
  },
};

/** Names of the functions an expression may call. */
export const isFunction = (name: string): boolean => Object.hasOwn(functions, name);
