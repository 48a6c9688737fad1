import * as v from "valibot";
import { AppError } from "./error.ts";
import { isRegion, type Region } from "./regions.ts";
import { parse } from "./schema.ts";
import { nameOf, parseVariant, variantForm } from "./variant.ts";

export const limits = {
  /** Cells times samples. 62,500 blocks at 16 probes: plan publishes them well inside its timeout. */
  probes: 1_000_000,
  samples: 100_000,
  seed: 4_294_967_295,
  deadlineMs: { min: 100, max: 30_000 },
  /** A day: well inside the four days a queue keeps a block. */
  timeLimitMinutes: { min: 1, max: 1_440 },
  /** POST bodies, in bytes. */
  bodyBytes: 16_384,
} as const;

/** One immutable submitted job: every origin × target × variant is a cell, each with `samples` probes. */
export interface JobSpec {
  origins: readonly Region[];
  targets: readonly Region[];
  /** Canonical variant names, see variant.ts. */
  variants: readonly string[];
  samples: number;
  seed: number;
  /** How long a caller waits for the last function before the probe is a timeout. */
  deadlineMs: number;
  /** How long after its creation the job takes results; what has not arrived by then is lost. */
  timeLimitMinutes: number;
}

/** Where a measurement's network comes from: AWS itself, the local cloud's delay table, or no delay at all. */
export const wans = ["aws", "simulated", "none"] as const;
export type Wan = (typeof wans)[number];

const wholeNumber = (min: number, max: number) => {
  const accepted = `a whole number from ${min} to ${max}`;
  return v.pipe(
    v.number(accepted),
    v.integer(accepted),
    v.minValue(min, accepted),
    v.maxValue(max, accepted),
  );
};

const distinctList = <T extends v.GenericSchema<unknown, string>>(item: T, accepted: string) =>
  v.pipe(
    v.array(item, accepted),
    v.minLength(1, `${accepted}; at least one`),
    v.maxLength(100, `${accepted}; at most 100`),
    v.check((list) => new Set(list).size === list.length, `${accepted}; each at most once`),
  );

function jobSchema(deployed: readonly Region[], defaultSeed: number) {
  const acceptedRegions = `a list of ${deployed.join(", ")}`;
  const region = v.custom<Region>(
    (code) => typeof code === "string" && isRegion(code) && deployed.includes(code),
    `one of ${deployed.join(", ")}`,
  );
  const variant = v.pipe(
    v.string(variantForm),
    v.check((name) => parseVariant(name) !== undefined, variantForm),
    v.transform(canonicalName),
  );
  return v.strictObject({
    origins: v.optional(distinctList(region, acceptedRegions), [...deployed]),
    targets: v.optional(distinctList(region, acceptedRegions), [...deployed]),
    variants: v.optional(distinctList(variant, "a list of variants"), ["bare", "db-get"]),
    samples: v.optional(wholeNumber(1, limits.samples), 5),
    seed: v.optional(wholeNumber(0, limits.seed), defaultSeed),
    deadlineMs: v.optional(wholeNumber(limits.deadlineMs.min, limits.deadlineMs.max), 5_000),
    timeLimitMinutes: v.optional(wholeNumber(limits.timeLimitMinutes.min, limits.timeLimitMinutes.max), 60),
  });
}

function canonicalName(name: string): string {
  const variant = parseVariant(name);
  return variant ? nameOf(variant) : name;
}

/**
 * Checks a submitted job and fills in its defaults: all deployed regions both ways, bare and db-get, 5 samples.
 * Throws AppError `invalid` that names each field, what was sent and what is accepted.
 */
export function parseJobSpec(input: unknown, deployed: readonly Region[], defaultSeed: number): JobSpec {
  const spec = parse(jobSchema(deployed, defaultSeed), input, "job");
  const vias = spec.variants.flatMap((name) => parseVariant(name)?.via ?? []);
  const stranger = vias.find((region) => !deployed.includes(region));
  if (stranger !== undefined) reject("variants", stranger, `via regions among ${deployed.join(", ")}`);
  const probes = probesIn(spec);
  if (probes > limits.probes)
    reject("samples", spec.samples, `at most ${limits.probes} probes a job; this one asks for ${probes}`);
  return spec;
}

/** How many probes a job plans. */
export function probesIn(spec: JobSpec): number {
  return spec.origins.length * spec.targets.length * spec.variants.length * spec.samples;
}

function reject(field: string, value: unknown, accepted: string): never {
  throw new AppError("invalid", `${field}: ${JSON.stringify(value)} is not accepted; accepted: ${accepted}`, {
    rejections: [{ field, value, accepted }],
  });
}
