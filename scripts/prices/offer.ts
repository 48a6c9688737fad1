import * as v from "valibot";

/** A price of AWS's bulk price list, as far as it is read here: docs.aws.amazon.com, "Reading the service price list file". */
const Dimension = v.object({
  beginRange: v.optional(v.string(), "0"),
  pricePerUnit: v.object({ USD: v.optional(v.string()) }),
});

/** One offer's file of one region. */
export const Offer = v.object({
  publicationDate: v.string(),
  products: v.record(
    v.string(),
    v.object({
      attributes: v.object({ usagetype: v.optional(v.string(), ""), toRegionCode: v.optional(v.string()) }),
    }),
  ),
  terms: v.object({
    OnDemand: v.optional(
      v.record(
        v.string(),
        v.record(v.string(), v.object({ priceDimensions: v.record(v.string(), Dimension) })),
      ),
      {},
    ),
  }),
});
export type Offer = v.InferOutput<typeof Offer>;

export const RegionIndex = v.object({
  regions: v.record(v.string(), v.object({ currentVersionUrl: v.string() })),
});

/** What a usage type has in front of its name, of its region: "APN1-", "EU-"; nothing for most of us-east-1's. Not "IA-". */
const regionPrefix = /^(?:[A-Z]{2,4}\d-|EU-)?/;

/** List prices in USD of the products with one of these usage types, each once. `toRegion` is that of transfer between regions. */
export function listPrices(
  { products, terms }: Offer,
  usages: readonly string[],
): { usd: number; toRegion?: string }[] {
  const found = new Map<string, { usd: number; toRegion?: string }>();
  for (const [sku, { attributes }] of Object.entries(products)) {
    if (!usages.includes(nameOf(attributes.usagetype))) continue;
    const usd = firstPaid(Object.values(terms.OnDemand[sku] ?? {}));
    if (usd === undefined) continue;
    const { toRegionCode: toRegion } = attributes;
    found.set(`${usd} ${toRegion}`, { usd, ...(toRegion !== undefined && { toRegion }) });
  }
  return [...found.values()];
}

/** A usage type without its region, or where data go to another one without both. */
const nameOf = (usagetype: string): string =>
  usagetype.replace(regionPrefix, "").replace(/^(?:[A-Z]{2,4}\d-|EU-)(?=AWS-Out-Bytes$)/, "");

/** The first tier's price that is not free; 0 where all are. */
function firstPaid(terms: readonly Offer["terms"]["OnDemand"][string][string][]): number | undefined {
  const tiers = terms
    .flatMap(({ priceDimensions }) => Object.values(priceDimensions))
    .toSorted((a, b) => Number(a.beginRange) - Number(b.beginRange))
    .flatMap(({ pricePerUnit: { USD } }) => (USD === undefined ? [] : Number(USD)));
  return tiers.find((usd) => usd > 0) ?? tiers[0];
}
