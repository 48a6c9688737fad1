import type { Load } from "./load.ts";
import type { Region } from "./regions.ts";

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
  load: Load;
  /** Measured in so many fresh environments an origin, of tenant-isolated functions; see refresh.ts. */
  refresh?: number | undefined;
}

/** How many probes a job plans. */
export function probesIn(spec: Pick<JobSpec, "origins" | "targets" | "variants" | "samples">): number {
  return spec.origins.length * spec.targets.length * spec.variants.length * spec.samples;
}
