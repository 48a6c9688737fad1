import type { EpochMs } from "../edge/time.ts";
import type { JobRecord } from "./job-record.ts";
import { gapMsOf } from "./load.ts";
import { blockCount, planBlock } from "./plan.ts";
import type { Region } from "./regions.ts";

/** consume waits this long for the time of a block's first probe, and is paid for it; a block that is earlier still is postponed. */
export const waitMs = 5_000;

/** A postponed block is back this long before its time, so that its connections are established by then. */
export const leadMs = 3_000;

/**
 * Blocks are published this long before their time: what publishes the next ones runs once a minute, and may be missed
 * a few times before a block is late.
 */
const publishAheadMs = 300_000;

/**
 * How many blocks of each origin, from the first on, are to be published by `nowMs`: up to the last one that is due in any
 * origin. Without a gap all of them are.
 */
export function blocksDueBy(record: JobRecord, nowMs: EpochMs): number {
  const blocks = blockCount(record);
  if (gapMsOf(record.spec.load) === 0) return blocks;
  const isDue = (index: number): boolean =>
    record.spec.origins.some((origin) => firstMsOf(record, origin, index) <= nowMs + publishAheadMs);
  let [due, notDue] = [0, blocks];
  while (due < notDue) {
    const index = Math.floor((due + notDue) / 2);
    if (isDue(index)) due = index + 1;
    else notDue = index;
  }
  return due;
}

/** Gaps by chance add up to more or less than their mean, so a block is due when its plan says, and not at so many gaps. */
const firstMsOf = (record: JobRecord, origin: Region, index: number): number =>
  Math.min(...planBlock(record, origin, index).probes.map(({ intendedAtMs }) => intendedAtMs));
