import { addCount, type Counts } from "./counts.ts";
import { groupCount } from "./groups.ts";
import { bucketOf, quarterOf } from "./sketch.ts";

/**
 * How many values lie in each quarter of a power of two, by row: what an interval of a quantile needs, since it must know in
 * which blocks values lie below it (Woodruff 1952). A row is a fourth of the groups' number, so that the table stays small.
 */
export type Shares = Counts;

/** Neighbouring groups that share a row. */
const groupsPerRow = 4;
export const rowCount = groupCount / groupsPerRow;

/** 2^9: more than the quarters of any integer, on both sides of 0. */
const quarters = 512;

export function addShare(into: Shares, us: number, group: number): void {
  addCount(into, rowOf(group) * quarters + quarterOf(bucketOf(us)) + quarters / 2, 1);
}

export const rowOf = (group: number): number => Math.floor(group / groupsPerRow);

export const rowOfShare = (key: number): number => key >> 9;
/** In the order of values. */
export const quarterOfShare = (key: number): number => (key & 511) - 256;
