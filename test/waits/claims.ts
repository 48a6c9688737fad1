import { hopsOf, isPlainlyNested, originHop, overheadOf, type Wait, waitOf } from "./world.ts";

/** What a name says a number is: the wait of one hop, or what that wait has beyond the execution of the function called. */
export type Claim = { wait: number } | { overhead: number };

const nested = (variant: string, claim: Claim): Claim | undefined =>
  isPlainlyNested(variant) ? claim : undefined;

/** What a measure's name says, read as its meaning is written; undefined where a variant has no such wait. */
export function claimOfMeasure(name: string, variant: string): Claim | undefined {
  switch (name) {
    case "total":
      return { wait: 0 };
    case "originWait":
      return { wait: originHop(variant) };
    case "innerObserved":
      return nested(variant, { wait: 1 });
    case "outerOverhead":
      return originHop(variant) === 1 ? { overhead: 0 } : undefined;
    case "innerOverhead":
    case "innerTransit":
      return nested(variant, { overhead: 1 });
    default:
      return undefined;
  }
}

/** What two names say: the place on a variant's way of the call of one to the other. */
export function hopBetween(caller: string | undefined, callee: string | undefined, variant: string) {
  const hop = hopsOf(variant).findIndex((one) => one.caller === caller && one.callee === callee);
  return hop < 0 ? undefined : hop;
}

/** The faults of one number that stands in a row of `variant` under a name: empty when the name tells the truth. */
export function faultsOf(
  ms: number,
  variant: string | undefined,
  claim: Claim | undefined,
  where: string,
): string[] {
  const wait = waitOf(ms);
  const overhead = overheadOf(ms);
  if (wait === undefined && overhead === undefined) return [];
  const claimed = claim && ("wait" in claim ? claim.wait : undefined);
  if (wait) {
    const isTrue = wait.variant === variant && claimed === wait.hop;
    return isTrue ? [] : [`${where}: ${ms} is ${words(wait)}, in a row of ${variant}`];
  }
  const isTrue = claim && "overhead" in claim && claim.overhead === overhead;
  return isTrue ? [] : [`${where}: ${ms} is beyond hop ${overhead}, in a row of ${variant}`];
}

function words({ variant, hop }: Wait): string {
  const { caller, callee } = hopsOf(variant)[hop] ?? {};
  return `${caller}'s wait for ${callee} of ${variant}`;
}

/** Every number in a document with the keys that lead to it. */
export function numbersIn(
  value: unknown,
  path: readonly string[] = [],
): { path: readonly string[]; ms: number }[] {
  if (typeof value === "number") return [{ path, ms: value }];
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, item]) => numbersIn(item, [...path, key]));
}

/** Every number in a line of text, with the column that its figure ends in: that of `12±3` with the 3. */
export function numbersOn(line: string): { ms: number; end: number }[] {
  return [...line.matchAll(/(?<![\w.])(\d+(?:\.\d+)?)(?![\w.]*\w)(?:±\S+)?/g)].map((match) => ({
    ms: Number(match[1]),
    end: match.index + match[0].length,
  }));
}
