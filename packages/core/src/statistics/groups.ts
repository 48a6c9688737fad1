/** Blocks of an origin in at most so many groups: the units that intervals are computed from. */
export const groupCount = 64;

/** Fewer groups tell too little of how groups differ to draw them again, or to tell that from chance. */
export const leastGroups = 10;

/** What the blocks of one group gave: how many values, and their sum in µs. */
interface Group {
  n: number;
  sumUs: bigint;
}

/** By number, 0 to groupCount - 1; never empty ones. Integers, so adding is exact in any order. */
export type Groups = Map<number, Group>;

/** The group of an origin's block by its number: up to groupCount blocks are a group each; more share them in turn. */
export const groupOf = (blockIndex: number): number => blockIndex % groupCount;

/** Adds `more` to `into`, which must be the caller's own; `more` is left as it was. */
export function addGroups(into: Groups, more: Groups): void {
  for (const [number, group] of more) addToGroup(into, number, group);
}

/** Adds what blocks of one group gave. */
export function addToGroup(into: Groups, number: number, { n, sumUs }: Group): void {
  const known = into.get(number);
  if (known) {
    known.n += n;
    known.sumUs += sumUs;
  } else into.set(number, { n, sumUs });
}

export function totalOf(groups: Groups): Group {
  const total = { n: 0, sumUs: 0n };
  for (const { n, sumUs } of groups.values()) {
    total.n += n;
    total.sumUs += sumUs;
  }
  return total;
}

/** In the order of their numbers, so that nothing of how they were merged is left. */
export const inOrderOfGroups = (groups: Groups): [number, Group][] => [...groups].sort(([a], [b]) => a - b);
