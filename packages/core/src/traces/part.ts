import type { MsRange } from "../documents/attribution-document.ts";
import type { HopView } from "../documents/sample-document.ts";

/** One thing that took time, on the scale of the probe's wait: ms since its request was sent. */
export interface Part {
  /** Names it within its probe. */
  key: string;
  /** The part that it lies in; absent for the probe itself. */
  parent?: string;
  kind: "probe" | "delivery" | "wait" | "run" | "prepare" | "connect" | "way" | "database";
  /** The function or service that it is about. */
  about: string;
  /** Whose clock has its ends. */
  clock: string;
  /**
   * How well its length is known. `exact`: both ends by one clock. `bounded`: between the two of `length`. `skewed`: by two
   * machines' wall clocks, wrong by their difference.
   */
  certainty: HopView["certainty"];
  /** From the earliest that it can have been to the latest; the same number where one clock says it. */
  start: MsRange;
  end: MsRange;
  length: MsRange;
  /** The hops of a way: what of it is request, init or response. */
  hops: readonly HopView[];
  /** Two clocks contradicted each other: bounds crossed, and are given in order. */
  contradicts?: true;
}

/** A moment that one clock says. */
export const at = (ms: number): MsRange => ({ lowMs: ms, highMs: ms });

export const plus = (one: MsRange, other: MsRange): MsRange => ({
  lowMs: one.lowMs + other.lowMs,
  highMs: one.highMs + other.highMs,
});

/** A part whose ends are by one clock: its length is exact wherever that clock stands. */
export function exactPart(of: Pick<Part, "key" | "kind" | "about" | "clock" | "start" | "end">): Part {
  return { ...of, certainty: "exact", length: at(of.end.lowMs - of.start.lowMs), hops: [] };
}

/** Where a part is drawn, in ms: the middle of what is possible. */
export const middleOf = ({ lowMs, highMs }: MsRange): number => (lowMs + highMs) / 2;
