import {
  type Metric,
  type MetricDimension,
  type MetricVariant,
  metricVariants,
} from "./metric-declaration.ts";

function count(...dimensions: MetricDimension[]) {
  return {
    unit: "Count",
    dimensions,
    variants: [],
    region: "origin",
    emitters: ["consume"],
    published: "nonzero",
  } as const;
}

function duration(meaning: string, variants: readonly MetricVariant[] = metricVariants) {
  const dimensions = ["origin", "variant"] as const;
  return {
    unit: "Milliseconds",
    dimensions,
    variants,
    region: "origin",
    emitters: ["consume"],
    published: "always",
    meaning,
  } as const;
}

const fromReconcile = { region: "home", emitters: ["reconcile"] } as const;

/** Minutes without a new block after which an open job that misses blocks is stuck. */
export const stuckAfterMinutes = 15;

/** Every metric of our own that functions publish. Telemetry, alarms, the dashboard, docs and tests read this table. */
const metrics = {
  Probes: {
    ...count("origin"),
    published: "always",
    meaning: "probes stored, whatever their outcome",
  },
  Throttled: {
    ...count("origin"),
    meaning: "stored probes with the outcome throttled: Lambda refused a call (429)",
  },
  TimedOut: {
    ...count("origin"),
    meaning: "stored probes with the outcome timeout: no answer by the deadline",
  },
  Failed: {
    ...count("origin"),
    meaning: "stored probes with the outcome error",
  },
  CellFailed: {
    ...count("origin", "target"),
    region: "home",
    meaning:
      "stored probes of one origin to one target with any outcome but ok, in one region so that one alarm can see all origins",
  },
  ColdStarts: {
    ...count("origin"),
    meaning: "stored probes in which a function started cold",
  },
  Total: duration(
    "the measure total: consume waits for outer, or in direct variants for inner; ok probes only",
  ),
  OuterOverhead: duration(
    "the measure outerOverhead: total less outer's execution; ok probes only, direct ones have none",
    metricVariants.filter((variant) => variant !== "direct"),
  ),
  InnerOverhead: duration(
    "the measure innerOverhead: outer's wait for inner less inner's execution; ok probes only, direct ones and those via others have none",
    metricVariants.filter((variant) => variant !== "direct" && variant !== "via"),
  ),
  QueueTime: {
    ...duration("publish to first receive of a block; two machines' clocks, so skewed by their difference"),
    dimensions: ["origin"],
    variants: [],
  },
  Lateness: {
    ...duration("how long after its intended time a probe started; two machines' clocks"),
    dimensions: ["origin"],
    variants: [],
  },
  DuplicatesDropped: {
    ...count("origin"),
    meaning: "deliveries of a block that was already stored; dropped, so nothing counts twice",
  },
  Poison: {
    ...count("origin"),
    emitters: ["consume", "plan"],
    meaning:
      "deliveries of a message that can never be handled: not JSON, not of the form expected, or a block that plan did not publish, or not for this region",
  },
  ReceiptsMissing: {
    ...count("origin"),
    meaning:
      "calls of ok probes whose answer carried no readable receipt, so their execution and bill are unknown",
  },
  Unkept: {
    ...count("origin"),
    meaning:
      "ok probes in which a call that was to go over a kept connection made its own, so that its wait has the handshake",
  },
  NegativeValues: {
    ...count("origin"),
    meaning:
      "measures below zero; kept in results, left out of metrics, where one would void every percentile",
  },
  JobsStuck: {
    ...count("origin"),
    ...fromReconcile,
    published: "always",
    meaning: `open jobs that miss blocks and have gained none for ${stuckAfterMinutes} minutes, or are past their time limit`,
  },
  JobsFinished: {
    ...count("origin"),
    ...fromReconcile,
    meaning: "jobs that finished, by completion, time limit or cancellation",
  },
  JobsCompleted: {
    ...count("origin"),
    ...fromReconcile,
    meaning:
      "jobs that finished with every planned probe stored, whatever the probes' outcomes; the canary's are a heartbeat",
  },
  Completeness: {
    ...fromReconcile,
    unit: "Percent",
    dimensions: ["origin"],
    variants: [],
    published: "always",
    meaning: "of each job that finished without being cancelled: planned probes stored, in %",
  },
} as const satisfies Readonly<Record<string, Metric>>;

export type MetricName = keyof typeof metrics;

export const metricNames = Object.keys(metrics) as readonly MetricName[];

/** A table entry, seen as what all entries have in common. */
export const metricOf = (name: MetricName): Metric => metrics[name];

/** The CloudWatch namespace of a stage, so that two stages in one account do not ring each other's alarms. */
export const metricNamespace = (stage: string): string => `Crisscross/${stage}`;
