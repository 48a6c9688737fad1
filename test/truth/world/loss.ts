import type { JobRecord } from "@crisscross/core/job/job-record";
import { planBlocks } from "@crisscross/core/job/plan";
import type { LossReason } from "@crisscross/core/standing/loss";
import { blockKey } from "./run-job.ts";
import type { Weather } from "./weather.ts";

/** The blocks that this weather loses: never delivered, or a crash at each of their deliveries. */
export function lossesIn(weather: Weather, record: JobRecord): Map<string, LossReason> {
  const losses = new Map<string, LossReason>();
  for (const { origin, index } of planBlocks(record)) {
    const { deliveries } = weather.journeyOf(origin, index);
    if (deliveries.length === 0) losses.set(blockKey({ origin, index }), "deadline passed");
    else if (deliveries.every(({ fate }) => fate === "crashes first" || fate === "crashes before storing"))
      losses.set(blockKey({ origin, index }), "dead-lettered");
  }
  return losses;
}
