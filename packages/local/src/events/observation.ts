import type { EpochMs } from "../time/times.ts";
import type { Datum } from "./datum.ts";

/**
 * What happens in the local cloud and AWS publishes metrics about, by its kind. Every service declares its own here, beside
 * the metrics that are made of them. Times are epoch ms.
 */
// biome-ignore lint/suspicious/noEmptyInterface: services add to it where they are.
export interface Observations {}

export type Observation = Observations[keyof Observations];

/** Metrics made of observations: names, units and dimensions as in the services' own lists. */
export type Metrics = {
  readonly [Kind in keyof Observations]?: (observation: Observations[Kind]) => Datum[];
};

/** What AWS publishes about an observation. */
export function describeObservation<Kind extends keyof Observations>(
  metrics: Metrics,
  observation: Observations[Kind] & { kind: Kind },
): Datum[] {
  return metrics[observation.kind]?.(observation) ?? [];
}

/** One finished, refused or dropped invocation, as CloudWatch's AWS/Lambda metrics count them. */
export interface InvocationEvent {
  functionName: string;
  region: string;
  epochMs: EpochMs;
  /** `dropped`: an asynchronous event given up after its retries; `recursive`: refused as part of a loop. */
  outcome: "ok" | "error" | "timeout" | "throttled" | "recursive" | "dropped";
  /** Execution time; absent when nothing ran. */
  durationMs?: number;
  /** Invocations of this function running at that moment, this one included. */
  concurrent: number;
}

/** One request to an HTTP API, answered. */
export interface AnsweredRequest {
  region: string;
  apiId: string;
  stage: string;
  epochMs: EpochMs;
  status: number;
  latencyMs: number;
  /** Absent when no function was called for the answer. */
  integrationLatencyMs?: number;
  bytes: number;
}
