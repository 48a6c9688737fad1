import type { Range } from "./exchange.ts";

export const hopCategories = [
  "publish",
  "fanout",
  "queue",
  "dispatch",
  "prepare",
  "init",
  "execute",
  "network",
  "database",
  "unattributed",
] as const;

export type HopCategory = (typeof hopCategories)[number];

/** One interval of a probe's life, in the order it happened. */
export interface Hop {
  name: string;
  category: HopCategory;
  /**
   * `exact`: both ends are marks of one clock. `bounded`: low and high are certain, what lies between is not.
   * `skewed`: ends of two machines' wall clocks, wrong by their difference, so not a duration.
   */
  certainty: "exact" | "bounded" | "skewed";
  range: Range;
}

export const exact = (name: string, category: HopCategory, us: number): Hop => ({
  name,
  category,
  certainty: "exact",
  range: exactly(us),
});

/** Only two marks of consume make an exact one: SQS does not say that its two timestamps are of one machine. */
export const wall = (
  name: string,
  category: HopCategory,
  certainty: Hop["certainty"],
  fromMs: number,
  toMs: number,
): Hop => ({ name, category, certainty, range: exactly((toMs - fromMs) * 1_000) });

export const bounded = (name: string, category: HopCategory, range: Range): Hop => ({
  name,
  category,
  certainty: "bounded",
  range,
});

const exactly = (us: number): Range => ({ lowUs: us, highUs: us });
