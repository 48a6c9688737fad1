import type { JobRecord } from "./job-record.ts";
import { gapMsOf } from "./load.ts";
import { blockCount } from "./plan.ts";

/** consume waits this long for the time of a block's first probe, and is paid for it; a block that is earlier still is postponed. */
export const waitMs = 5_000;

/** A postponed block is back this long before its time, so that its connections are established by then. */
export const leadMs = 3_000;

/**
 * Blocks are published this long before their time: what publishes the next ones runs once a minute, and may be missed
 * a few times before a block is late.
 */
const publishAheadMs = 300_000;

/** How many blocks of each origin, from the first on, are to be published by `nowMs`. Without a gap all of them are. */
export function blocksDueBy(record: JobRecord, nowMs: number): number {
  const blocks = blockCount(record);
  const spanMs = gapMsOf(record.spec.load) * record.probesPerBlock;
  if (spanMs === 0) return blocks;
  const due = Math.floor((nowMs + publishAheadMs - record.createdAtMs) / spanMs) + 1;
  return Math.max(0, Math.min(blocks, due));
}
