import type { QueueDepthObservation } from "../backend/queue-metrics.ts";
import { MINUTE_MS } from "../events/datum.ts";
import type { Observation } from "../events/observation.ts";
import { type EpochMs, toEpochMs } from "../time/times.ts";

/** Asked for every queue's depth, with the moment to measure ages at. */
export type QueueDepths = (nowMs: EpochMs) => Promise<Omit<QueueDepthObservation, "kind" | "epochMs">[]>;

/** Observes the queues once a minute: a call within a minute that was sampled does nothing. */
export function createQueueSampler(
  queueDepths: QueueDepths | undefined,
  aheadMs: () => number,
  observe: (observation: Observation) => void,
): (nowMs: EpochMs) => Promise<void> {
  let sampledMinuteMs = 0;
  return async (nowMs) => {
    const minuteMs = Math.floor(nowMs / MINUTE_MS) * MINUTE_MS;
    if (minuteMs === sampledMinuteMs || queueDepths === undefined) return;
    sampledMinuteMs = minuteMs;
    // The depths now are those at the end of the minute before.
    const epochMs = toEpochMs(minuteMs - 1 - aheadMs());
    for (const depth of await queueDepths(toEpochMs(nowMs - aheadMs())))
      observe({ kind: "queueDepth", ...depth, epochMs });
  };
}
