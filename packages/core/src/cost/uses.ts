import { type Price, type PriceName, priceOf, type UnknownPrice, unitOf } from "../job/prices.ts";

/** So many units of what AWS sells, in one region. */
export interface Use {
  region: string;
  price: PriceName;
  /** What used them: a function, a queue, a table. */
  by: string;
  amount: number;
}

/** A use at its price. `usd` is absent where the price is not known. */
export interface CostLine extends Use {
  unit: string;
  usd?: number;
  at: Price | UnknownPrice;
}

export interface Cost {
  lines: CostLine[];
  /** Of the lines whose price is known. */
  usd: number;
  /** Whether a line's price is not known, so that the total is more than `usd`. */
  isAtLeast: boolean;
}

/** Collects uses: those of one region, price and user are one. */
export interface Tally {
  add(region: string, price: PriceName, by: string, amount: number): void;
  uses(): Use[];
}

export function openTally(): Tally {
  const found = new Map<string, Use>();
  return {
    add(region, price, by, amount) {
      if (amount === 0) return;
      const key = `${region} ${price} ${by}`;
      const use = found.get(key) ?? { region, price, by, amount: 0 };
      use.amount += amount;
      found.set(key, use);
    },
    uses: () => [...found.values()],
  };
}

/** Uses, whether planned or of what happened, at the list prices of their regions, region by region. */
export function costOf(uses: readonly Use[]): Cost {
  const lines = [...Map.groupBy(uses, ({ region }) => region).values()].flat().map(lineOf);
  return {
    lines,
    usd: lines.reduce((sum, { usd = 0 }) => sum + usd, 0),
    isAtLeast: lines.some(({ usd }) => usd === undefined),
  };
}

function lineOf(use: Use): CostLine {
  const at = priceOf(use.region, use.price);
  return { ...use, unit: unitOf(use.price), ...("usd" in at && { usd: use.amount * at.usd }), at };
}
