/** A set of block indices as bits: block 0 is the lowest bit of the first byte. */
export type BlockSet = Uint8Array;

export function blockSetOf(indices: Iterable<number>, size: number): BlockSet {
  const set = new Uint8Array(Math.ceil(size / 8));
  for (const index of indices) set[index >> 3] = (set[index >> 3] ?? 0) | (1 << (index & 7));
  return set;
}

export const hasBlock = (set: BlockSet, index: number): boolean =>
  ((set[index >> 3] ?? 0) & (1 << (index & 7))) !== 0;

/** The members, ascending. */
export function* blocksIn(set: BlockSet): Generator<number> {
  for (let index = 0; index < set.length * 8; index++) if (hasBlock(set, index)) yield index;
}
