import { toEpochMs } from "@crisscross/local/time/times";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { openDatabase } from "../../../packages/local/src/cloudwatch/database.ts";
import {
  addSample,
  createBucket,
  parseBucket,
  printBucket,
} from "../../../packages/local/src/cloudwatch/metrics/bucket.ts";
import { parseStatistic, readStatistic } from "../../../packages/local/src/cloudwatch/metrics/statistic.ts";
import { MetricStore } from "../../../packages/local/src/cloudwatch/metrics/store.ts";

function read(values: number[], text: string, counts?: number[]): number | undefined {
  const bucket = createBucket();
  addSample(bucket, { kind: "values", values, ...(counts === undefined ? {} : { counts }) });
  const statistic = parseStatistic(text);
  if (statistic === undefined) throw new Error(`${text} is not supported`);
  return readStatistic(bucket, statistic);
}

describe("a statistic", () => {
  it.each([
    ["SampleCount", 4],
    ["Sum", 10],
    ["Average", 2.5],
    ["Minimum", 1],
    ["Maximum", 4],
    ["p0", 1],
    ["p25", 1],
    ["p50", 2],
    ["p75", 3],
    ["p75.1", 4],
    ["p99.9", 4],
    ["p100", 4],
  ])("%s of 1, 2, 3 and 4 is %d", (text, expected) => {
    expect(read([4, 2, 1, 3], text)).toBe(expected);
  });

  it("counts a value as often as its count says", () => {
    expect([
      read([10, 20], "p50", [9, 1]),
      read([10, 20], "p95", [9, 1]),
      read([10, 20], "Sum", [9, 1]),
    ]).toEqual([10, 20, 110]);
  });

  it("has no percentile once any value is negative", () => {
    expect([read([-1, 5], "p50"), read([-1, 5], "Average")]).toEqual([undefined, 2]);
  });

  it("has no percentile of a statistic set, unless the set holds one value", () => {
    const hidden = createBucket();
    addSample(hidden, { kind: "set", sampleCount: 2, sum: 5, min: 1, max: 4 });
    const single = createBucket();
    addSample(single, { kind: "set", sampleCount: 3, sum: 21, min: 7, max: 7 });
    const p50 = { kind: "percentile", percent: 50 } as const;
    expect([readStatistic(hidden, p50), readStatistic(single, p50)]).toEqual([undefined, 7]);
    expect(readStatistic(hidden, { kind: "Average" })).toBe(2.5);
  });

  it.each(["tm90", "p101", "Median", "p"])("%s is not supported", (text) => {
    expect(parseStatistic(text)).toBeUndefined();
  });
});

describe("a bucket", () => {
  it("stays small over many different values, and exact in what does not need them all", () => {
    const bucket = createBucket();
    const values = Array.from({ length: 100_000 }, (_empty, index) => index + 0.5);
    addSample(bucket, { kind: "values", values });
    expect(bucket.values?.size).toBeLessThan(5_000);
    expect(readStatistic(bucket, { kind: "Average" })).toBe(50_000);
    const p90 = readStatistic(bucket, { kind: "percentile", percent: 90 }) ?? 0;
    expect(Math.abs(p90 / 90_000 - 1)).toBeLessThan(0.005);
  });

  it("is the same after being written and read", () => {
    const bucket = createBucket();
    addSample(bucket, { kind: "values", values: [1, 2.5, 2.5] });
    expect(parseBucket(printBucket(bucket))).toEqual(bucket);
  });
});

describe("the metric store", () => {
  const database = () => openDatabase(undefined);
  let store: MetricStore;
  beforeEach(() => {
    store = new MetricStore({
      database: database(),
      keep: false,
      retentionMs: 3_600_000,
      seriesLimit: 3,
      valueLimit: 100,
    });
  });
  afterEach(() => store.flush());
  const put = (name: string, epochMs: number, unit = "Count", dimensions = {}): boolean =>
    store.add("eu-west-2", {
      namespace: "N",
      name,
      dimensions,
      epochMs: toEpochMs(epochMs),
      unit,
      sample: { kind: "values", values: [1] },
    });
  const windows = { startMs: 0, periodMs: 60_000, count: 3 };

  it("sorts what it gets into minutes, and minutes into the windows asked for", () => {
    for (const epochMs of [0, 59_999, 60_000, 180_000]) put("m", epochMs);
    const metric = { namespace: "N", name: "m", dimensions: {} };
    const counts = (periodMs: number) =>
      [...store.read("eu-west-2", metric, undefined, { ...windows, periodMs })].map(([index, { sum }]) => [
        index,
        sum,
      ]);
    expect(counts(60_000)).toEqual([
      [0, 2],
      [1, 1],
    ]);
    expect(counts(120_000)).toEqual([
      [0, 3],
      [1, 1],
    ]);
  });

  it("tells units and dimensions apart, in whatever order the dimensions come", () => {
    put("m", 0, "Count", { a: "1", b: "2" });
    put("m", 0, "Bytes", { b: "2", a: "1" });
    const read = (unit: string | undefined, dimensions: Record<string, string>) =>
      store.read("eu-west-2", { namespace: "N", name: "m", dimensions }, unit, windows).get(0)?.sum;
    const dimensions = { a: "1", b: "2" };
    expect([read("Count", dimensions), read(undefined, dimensions), read(undefined, { a: "1" })]).toEqual([
      1,
      2,
      undefined,
    ]);
    expect(store.read("us-east-1", { namespace: "N", name: "m", dimensions }, undefined, windows).size).toBe(
      0,
    );
  });

  it("refuses metrics past its limit, and takes them again once others have aged out", () => {
    expect(["a", "b", "c", "d"].map((name) => put(name, 0))).toEqual([true, true, true, false]);
    store.prune(toEpochMs(3_600_001));
    expect(store.list("eu-west-2")).toEqual([]);
    expect(put("d", 3_600_001)).toBe(true);
  });

  it("rounds the values of the oldest minutes when it holds too many, and keeps their sums", () => {
    const sample = {
      kind: "values",
      values: Array.from({ length: 60 }, (_empty, index) => 1000 + index),
    } as const;
    for (const epochMs of [0, 60_000]) {
      store.add("eu-west-2", {
        namespace: "N",
        name: "m",
        dimensions: {},
        epochMs: toEpochMs(epochMs),
        unit: "Count",
        sample,
      });
    }
    store.prune(toEpochMs(0));
    const buckets = store.read(
      "eu-west-2",
      { namespace: "N", name: "m", dimensions: {} },
      undefined,
      windows,
    );
    const read = (index: number) => [buckets.get(index)?.values?.size, buckets.get(index)?.sum];
    expect([read(0), read(1)]).toEqual([
      [2, 61_770],
      [60, 61_770],
    ]);
  });
});
