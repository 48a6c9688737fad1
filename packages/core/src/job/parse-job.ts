import * as v from "valibot";
import { AppError } from "../edge/error.ts";
import { parse, wholeNumber } from "../edge/schema.ts";
import { type JobSpec, limits, probesIn } from "./job.ts";
import { labelEntries } from "./labels.ts";
import { burstSizeOf, defaultLoad, gapMsOf, Load } from "./load.ts";
import { mostFresh } from "./refresh.ts";
import { placeHint, type Region, regions } from "./regions.ts";
import { maxVia, nameOf, parseVariant, variantForm } from "./variant.ts";

const distinctList = <T extends v.GenericSchema<unknown, string>>(item: T, accepted: string) =>
  v.pipe(
    v.array(item, accepted),
    v.minLength(1, `${accepted}; at least one`),
    v.maxLength(100, `${accepted}; at most 100`),
    v.check((list) => new Set(list).size === list.length, `${accepted}; each at most once`),
  );

function jobSchema(deployed: readonly Region[]) {
  const acceptedRegions = `a list of ${deployed.join(", ")}`;
  const region = v.picklist(deployed, ({ input }) => `one of ${deployed.join(", ")}${placeHint(input)}`);
  const variant = v.pipe(
    v.string(variantForm),
    v.check((name) => parseVariant(name) !== undefined, variantForm),
    v.transform(canonicalName),
  );
  return v.strictObject({
    origins: v.optional(distinctList(region, acceptedRegions)),
    targets: v.optional(distinctList(region, acceptedRegions)),
    route: v.optional(routeOf(region, `a list of 2 to ${maxVia + 2} of ${deployed.join(", ")}`)),
    variants: v.optional(distinctList(variant, "a list of variants"), ["bare", "db-get"]),
    samples: v.optional(wholeNumber(1, limits.samples)),
    seed: v.optional(wholeNumber(0, limits.seed)),
    deadlineMs: v.optional(wholeNumber(limits.deadlineMs.min, limits.deadlineMs.max), 10_000),
    timeLimitMinutes: v.optional(wholeNumber(limits.timeLimitMinutes.min, limits.timeLimitMinutes.max), 60),
    load: v.optional(Load, defaultLoad),
    budgetUsd: v.optional(BudgetUsd),
    ...labelEntries,
    refresh: v.optional(wholeNumber(1, mostFresh)),
  });
}

const budgetForm = "an amount of USD, more than 0";
/** The most that a job may be estimated to cost. */
const BudgetUsd = v.pipe(
  v.number(budgetForm),
  v.finite(budgetForm),
  v.check((usd) => usd > 0, budgetForm),
);

/** Every call of a route counts, also one within a region or back to where it came from. */
const routeOf = <T extends v.GenericSchema<unknown, Region>>(region: T, accepted: string) =>
  v.pipe(v.array(region, accepted), v.minLength(2, accepted), v.maxLength(maxVia + 2, accepted));

/** What is submitted as a job, wherever it is deployed. */
export const JobRequest = jobSchema(regions.map(({ code }) => code));

type SubmittedJob = v.InferOutput<ReturnType<typeof jobSchema>>;

function canonicalName(name: string): string {
  const variant = parseVariant(name);
  return variant ? nameOf(variant) : name;
}

/**
 * Checks a submitted job and fills in its defaults: all deployed regions both ways, bare and db-get, 5 samples (or
 * one burst; with `refresh` at least one of each for every environment), one probe after another. `route` is short for its first region, its last, and variants that go through
 * those between. Throws AppError `invalid` that names each field, what was sent and what is accepted.
 */
export function parseJobSpec(input: unknown, deployed: readonly Region[], defaultSeed: number): JobSpec {
  const submitted = parse(jobSchema(deployed), input, "job");
  const { seed = defaultSeed, deadlineMs, timeLimitMinutes, load, refresh } = submitted;
  const spec: JobSpec = {
    ...cellsOf(submitted, deployed),
    samples: submitted.samples ?? defaultSamples(load, refresh),
    seed,
    deadlineMs,
    timeLimitMinutes,
    load,
    ...(refresh !== undefined && { refresh }),
  };
  const vias = spec.variants.flatMap((name) => parseVariant(name)?.via ?? []);
  const stranger = vias.find((region) => !deployed.includes(region));
  if (stranger !== undefined) reject("variants", stranger, `via regions among ${deployed.join(", ")}`);
  const probes = probesIn(spec);
  if (probes > limits.probes)
    reject("samples", spec.samples, `at most ${limits.probes} probes per job; this one asks for ${probes}`);
  checkLoad(spec);
  checkRefresh(spec);
  return spec;
}

/** The budget of a submitted job that parseJobSpec has checked. */
export const budgetUsdOf = (input: unknown): number | undefined =>
  v.parse(v.object({ budgetUsd: v.optional(BudgetUsd) }), input).budgetUsd;

const defaultSamples = (load: Load, refresh = 1): number =>
  load.model === "burst" ? load.size * refresh : Math.max(5, refresh);

function cellsOf(
  { origins, targets, route, variants }: SubmittedJob,
  deployed: readonly Region[],
): Pick<JobSpec, "origins" | "targets" | "variants"> {
  const [origin, ...rest] = route ?? [];
  const target = rest.pop();
  if (origin === undefined || target === undefined)
    return { origins: origins ?? deployed, targets: targets ?? deployed, variants };
  if (origins) reject("origins", origins, "route, or origins and targets, not both");
  if (targets) reject("targets", targets, "route, or origins and targets, not both");
  return { origins: [origin], targets: [target], variants: variants.map((name) => along(rest, name)) };
}

function along(via: readonly Region[], name: string): string {
  const variant = parseVariant(name);
  if (variant === undefined || variant.path === "direct" || variant.via.length > 0)
    reject("variants", name, "with a route, variants without /direct and /via: the route says the way");
  return nameOf({ ...variant, via });
}

function checkLoad(spec: JobSpec): void {
  const { samples, load, timeLimitMinutes } = spec;
  const size = burstSizeOf(load);
  if (samples % size !== 0) reject("samples", samples, `a multiple of the burst size, ${size}`);
  const gapMs = gapMsOf(load);
  const perOrigin = probesIn(spec) / spec.origins.length;
  // Gaps by chance add up to this or less in 999 of 1,000 jobs.
  const gaps = load.model === "poisson" ? perOrigin + 3.1 * Math.sqrt(perOrigin) : perOrigin;
  const minutes = Math.ceil((gaps * gapMs) / 60_000);
  if (minutes > timeLimitMinutes)
    reject(
      load.model === "poisson" ? "load.meanGapMs" : "load.gapMs",
      gapMs,
      `a gap with which the ${perOrigin} probes per origin end within the time limit, ${timeLimitMinutes} minutes; this one takes ${minutes}`,
    );
}

/** A burst of a tenant is in as many environments as it has calls. */
function checkRefresh({ refresh, samples, load }: JobSpec): void {
  if (refresh === undefined) return;
  const size = burstSizeOf(load);
  const most = Math.floor(mostFresh / size);
  if (refresh > most)
    reject(
      "refresh",
      refresh,
      `at most ${most} with bursts of ${size}: ${mostFresh} environments of a function an origin`,
    );
  const visits = samples / size;
  if (refresh > visits)
    reject(
      "refresh",
      refresh,
      `at most ${visits}, since ${samples} samples call each cell ${visits} times, and each is to meet every environment; or more samples`,
    );
}

function reject(field: string, value: unknown, accepted: string): never {
  throw new AppError("invalid", `${field}: ${JSON.stringify(value)} is not accepted; accepted: ${accepted}`, {
    rejections: [{ field, value, accepted }],
  });
}
