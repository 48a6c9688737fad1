import { corrupt, readBigInt, readInteger } from "../edge/integer-text.ts";
import type { Distribution } from "../statistics/distribution.ts";
import { totalOf } from "../statistics/groups.ts";
import type { Spread } from "../statistics/spread.ts";
import { decodeGroups, encodeGroups } from "./groups-text.ts";
import { decodeSpread, encodeSpread } from "./spread-text.ts";

type Figures = Pick<Distribution, "sumSquaresUs" | "minUs" | "maxUs" | "negatives">;

/** Canonical text: `groups|spread`, or `groups|sum of squares,min,max,negatives|spread` where buckets do not give those. */
export function encodeDistribution({ spread, groups, ...figures }: Distribution): string {
  const texts = spread.kind === "values" ? [] : [writeFigures(figures)];
  return [encodeGroups(groups), ...texts, encodeSpread(spread)].join("|");
}

export function decodeDistribution(text: string): Distribution {
  const [groupText = "", ...parts] = text.split("|");
  const groups = decodeGroups(groupText);
  const figureText = parts.length > valueParts ? (parts.shift() ?? "") : undefined;
  const spread = decodeSpread(parts.join("|"));
  const n = countOf(spread);
  if (n !== totalOf(groups).n || (figureText === undefined) !== (spread.kind === "values"))
    throw corrupt(text);
  const figures = spread.kind === "values" ? figuresOf(spread.counts) : readFigures(figureText ?? "");
  return { n, ...figures, spread, groups };
}

/** The parts of a spread of values; one of buckets has more, and figures before them. */
const valueParts = 2;

const writeFigures = ({ sumSquaresUs, minUs, maxUs, negatives }: Figures): string =>
  [sumSquaresUs, minUs, maxUs, negatives].map((figure) => figure.toString(36)).join(",");

function readFigures(text: string): Figures {
  const [sumSquares = "", min = "", max = "", negatives = ""] = text.split(",");
  return {
    sumSquaresUs: readBigInt(sumSquares),
    minUs: readInteger(min),
    maxUs: readInteger(max),
    negatives: readInteger(negatives),
  };
}

function figuresOf(counts: ReadonlyMap<number, number>): Figures {
  const figures = { sumSquaresUs: 0n, minUs: Infinity, maxUs: -Infinity, negatives: 0 };
  for (const [us, n] of counts) {
    figures.sumSquaresUs += BigInt(n) * BigInt(us) ** 2n;
    figures.minUs = Math.min(figures.minUs, us);
    figures.maxUs = Math.max(figures.maxUs, us);
    if (us < 0) figures.negatives += n;
  }
  return figures;
}

function countOf(spread: Spread): number {
  if (spread.kind === "values") return spread.counts.values().reduce((sum, n) => sum + n, 0);
  return spread.buckets.values().reduce((sum, { n }) => sum + n, 0);
}
