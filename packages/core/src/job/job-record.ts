import * as v from "valibot";
import { WallClockMs } from "../edge/instant.ts";
import { count, name, wholeNumber } from "../edge/schema.ts";
import { type JobSpec, limits, probesIn } from "./job.ts";
import { labelEntries } from "./labels.ts";
import { burstSizeOf, Load } from "./load.ts";
import { mostFresh } from "./refresh.ts";
import { regions } from "./regions.ts";
import { Unkindness } from "./unkindness.ts";
import { parseVariant } from "./variant.ts";
import { wans } from "./wan.ts";

const areDistinct = (list: readonly string[]) => new Set(list).size === list.length;
const regionList = v.pipe(
  v.array(
    v.picklist(
      regions.map(({ code }) => code),
      "an AWS region",
    ),
  ),
  v.minLength(1),
  v.check((list) => areDistinct(list), "each at most once"),
);
const variantList = v.pipe(
  v.array(
    v.pipe(
      name,
      v.check((variant) => parseVariant(variant) !== undefined, "a variant's name"),
    ),
  ),
  v.minLength(1),
  v.check((list) => areDistinct(list), "each at most once"),
);

/** A spec as stored or answered: checked when it was submitted, see job.ts, and held against the same limits again. */
export const StoredSpec = v.pipe(
  v.object({
    origins: regionList,
    targets: regionList,
    variants: variantList,
    samples: wholeNumber(1, limits.samples),
    seed: wholeNumber(0, limits.seed),
    deadlineMs: wholeNumber(limits.deadlineMs.min, limits.deadlineMs.max),
    timeLimitMinutes: wholeNumber(limits.timeLimitMinutes.min, limits.timeLimitMinutes.max),
    load: Load,
    refresh: v.optional(wholeNumber(1, mostFresh)),
  }),
  v.check((spec) => probesIn(spec) <= limits.probes, `at most ${limits.probes} probes per job`),
  v.check(
    ({ samples, load }) => samples % burstSizeOf(load) === 0,
    "samples that are a multiple of the burst size",
  ),
) satisfies v.GenericSchema<unknown, JobSpec>;

/** What is stored for a job. Immutable: its plan, its records and its ledger's `expected` all follow from it. */
export const JobRecord = v.object({
  id: name,
  createdAtMs: WallClockMs,
  spec: StoredSpec,
  ...labelEntries,
  /** The principal that submitted it; absent in jobs of earlier releases. */
  creator: v.optional(name),
  probesPerBlock: v.pipe(count, v.minValue(1), v.maxValue(16)),
  estimatedUsd: v.pipe(v.number(), v.finite(), v.minValue(0)),
  wan: v.picklist(wans),
  unkindness: v.optional(Unkindness),
  /** What a simulated network did besides its round trips, in its own words. */
  network: v.optional(v.string()),
  /** A schedule launched it to see whether all works; nobody asked what it measures. */
  canary: v.optional(v.literal(true)),
});
export type JobRecord = v.InferOutput<typeof JobRecord>;
