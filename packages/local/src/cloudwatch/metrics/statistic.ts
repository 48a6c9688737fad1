import type { Bucket } from "./bucket.ts";
import { nearestRank } from "./percentile.ts";

export type Statistic =
  | { kind: "SampleCount" | "Sum" | "Average" | "Minimum" | "Maximum" }
  | { kind: "percentile"; percent: number };

const named = ["SampleCount", "Sum", "Average", "Minimum", "Maximum"] as const;

/** "Sum" or "p99.9"; undefined for what is neither, such as trimmed means. */
export function parseStatistic(text: string): Statistic | undefined {
  const kind = named.find((name) => name === text);
  if (kind !== undefined) return { kind };
  const percent = Number(/^[pP](\d{1,2}(?:\.\d{1,10})?|100)$/.exec(text)?.[1] ?? Number.NaN);
  return Number.isNaN(percent) ? undefined : { kind: "percentile", percent };
}

/**
 * The statistic of a bucket. A percentile is the nearest rank over the values and their counts; CloudWatch has none
 * where a statistic set hides the values or where any value is negative.
 */
export function readStatistic(bucket: Bucket, statistic: Statistic): number | undefined {
  switch (statistic.kind) {
    case "SampleCount":
      return bucket.sampleCount;
    case "Sum":
      return bucket.sum;
    case "Average":
      return bucket.sum / bucket.sampleCount;
    case "Minimum":
      return bucket.min;
    case "Maximum":
      return bucket.max;
    case "percentile":
      return readPercentile(bucket, statistic.percent);
  }
}

function readPercentile(bucket: Bucket, percent: number): number | undefined {
  if (bucket.values === undefined || bucket.min < 0) return undefined;
  const rank = nearestRank(percent, bucket.sampleCount);
  let seen = 0;
  for (const [value, count] of [...bucket.values].sort(([a], [b]) => a - b)) {
    seen += count;
    if (seen >= rank) return value;
  }
  return undefined;
}
