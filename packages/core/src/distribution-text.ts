import { totalOf } from "./block-groups.ts";
import { type Distribution, distributionOf, exactValues } from "./distribution.ts";
import { decodeGroups, encodeGroups } from "./groups-text.ts";
import { corrupt, readAscending, readBigInt, readInteger, writeAscending } from "./integer-text.ts";

/** Canonical text: `groups|values` or `groups|sum of squares,min,max,negatives|buckets|counts`. */
export function encodeDistribution(distribution: Distribution): string {
  const { spread, groups, sumSquaresUs, minUs, maxUs, negatives } = distribution;
  if (spread.kind === "values") return `${encodeGroups(groups)}|${writeAscending(spread.values)}`;
  const entries = [...spread.buckets].sort(([a], [b]) => a - b);
  const figures = [sumSquaresUs, minUs, maxUs, negatives].map((figure) => figure.toString(36)).join(",");
  const buckets = writeAscending(entries.map(([bucket]) => bucket));
  const counts = entries.map(([, count]) => (count === 1 ? "" : count.toString(36))).join(",");
  return `${encodeGroups(groups)}|${figures}|${buckets}|${counts}`;
}

export function decodeDistribution(text: string): Distribution {
  const [groupText = "", second = "", buckets, counts] = text.split("|");
  const groups = decodeGroups(groupText);
  const { n } = totalOf(groups);
  if (buckets === undefined || counts === undefined) {
    const values = readAscending(second);
    if (values.length !== n || n > exactValues) throw corrupt(text);
    return distributionOf(values, groups);
  }
  const [sumSquares = "", min = "", max = "", negatives = ""] = second.split(",");
  const spread = { kind: "buckets" as const, buckets: decodeBuckets(buckets, counts) };
  if (spread.buckets.values().reduce((sum, count) => sum + count, 0) !== n) throw corrupt(text);
  return {
    n,
    sumSquaresUs: readBigInt(sumSquares),
    minUs: readInteger(min),
    maxUs: readInteger(max),
    negatives: readInteger(negatives),
    spread,
    groups,
  };
}

function decodeBuckets(buckets: string, counts: string): Map<number, number> {
  const words = counts.split(",");
  const places = readAscending(buckets);
  if (places.length !== words.length) throw corrupt(buckets);
  return new Map(places.map((bucket, at) => [bucket, words[at] ? readInteger(words[at]) : 1]));
}
