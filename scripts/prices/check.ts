import { parse } from "@crisscross/core/edge/schema";
import { type PriceName, priceNames } from "@crisscross/core/job/prices";
import type * as v from "valibot";
import file from "../../packages/core/src/job/prices.json" with { type: "json" };
import { type Comparison, compare } from "./compare.ts";
import { listPrices, Offer, RegionIndex } from "./offer.ts";

const host = "https://pricing.us-east-1.amazonaws.com";

/** Exit codes: all as in AWS's lists; a price is not; the lists could not be read. */
export const exitCodes = { same: 0, differs: 1, unread: 3 } as const;

export interface CheckDeps {
  fetch(url: string): Promise<Response>;
  write(text: string): void;
}

/**
 * Compares prices.json with AWS's bulk price lists: of each offer the file of each region, one after the other, none of which takes
 * more than some MB. Prints every price that is not the same. Answers an exit code.
 */
export async function check({ fetch, write }: CheckDeps): Promise<number> {
  const found: Comparison[] = [];
  const listed = priceNames.filter((name) => file.prices[name].usage.length > 0);
  try {
    for (const [offer, names] of Map.groupBy(listed, (name) => file.prices[name].offer))
      found.push(...(await checkOffer(fetch, offer, names)));
  } catch (error) {
    if (!(error instanceof Unread)) throw error;
    write(`${error.message}\nNothing was compared: prices.json is as it was found elsewhere.\n`);
    return exitCodes.unread;
  }
  const wrong = found.filter(({ verdict }) => verdict !== "same");
  for (const { region, name, fileUsd, verdict, note } of wrong)
    write(`${verdict}: ${name} of ${region}: prices.json has ${fileUsd ?? "none"}, ${note}\n`);
  for (const name of priceNames)
    if (!listed.includes(name))
      write(`not compared: ${name}: under what name AWS's lists have it is not known\n`);
  write(`${found.length - wrong.length} of ${found.length} prices are as in AWS's lists\n`);
  return wrong.length === 0 ? exitCodes.same : exitCodes.differs;
}

class Unread extends Error {}

async function checkOffer(
  fetch: CheckDeps["fetch"],
  offer: string,
  names: readonly PriceName[],
): Promise<Comparison[]> {
  const index = await read(fetch, RegionIndex, `/offers/v1.0/aws/${offer}/current/region_index.json`);
  const found: Comparison[] = [];
  for (const region of regionsOf(names)) {
    const url = index.regions[region]?.currentVersionUrl;
    const list = url === undefined ? undefined : await read(fetch, Offer, url);
    for (const name of names) {
      const { usage, usd }: { usage: readonly string[]; usd: Readonly<Record<string, unknown[]>> } =
        file.prices[name];
      const fileUsd = usd[region]?.[0];
      const listed = list === undefined ? [] : listPrices(list, usage);
      const one = compare(region, name, typeof fileUsd === "number" ? fileUsd : undefined, listed);
      if (one) found.push(one);
    }
  }
  return found;
}

/** All that the file has a price of, or says why it has none. */
const regionsOf = (names: readonly PriceName[]): Set<string> =>
  new Set(
    names.flatMap((name) => {
      const { usd, unknown = {} }: { usd: object; unknown?: object } = file.prices[name];
      return [...Object.keys(usd), ...Object.keys(unknown)];
    }),
  );

async function read<T extends v.GenericSchema>(
  fetch: CheckDeps["fetch"],
  schema: T,
  path: string,
): Promise<v.InferOutput<T>> {
  const url = new URL(path, host).href;
  const answer = await fetch(url).catch((error: unknown) => {
    throw new Unread(`${url} could not be read, for want of a network or of AWS: ${causeOf(error)}`);
  });
  if (!answer.ok) throw new Unread(`${url} answered ${answer.status}`);
  return parse(schema, await answer.json(), url, "corrupt");
}

/** fetch says no more than "fetch failed"; what failed is its cause. */
function causeOf(error: unknown): string {
  const { message, cause } = error instanceof Error ? error : new Error(String(error));
  return cause instanceof Error ? cause.message : message;
}
