import { type BlockMoments, momentNames } from "./block-moments.ts";
import { type Distribution, distributionOf, exactValues } from "./distribution.ts";
import {
  corrupt,
  readAscending,
  readBigInt,
  readInteger,
  readRuns,
  writeAscending,
  writeRuns,
} from "./integer-text.ts";

/** Canonical text: `moments|values` or `moments|sum of squares,min,max,negatives|buckets|counts`. */
export function encodeDistribution(distribution: Distribution): string {
  const { spread, moments, sumSquaresUs, minUs, maxUs, negatives } = distribution;
  if (spread.kind === "values") return `${encodeMoments(moments)}|${writeAscending(spread.values)}`;
  const entries = [...spread.buckets].sort(([a], [b]) => a - b);
  const figures = [sumSquaresUs, minUs, maxUs, negatives].map((figure) => figure.toString(36)).join(",");
  const buckets = writeAscending(entries.map(([bucket]) => bucket));
  const counts = entries.map(([, count]) => (count === 1 ? "" : count.toString(36))).join(",");
  return `${encodeMoments(moments)}|${figures}|${buckets}|${counts}`;
}

export function decodeDistribution(text: string): Distribution {
  const [momentText = "", second = "", buckets, counts] = text.split("|");
  const moments = decodeMoments(momentText);
  const n = Number(moments.n1);
  if (buckets === undefined || counts === undefined) {
    const values = readAscending(second);
    if (values.length !== n || n > exactValues) throw corrupt(text);
    return distributionOf(values, moments);
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
    moments,
  };
}

function decodeBuckets(buckets: string, counts: string): Map<number, number> {
  const words = counts.split(",");
  const places = readAscending(buckets);
  if (places.length !== words.length) throw corrupt(buckets);
  return new Map(places.map((bucket, at) => [bucket, words[at] ? readInteger(words[at]) : 1]));
}

export function encodeMoments(moments: BlockMoments): string {
  return writeRuns(momentNames.map((name) => moments[name]));
}

export function decodeMoments(text: string): BlockMoments {
  const values = readRuns(text);
  if (values.length !== momentNames.length) throw corrupt(text);
  const [blocks, n1, n2, n3, s1, n1s1, n2s1, s2, n1s2, s3] = values as [
    bigint,
    bigint,
    bigint,
    bigint,
    bigint,
    bigint,
    bigint,
    bigint,
    bigint,
    bigint,
  ];
  return { blocks, n1, n2, n3, s1, n1s1, n2s1, s2, n1s2, s3 };
}
