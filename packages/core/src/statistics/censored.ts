import { bucketOf } from "./sketch.ts";

/**
 * Waits given up, each known only to exceed its own length: how many lie in each bucket, the shortest of them, which is
 * true of all, and how many came from each group of blocks. Exact in any order of adding.
 */
export interface Censored {
  waits: Map<number, Waits>;
  groups: Map<number, number>;
}

interface Waits {
  n: number;
  leastUs: number;
}

export const noCensored = (): Censored => ({ waits: new Map(), groups: new Map() });

/** One wait, in a block of this group. */
export const censoredOf = (us: number, group = 0): Censored => ({
  waits: new Map([[bucketOf(us), { n: 1, leastUs: us }]]),
  groups: new Map([[group, 1]]),
});

/** Adds `more` to `into`, which must be the caller's own; `more` is left as it was. */
export function addCensored(into: Censored, more: Censored): void {
  for (const [bucket, { n, leastUs }] of more.waits) {
    const known = into.waits.get(bucket);
    if (known) {
      known.n += n;
      known.leastUs = Math.min(known.leastUs, leastUs);
    } else into.waits.set(bucket, { n, leastUs });
  }
  for (const [group, n] of more.groups) into.groups.set(group, (into.groups.get(group) ?? 0) + n);
}

export const censoredCount = ({ groups }: Censored): number => groups.values().reduce((sum, n) => sum + n, 0);
