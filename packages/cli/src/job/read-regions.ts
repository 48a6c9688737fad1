import { regionCalled } from "@crisscross/core/job/regions";
import { CommandError } from "../terminal/command-error.ts";

interface Sides {
  origins?: string[];
  targets?: string[];
}

/** A list of regions as typed, places as their codes. What is neither stays, to be refused by the job's own rules. */
export const readRegions = (text: string): string[] =>
  text === "" ? [] : text.split(",").map((item) => regionCalled(item.trim()) ?? item.trim());

/** Codes in a variant's /via, for places such as London. */
export const readVariant = (text: string): string =>
  text.replace(/(?<=\/via=)[^/]+/, (way) =>
    way
      .split("+")
      .map((item) => regionCalled(item) ?? item)
      .join("+"),
  );

/**
 * The sides of a job with `self` replaced by the region of the other side. Throws CommandError 2 where that is not one region: a job has
 * every origin with every target, and so cannot have each origin with itself alone.
 */
export function resolveSelf({ origins, targets }: Sides): Sides {
  return {
    ...(origins && { origins: withSelf("--origins", origins, "--targets", targets) }),
    ...(targets && { targets: withSelf("--targets", targets, "--origins", origins) }),
  };
}

function withSelf(
  option: string,
  list: readonly string[],
  other: string,
  others: readonly string[] = [],
): string[] {
  if (!list.some(isSelf)) return [...list];
  const [region, ...more] = others;
  if (region === undefined || more.length > 0 || isSelf(region))
    throw new CommandError(
      2,
      `${option}: "self" is not accepted here; accepted: self beside exactly one region of ${other}, since a job calls from every origin to every target. Calls within each region are in the diagonal of a job with the same regions on both sides`,
    );
  return list.map((item) => (isSelf(item) ? region : item));
}

const isSelf = (item: string): boolean => item.toLowerCase() === "self";
