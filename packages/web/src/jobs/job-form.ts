import { probesIn } from "@crisscross/core/job/job";
import { isRegion } from "@crisscross/core/job/regions";
import type { JobHead, JobRequest } from "../data/documents.ts";

/** A job as the form has it: texts as they were typed. */
export interface JobForm {
  readonly name: string;
  readonly tags: string;
  readonly origins: readonly string[];
  readonly targets: readonly string[];
  readonly variants: readonly string[];
  readonly samples: string;
  readonly seed: string;
  readonly deadlineMs: string;
  readonly timeLimitMinutes: string;
  readonly load: "sequential" | "poisson" | "burst";
  /** The gap, its mean, or the size of a burst. */
  readonly loadValue: string;
  readonly refresh: string;
}

export const loadWords = {
  sequential: { label: "One after another", value: "Gap, ms", usual: "10" },
  poisson: { label: "By chance", value: "Mean gap, ms", usual: "250" },
  burst: { label: "In bursts", value: "Calls at once", usual: "8" },
} as const;

/** Between all regions of the deployment, with what the API would take by itself. */
export const emptyForm = (deployed: readonly string[]): JobForm => ({
  name: "",
  tags: "",
  origins: deployed,
  targets: deployed,
  variants: ["bare", "db-get"],
  samples: "5",
  seed: "",
  deadlineMs: "10000",
  timeLimitMinutes: "60",
  load: "sequential",
  loadValue: loadWords.sequential.usual,
  refresh: "",
});

/** The same job once more, with its seed: the same probes in the same order. */
export function formLike({ spec, name = "", tags = {} }: Pick<JobHead, "spec" | "name" | "tags">): JobForm {
  const { load } = spec;
  return {
    name,
    tags: Object.entries(tags)
      .map(([key, value]) => `${key}=${value}`)
      .join(", "),
    origins: spec.origins,
    targets: spec.targets,
    variants: spec.variants,
    samples: String(spec.samples),
    seed: String(spec.seed),
    deadlineMs: String(spec.deadlineMs),
    timeLimitMinutes: String(spec.timeLimitMinutes),
    load: load.model,
    loadValue: String(
      load.model === "burst" ? load.size : load.model === "poisson" ? load.meanGapMs : (load.gapMs ?? 10),
    ),
    refresh: spec.refresh === undefined ? "" : String(spec.refresh),
  };
}

/** What is sent. What is no number goes as it was typed: the API says what it accepts. */
export function requestOf(form: JobForm): JobRequest {
  const { name, origins, targets, variants, load, loadValue, refresh, seed } = form;
  const tags = tagsIn(form.tags);
  const value = number(loadValue);
  return asTyped({
    ...(name.trim() && { name: name.trim() }),
    ...(tags.length > 0 && { tags: Object.fromEntries(tags) }),
    origins,
    targets,
    variants,
    samples: number(form.samples),
    deadlineMs: number(form.deadlineMs),
    timeLimitMinutes: number(form.timeLimitMinutes),
    load:
      load === "burst"
        ? { model: load, size: value }
        : load === "poisson"
          ? { model: load, meanGapMs: value }
          : { model: load, gapMs: value },
    ...(seed.trim() && { seed: number(seed) }),
    ...(refresh.trim() && { refresh: number(refresh) }),
  });
}

/** The one place where what was typed is taken for a request: the API refuses it where it is none. */
const asTyped = (request: object): JobRequest => request as JobRequest;

const number = (text: string): number | string => {
  const value = Number(text.trim() || Number.NaN);
  return Number.isFinite(value) ? value : text;
};

const tagsIn = (text: string): [string, string][] =>
  text
    .split(",")
    .map((one) => one.trim())
    .filter((one) => one !== "")
    .map((one) => {
      const at = one.indexOf("=");
      return at < 0 ? [one, ""] : [one.slice(0, at).trim(), one.slice(at + 1).trim()];
    });

/** How many cells and probes a form asks for; undefined while its samples are no whole number. */
export function planOf(form: JobForm): { cells: number; probes: number } | undefined {
  const samples = number(form.samples);
  if (typeof samples !== "number" || !Number.isSafeInteger(samples) || samples < 1) return undefined;
  const origins = form.origins.filter(isRegion);
  const targets = form.targets.filter(isRegion);
  const { variants } = form;
  return {
    cells: probesIn({ origins, targets, variants, samples: 1 }),
    probes: probesIn({ origins, targets, variants, samples }),
  };
}
