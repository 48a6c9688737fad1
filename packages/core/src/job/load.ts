import * as v from "valibot";
import { wholeNumber } from "../edge/schema.ts";

export const loadLimits = { gapMs: { min: 0, max: 60_000 }, burst: { min: 2, max: 16 } } as const;

/**
 * Lambda gives the answer back as soon as the function is done; an environment is free again only when its runtime and
 * extensions have asked for the next event. A call without any gap can meet it before, and start a second one cold.
 */
export const defaultGapMs = 10;

const loadForm =
  '{"model":"sequential","gapMs":0 to 60000}, {"model":"poisson","meanGapMs":1 to 60000} or {"model":"burst","size":2 to 16}; on the command line sequential, sequential:GAP_MS, poisson:MEAN_GAP_MS or burst:SIZE';

/**
 * How an origin's probes follow each other. `sequential`: one after another, each intended `gapMs` after the one before,
 * origins out of step; with a gap of 0 all at once. `poisson`: the same with gaps drawn by chance, exponential with this
 * mean. `burst`: `size` simultaneous calls of one cell, burst after burst.
 */
export const Load = v.variant(
  "model",
  [
    v.strictObject(
      {
        model: v.literal("sequential"),
        gapMs: v.optional(wholeNumber(loadLimits.gapMs.min, loadLimits.gapMs.max), defaultGapMs),
      },
      loadForm,
    ),
    v.strictObject(
      {
        model: v.literal("poisson"),
        meanGapMs: wholeNumber(1, loadLimits.gapMs.max),
      },
      loadForm,
    ),
    v.strictObject(
      {
        model: v.literal("burst"),
        size: wholeNumber(loadLimits.burst.min, loadLimits.burst.max),
      },
      loadForm,
    ),
  ],
  loadForm,
);
export type Load = v.InferOutput<typeof Load>;

export const defaultLoad: Load = { model: "sequential", gapMs: defaultGapMs };

/** How many probes are sent at once. */
export const burstSizeOf = (load: Load): number => (load.model === "burst" ? load.size : 1);

/** Between the intended times of one origin's probes, in the mean. Without one they are all intended when the job is created. */
export function gapMsOf(load: Load): number {
  if (load.model === "burst") return 0;
  return load.model === "poisson" ? load.meanGapMs : load.gapMs;
}

/** `sequential:10`, `poisson:250`, `burst:8`: as on the command line. */
export const loadName = (load: Load): string =>
  load.model === "burst" ? `burst:${load.size}` : `${load.model}:${gapMsOf(load)}`;
