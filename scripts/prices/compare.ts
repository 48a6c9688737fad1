import type { PriceName } from "@crisscross/core/job/prices";

/** A price of the file beside those of AWS's list. */
export interface Comparison {
  region: string;
  name: PriceName;
  /** Undefined where the file has none. */
  fileUsd: number | undefined;
  verdict: "same" | "differs" | "new" | "gone" | "unclear";
  /** In words. */
  note: string;
}

interface Found {
  usd: number;
  toRegion?: string;
}

/**
 * `new`: only the list has one; `gone`: only the file; `unclear`: the list has several. Of transfer the list has one price for each
 * region that data go to: what most of them have counts, and the others are named.
 */
export function compare(
  region: string,
  name: PriceName,
  fileUsd: number | undefined,
  found: readonly Found[],
): Comparison | undefined {
  const place = { region, name, fileUsd };
  if (found.length === 0)
    return fileUsd === undefined ? undefined : { ...place, verdict: "gone", note: "AWS's list has none" };
  const byUsd = [...Map.groupBy(found, ({ usd }) => usd)].toSorted(([, a], [, b]) => b.length - a.length);
  const [usd, most] = byUsd[0] ?? [Number.NaN, []];
  const others = byUsd.slice(1).map(([other, those]) => `${other} to ${those.map(toOf).join(", ")}`);
  const isTransfer = found.every(({ toRegion }) => toRegion !== undefined);
  if (byUsd.length > 1 && (!isTransfer || most.length === byUsd[1]?.[1].length))
    return {
      ...place,
      verdict: "unclear",
      note: `AWS's list has ${byUsd.map(([one]) => one).join(" and ")}`,
    };
  const note = [`AWS's list has ${usd}`, ...others].join("; ");
  if (fileUsd === undefined) return { ...place, verdict: "new", note };
  return { ...place, verdict: Math.abs(fileUsd - usd) < 1e-12 ? "same" : "differs", note };
}

const toOf = ({ toRegion }: Found): string => toRegion ?? "";
