/** How often there is each whole number: columns of equal length, by ascending number. Never a count of 0. */
export interface Counts {
  keys: number[];
  counts: number[];
}

export const noCounts = (): Counts => ({ keys: [], counts: [] });

/** Adds `n` to the count of a number; gives whether it was new. */
export function addCount(into: Counts, key: number, n: number): boolean {
  const at = placeOf(into.keys, key);
  const isKnown = into.keys[at] === key;
  if (isKnown) (into.counts[at] as number) += n;
  else {
    insert(into.keys, at, key);
    insert(into.counts, at, n);
  }
  return !isKnown;
}

/** Adds `more` to `into`, which must be the caller's own; `more` is left as it was. */
export function addCounts(into: Counts, more: Counts): void {
  if (into.keys.length === 0) {
    into.keys = more.keys.slice();
    into.counts = more.counts.slice();
  } else for (const [at, key] of more.keys.entries()) addCount(into, key, more.counts[at] as number);
}

export function totalCount(counts: readonly number[]): number {
  let total = 0;
  for (const n of counts) total += n;
  return total;
}

/** The place of the first of ascending numbers that is so much or more; the end where none is. */
export function placeOf(ascending: readonly number[], least: number): number {
  let high = ascending.length;
  if (high === 0 || (ascending[high - 1] as number) < least) return high;
  let low = 0;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((ascending[middle] as number) < least) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Values mostly come in ascending order, where there is nothing to move. */
export function insert<T>(column: T[], at: number, value: T): void {
  if (at === column.length) column.push(value);
  else column.splice(at, 0, value);
}
