import { type EpochMs, epochMs } from "@crisscross/core/edge/time";
import { leadMs, waitMs } from "@crisscross/core/job/pace";

/** The longest SQS hides a message. The rest of such a wait is another postponement. */
const longestSeconds = 43_000;

/** When a block's steps are due, and the longest each may take. */
export interface BlockTimes {
  duesMs: readonly EpochMs[];
  stepMs: number;
  storeMs: number;
}

/**
 * For how many seconds to hide a block whose time has not come, so that none of its probes starts early; undefined for one
 * that is run now, by a consumer that has until `endMs`. That is also one whose gaps the time left does not allow to wait for.
 */
export function secondsToHide(times: BlockTimes, nowMs: EpochMs, endMs: EpochMs): number | undefined {
  const [firstMs = nowMs] = times.duesMs;
  if (firstMs - nowMs > waitMs) return secondsUntil(epochMs(firstMs - leadMs), nowMs);
  const waitedMs = longestEndMs(times, nowMs);
  const unwaitedMs = longestEndMs({ ...times, duesMs: times.duesMs.map(() => nowMs) }, nowMs);
  if (waitedMs === unwaitedMs || waitedMs <= endMs) return undefined;
  return secondsUntil(firstMs, nowMs);
}

/** Whole seconds to hide a block for, so that it is not back before a time. */
export const secondsUntil = (atMs: EpochMs, nowMs: EpochMs): number =>
  Math.min(longestSeconds, Math.max(0, Math.ceil((atMs - nowMs) / 1_000)));

/** When a block that starts now has ended, stored, if each of its steps takes as long as it may. */
export function longestEndMs({ duesMs, stepMs, storeMs }: BlockTimes, nowMs: EpochMs): EpochMs {
  return epochMs(duesMs.reduce<number>((endMs, dueMs) => Math.max(endMs, dueMs) + stepMs, nowMs) + storeMs);
}
