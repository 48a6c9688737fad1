import * as v from "valibot";
import { count, name } from "../edge/schema.ts";
import type { JobSpec } from "./job.ts";
import { Load } from "./load.ts";
import { isRegion, type Region } from "./regions.ts";
import { wans } from "./wan.ts";

const regionList = v.pipe(
  v.array(v.custom<Region>((code) => typeof code === "string" && isRegion(code), "an AWS region")),
  v.minLength(1),
);

/** A spec as stored or answered: already checked when it was submitted, see job.ts. */
export const StoredSpec = v.object({
  origins: regionList,
  targets: regionList,
  variants: v.pipe(v.array(name), v.minLength(1)),
  samples: count,
  seed: count,
  deadlineMs: count,
  timeLimitMinutes: count,
  load: Load,
}) satisfies v.GenericSchema<unknown, JobSpec>;

/** What is stored for a job. Immutable: its plan, its records and its ledger's `expected` all follow from it. */
export const JobRecord = v.object({
  id: name,
  createdAtMs: count,
  spec: StoredSpec,
  probesPerBlock: v.pipe(count, v.minValue(1), v.maxValue(16)),
  estimatedUsd: v.pipe(v.number(), v.finite(), v.minValue(0)),
  wan: v.picklist(wans),
});
export type JobRecord = v.InferOutput<typeof JobRecord>;
