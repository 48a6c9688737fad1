import { corrupt, readBigInt, readInteger } from "../edge/integer-text.ts";
import { totalCount } from "../statistics/counts.ts";
import type { Distribution } from "../statistics/distribution.ts";
import { addExact, exactOf, multiplyExact } from "../statistics/exact.ts";
import { type Groups, unitCount } from "../statistics/groups.ts";
import type { Spread } from "../statistics/spread.ts";
import { decodeCountsOf, encodeCountsOf } from "./counts-text.ts";
import { decodeGroups, encodeGroups } from "./groups-text.ts";
import { decodeSpread, encodeSpread } from "./spread-text.ts";

type Figures = Pick<Distribution, "sumSquaresUs" | "minUs" | "maxUs" | "negatives">;

/** Canonical text: `groups|units|shares|figures|spread`; no figures (sum of squares, least, greatest, negatives) where values tell them. */
export function encodeDistribution({ spread, groups, units, shares, ...figures }: Distribution): string {
  return [
    encodeGroups(groups),
    encodeUnits(units),
    encodeCountsOf(shares),
    spread.kind === "values" ? "" : writeFigures(figures),
    encodeSpread(spread),
  ].join("|");
}

export function decodeDistribution(text: string): Distribution {
  const [groupText = "", unitText = "", shareText = "", figureText = "", spreadText, ...more] =
    text.split("|");
  if (spreadText === undefined || more.length > 0) throw corrupt(text);
  const groups = decodeGroups(groupText);
  const units = decodeUnits(unitText, groups);
  const shares = decodeCountsOf(shareText);
  const spread = decodeSpread(spreadText);
  const n = totalCount(spread.counts);
  const isWhole = [groups.sizes, units.sizes, shares.counts].every((counts) => totalCount(counts) === n);
  if (!isWhole || (figureText === "") !== (spread.kind === "values")) throw corrupt(text);
  const figures = spread.kind === "values" ? figuresOf(spread) : readFigures(figureText);
  return { n, ...figures, spread, groups, shares, units };
}

/** One unit has all there is, so its number says the rest. */
const encodeUnits = (units: Groups): string =>
  units.numbers.length === 1 ? (units.numbers[0] as number).toString(36) : encodeGroups(units);

function decodeUnits(text: string, groups: Groups): Groups {
  if (text.includes(";")) return decodeGroups(text);
  const number = readInteger(text);
  if (number < 0 || number >= unitCount) throw corrupt(text);
  return {
    numbers: [number],
    sizes: [totalCount(groups.sizes)],
    sumsUs: [groups.sumsUs.reduce(addExact, 0)],
  };
}

const writeFigures = ({ sumSquaresUs, minUs, maxUs, negatives }: Figures): string =>
  [sumSquaresUs, minUs, maxUs, negatives].map((figure) => figure.toString(36)).join(",");

function readFigures(text: string): Figures {
  const [sumSquares = "", min = "", max = "", negatives = ""] = text.split(",");
  return {
    sumSquaresUs: exactOf(readBigInt(sumSquares)),
    minUs: readInteger(min),
    maxUs: readInteger(max),
    negatives: readInteger(negatives),
  };
}

function figuresOf({ keys, counts }: Spread): Figures {
  const figures: Figures = { sumSquaresUs: 0, minUs: Infinity, maxUs: -Infinity, negatives: 0 };
  for (const [at, us] of keys.entries()) {
    const n = counts[at] as number;
    figures.sumSquaresUs = addExact(figures.sumSquaresUs, multiplyExact(n, multiplyExact(us, us)));
    figures.minUs = Math.min(figures.minUs, us);
    figures.maxUs = Math.max(figures.maxUs, us);
    if (us < 0) figures.negatives += n;
  }
  return figures;
}
