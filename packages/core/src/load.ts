import * as v from "valibot";
import { wholeNumber } from "./schema.ts";

export const loadLimits = { gapMs: { min: 0, max: 60_000 }, burst: { min: 2, max: 16 } } as const;

export const loadForm =
  '{"model":"sequential","gapMs":0 to 60000} or {"model":"burst","size":2 to 16}; on the command line sequential, sequential:GAP_MS or burst:SIZE';

/**
 * How an origin's probes follow each other. `sequential`: one after another, each intended `gapMs` after the one
 * before; without a gap, at once. `burst`: `size` simultaneous calls of one cell, burst after burst.
 */
export const Load = v.variant(
  "model",
  [
    v.strictObject(
      {
        model: v.literal("sequential"),
        gapMs: v.optional(wholeNumber(loadLimits.gapMs.min, loadLimits.gapMs.max), 0),
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

export const defaultLoad: Load = { model: "sequential", gapMs: 0 };

/** How many probes are sent at once. */
export const burstSizeOf = (load: Load): number => (load.model === "burst" ? load.size : 1);

/** Between the intended times of one origin's probes. Without one they are all intended when the job is created. */
export const gapMsOf = (load: Load): number => (load.model === "sequential" ? load.gapMs : 0);

/** `sequential`, `sequential:250`, `burst:8`. */
export function loadName(load: Load): string {
  if (load.model === "burst") return `burst:${load.size}`;
  return load.gapMs === 0 ? "sequential" : `sequential:${load.gapMs}`;
}
