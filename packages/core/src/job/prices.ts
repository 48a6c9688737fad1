import file from "./prices.json" with { type: "json" };

/** A unit that AWS sells: prices.json says which offer of its price list has it. */
export type PriceName = keyof typeof file.prices;

export const priceNames = Object.keys(file.prices) as readonly PriceName[];

/** List price in USD of one unit, the first tier's, free tiers not deducted. */
export interface Price {
  usd: number;
  /** ISO day on which `source` was published or read. */
  date: string;
  source: string;
}

/** A price that nobody has looked up, and why. It is never taken from another region. */
export interface UnknownPrice {
  unknown: string;
}

/** How all prices of the file were come by. */
export const aboutPrices: string = file.about;

interface Entry {
  unit: string;
  usd: Readonly<Record<string, unknown>>;
  unknown?: Readonly<Record<string, string>>;
}

export function priceOf(region: string, name: PriceName): Price | UnknownPrice {
  const { usd, unknown }: Entry = file.prices[name];
  const found = usd[region];
  if (!isRow(found))
    return { unknown: unknown?.[region] ?? `prices.json has none for ${region}; it was not looked up` };
  const [price, key] = found;
  const { date, what } = sources[key] ?? { date: "", what: key };
  return { usd: price, date, source: what };
}

const sources: Readonly<Record<string, { date: string; what: string }>> = file.sources;

/** JSON has lists only: of a price and the key of its source. */
const isRow = (row: unknown): row is [number, string] =>
  Array.isArray(row) && typeof row[0] === "number" && typeof row[1] === "string";

/** In words: "GB-s", "request". */
export const unitOf = (name: PriceName): string => file.prices[name].unit;

/** A price that the file must have: those of us-east-1 that bills are shown at. Throws TypeError where it has none. */
export function knownUsd(region: string, name: PriceName): number {
  const price = priceOf(region, name);
  if ("unknown" in price) throw new TypeError(`no price ${name} of ${region}: ${price.unknown}`);
  return price.usd;
}

/** The lowest and the highest price of a unit among the regions whose price is known. */
export function usdRange(name: PriceName): { low: number; high: number } {
  const { usd }: Entry = file.prices[name];
  const known = Object.values(usd).flatMap((row) => (isRow(row) ? row[0] : []));
  return { low: Math.min(...known), high: Math.max(...known) };
}
