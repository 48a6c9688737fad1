import { AppError } from "@crisscross/core/error";
import { type JobSpec, parseJobSpec } from "@crisscross/core/job";
import { type Region, regions } from "@crisscross/core/regions";
import { parseVariant } from "@crisscross/core/variant";
import { CommandError } from "./command-error.ts";

/** The options that describe a job, as typed. */
export interface JobOptions {
  origins?: string;
  targets?: string;
  variants?: string;
  samples?: string;
  seed?: string;
  deadline?: string;
  timeLimit?: string;
}

/** What is posted: only what was asked for, so that the API fills in its own defaults. */
export type JobRequest = Partial<JobSpec>;

const optionOf: Readonly<Record<string, string>> = {
  origins: "--origins",
  targets: "--targets",
  variants: "--variants",
  samples: "--samples",
  seed: "--seed",
  deadlineMs: "--deadline",
  timeLimitMinutes: "--time-limit",
};

/**
 * Checks the options by the API's own rules, before anything is started. `deployed` is undefined when only the API
 * knows its regions: then any AWS region passes here. Throws CommandError 2 naming option, value and what is accepted.
 */
export function readJobOptions(options: JobOptions, deployed: readonly Region[] | undefined): JobRequest {
  const asked = {
    ...(options.origins !== undefined && { origins: listOf(options.origins) }),
    ...(options.targets !== undefined && { targets: listOf(options.targets) }),
    ...(options.variants !== undefined && { variants: listOf(options.variants) }),
    ...(options.samples !== undefined && { samples: numberOf(options.samples) }),
    ...(options.seed !== undefined && { seed: numberOf(options.seed) }),
    ...(options.deadline !== undefined && { deadlineMs: numberOf(options.deadline) }),
    ...(options.timeLimit !== undefined && { timeLimitMinutes: numberOf(options.timeLimit) }),
  };
  const known = deployed ?? regions.map(({ code }) => code);
  const defaults = deployed ? {} : { origins: known.slice(0, 1), targets: known.slice(0, 1) };
  try {
    const spec = parseJobSpec({ ...defaults, ...asked }, known, 0);
    return Object.fromEntries(Object.entries(spec).filter(([field]) => field in asked));
  } catch (error) {
    throw error instanceof AppError ? usageError(error) : error;
  }
}

/** The regions a job touches, in the order of `deployed`; a job that leaves a side open touches all of them. */
export function regionsOf(request: JobRequest, deployed: readonly Region[]): readonly Region[] {
  const vias = (request.variants ?? []).flatMap((name) => parseVariant(name)?.via ?? []);
  const touched = new Set([...(request.origins ?? deployed), ...(request.targets ?? deployed), ...vias]);
  return deployed.filter((region) => touched.has(region));
}

/** A rejected job in the words of the command line. */
export function usageError(error: AppError): CommandError {
  const sentences = error.rejections.map(({ field, value, accepted }) => {
    const [name = field] = field.split(".");
    return `${optionOf[name] ?? field}: ${JSON.stringify(value) ?? "nothing"} is not accepted; accepted: ${accepted}`;
  });
  return new CommandError(2, sentences.length > 0 ? sentences.join("\n  ") : error.message, { cause: error });
}

function listOf(text: string): string[] {
  return text === "" ? [] : text.split(",").map((item) => item.trim());
}

/** A number as people write them; anything else stays text, so that the refusal shows what was typed. */
function numberOf(text: string): number | string {
  return /^[+-]?\d+(\.\d+)?$/.test(text) ? Number(text) : text;
}
