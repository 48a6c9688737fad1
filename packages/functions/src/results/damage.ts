/** A stored item that is not what it should be. It hides nothing but itself. */
export interface Damage {
  /** The item's keys: all that is needed to look at it. */
  item: string;
  why: string;
}

export interface DamagedBlock extends Damage {
  /** Which block its key says it is; -1 for a key that no block has. */
  index: number;
}

export const isDamaged = <T extends object>(item: T | DamagedBlock): item is DamagedBlock => "why" in item;
