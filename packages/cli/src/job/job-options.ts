import { AppError } from "@crisscross/core/edge/error";
import { parseLabels } from "@crisscross/core/job/labels";
import { budgetUsdOf, parseJobSpec } from "@crisscross/core/job/parse-job";
import { isRegion, type Region, regions } from "@crisscross/core/job/regions";
import { parseVariant } from "@crisscross/core/job/variant";
import type { JobRequest } from "../api/api-client.ts";
import { usageError } from "../api/usage-error.ts";
import type { Tags } from "../terminal/tag-option.ts";

/** The options that describe a job, as typed. */
export interface JobOptions {
  origins?: string;
  targets?: string;
  variants?: string;
  samples?: string;
  seed?: string;
  deadline?: string;
  timeLimit?: string;
  load?: string;
  refresh?: string;
  route?: string;
  budgetUsd?: string;
  name?: string;
  tag?: Tags;
}

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
    ...(options.refresh !== undefined && { refresh: numberOf(options.refresh) }),
    ...(options.load !== undefined && { load: loadOf(options.load) }),
    ...(options.budgetUsd !== undefined && { budgetUsd: numberOf(options.budgetUsd) }),
  };
  const route = options.route === undefined ? {} : { route: listOf(options.route) };
  const known = deployed ?? regions.map(({ code }) => code);
  const open = deployed === undefined && options.route === undefined;
  const defaults = open ? { origins: known.slice(0, 1), targets: known.slice(0, 1) } : {};
  try {
    const spec = parseJobSpec({ ...defaults, ...asked, ...route }, known, 0);
    const labels = {
      ...(options.name !== undefined && { name: options.name }),
      ...(options.tag && { tags: Object.fromEntries(options.tag) }),
    };
    const kept = Object.entries(spec).filter(([field]) => field in asked);
    const budgetUsd = budgetUsdOf(asked);
    const request: JobRequest = {
      ...Object.fromEntries(kept),
      ...parseLabels(labels),
      ...(budgetUsd !== undefined && { budgetUsd }),
    };
    if (options.route === undefined) return request;
    // The API makes the way into variants; here they stay as they were typed.
    const { variants: _, ...rest } = request;
    return {
      ...rest,
      ...(asked.variants && { variants: asked.variants }),
      route: listOf(options.route).filter(isRegion),
    };
  } catch (error) {
    throw error instanceof AppError ? usageError(error) : error;
  }
}

/** The regions a job touches, in the order of `deployed`; a job that leaves a side open touches all of them. */
export function regionsOf(request: JobRequest, deployed: readonly Region[]): readonly Region[] {
  if (request.route) return deployed.filter((region) => request.route?.includes(region));
  const vias = (request.variants ?? []).flatMap((name) => parseVariant(name)?.via ?? []);
  const touched = new Set([...(request.origins ?? deployed), ...(request.targets ?? deployed), ...vias]);
  return deployed.filter((region) => touched.has(region));
}

function listOf(text: string): string[] {
  return text === "" ? [] : text.split(",").map((item) => item.trim());
}

/** A load model as people write it; anything else stays text. */
function loadOf(text: string): object | string {
  const [model, number, ...more] = text.split(":");
  if (more.length > 0) return text;
  const value = number === undefined ? undefined : numberOf(number);
  if (model === "sequential") return { model, ...(value !== undefined && { gapMs: value }) };
  if (model === "poisson") return { model, ...(value !== undefined && { meanGapMs: value }) };
  return model === "burst" ? { model, ...(value !== undefined && { size: value }) } : text;
}

/** A number as people write them; anything else stays text, so that the refusal shows what was typed. */
function numberOf(text: string): number | string {
  return /^[+-]?\d+(\.\d+)?$/.test(text) ? Number(text) : text;
}
