import type { DatabaseSync } from "node:sqlite";
import {
  type Datum,
  type Dimensions,
  type MetricId,
  MINUTE_MS,
  printDimensions,
} from "../../events/datum.ts";
import type { EpochMs } from "../../time/times.ts";
import { inTransaction } from "../database.ts";
import { addSample, type Bucket, createBucket, mergeBucket, parseBucket, printBucket } from "./bucket.ts";
import { shrinkBuckets } from "./shrink.ts";

interface MetricStoreOptions {
  database: DatabaseSync;
  /** Whether buckets are written to the database; without it they live in memory only. */
  keep: boolean;
  /** Minutes older than this are dropped. */
  retentionMs: number;
  /** Most metrics (a unit counts as one); what a further one measures is refused. */
  seriesLimit: number;
  /** Most different values held for percentiles; past it the oldest minutes are rounded, then dropped. */
  valueLimit: number;
}

interface Series extends MetricId {
  region: string;
  unit: string;
  /** By the epoch ms its minute starts at. */
  minutes: Map<number, Bucket>;
  /** Minutes changed since they were last written. */
  dirty: Set<number>;
}

/** Equal windows of time, the first from startMs: whole minutes all of them. */
export interface Windows {
  startMs: number;
  periodMs: number;
  count: number;
}

/** The metrics of every region, one bucket per minute. */
export class MetricStore {
  readonly #options: MetricStoreOptions;
  /** By region, namespace, name and dimensions; one series per unit. */
  readonly #metrics = new Map<string, Series[]>();
  #seriesCount = 0;

  constructor(options: MetricStoreOptions) {
    this.#options = options;
    if (options.keep) this.#load();
  }

  /** Returns false if there are too many metrics already. */
  add(region: string, datum: Datum): boolean {
    if (datum.sample.kind === "values" && datum.sample.values.length === 0) return true;
    const series = this.#find(region, datum, datum.unit);
    if (series === undefined) return false;
    const minuteMs = Math.floor(datum.epochMs / MINUTE_MS) * MINUTE_MS;
    let bucket = series.minutes.get(minuteMs);
    if (bucket === undefined) {
      bucket = createBucket();
      series.minutes.set(minuteMs, bucket);
    }
    addSample(bucket, datum.sample);
    series.dirty.add(minuteMs);
    return true;
  }

  /** What the metric measured in each window that holds anything, by index; of all units together if none is given. */
  read(region: string, metric: MetricId, unit: string | undefined, windows: Windows): Map<number, Bucket> {
    const found = new Map<number, Bucket>();
    for (const series of this.#metrics.get(printKey(region, metric)) ?? []) {
      if (unit !== undefined && series.unit !== unit) continue;
      for (const [minuteMs, bucket] of listMinutes(series, windows)) {
        const index = Math.floor((minuteMs - windows.startMs) / windows.periodMs);
        const into = found.get(index) ?? createBucket();
        found.set(index, into);
        mergeBucket(into, bucket);
      }
    }
    return found;
  }

  /** Every metric of a region with data since then, by namespace, name, then dimensions. */
  list(region: string, sinceMs = 0): MetricId[] {
    return [...this.#metrics.values()]
      .flatMap((all) => all.find((one) => one.region === region && hasDataSince(one, sinceMs)) ?? [])
      .sort((a, b) => (printKey(region, a) < printKey(region, b) ? -1 : 1))
      .map(({ namespace, name, dimensions }) => ({ namespace, name, dimensions }));
  }

  /** Drops what is past its retention or too much, and metrics of which nothing is left. */
  prune(nowMs: EpochMs): void {
    const oldestMs = nowMs - this.#options.retentionMs;
    this.#shrink();
    for (const [key, all] of this.#metrics) {
      for (const { minutes } of all) {
        for (const minuteMs of minutes.keys()) if (minuteMs < oldestMs) minutes.delete(minuteMs);
      }
      const left = all.filter(({ minutes }) => minutes.size > 0);
      this.#seriesCount -= all.length - left.length;
      if (left.length === 0) this.#metrics.delete(key);
      else this.#metrics.set(key, left);
    }
    if (this.#options.keep) {
      this.#options.database.prepare("DELETE FROM bucket WHERE minute_ms < ?").run(oldestMs);
    }
  }

  /** Writes the minutes that changed. */
  flush(): void {
    const { database, keep } = this.#options;
    const changed = [...this.#metrics.values()].flat().filter(({ dirty }) => dirty.size > 0);
    if (keep && changed.length > 0) {
      const write = database.prepare("INSERT OR REPLACE INTO bucket VALUES (?, ?, ?, ?, ?, ?, ?)");
      inTransaction(database, () => {
        for (const { region, namespace, name, dimensions, unit, minutes, dirty } of changed) {
          for (const minuteMs of dirty) {
            const bucket = minutes.get(minuteMs);
            if (bucket === undefined) continue;
            const content = printBucket(bucket);
            write.run(region, namespace, name, JSON.stringify(dimensions), unit, minuteMs, content);
          }
        }
      });
    }
    for (const { dirty } of changed) dirty.clear();
  }

  #shrink(): void {
    const minutes = [...this.#metrics.values()].flat().flatMap((series) =>
      [...series.minutes].map(([minuteMs, bucket]) => ({
        minuteMs,
        bucket,
        drop: () => series.minutes.delete(minuteMs),
      })),
    );
    shrinkBuckets(minutes, this.#options.valueLimit);
  }

  #find(region: string, metric: MetricId, unit: string): Series | undefined {
    const key = printKey(region, metric);
    const known = this.#metrics.get(key);
    const found = known?.find((series) => series.unit === unit);
    if (found !== undefined || this.#seriesCount >= this.#options.seriesLimit) return found;
    const { namespace, name, dimensions } = metric;
    const series = {
      region,
      namespace,
      name,
      dimensions,
      unit,
      minutes: new Map(),
      dirty: new Set<number>(),
    };
    this.#seriesCount++;
    this.#metrics.set(key, [...(known ?? []), series]);
    return series;
  }

  #load(): void {
    const rows = this.#options.database.prepare("SELECT * FROM bucket").all() as unknown as BucketRow[];
    for (const { region, namespace, name, dimensions, unit, minute_ms, content } of rows) {
      const metric = { namespace, name, dimensions: JSON.parse(dimensions) as Dimensions };
      this.#find(region, metric, unit)?.minutes.set(minute_ms, parseBucket(content));
    }
  }
}

/** The minutes of a series within the windows, found from whichever side has fewer. */
function* listMinutes(
  { minutes }: Series,
  { startMs, periodMs, count }: Windows,
): Generator<[number, Bucket]> {
  const endMs = startMs + periodMs * count;
  if ((endMs - startMs) / MINUTE_MS > minutes.size) {
    for (const [minuteMs, bucket] of minutes)
      if (minuteMs >= startMs && minuteMs < endMs) yield [minuteMs, bucket];
    return;
  }
  for (let minuteMs = startMs; minuteMs < endMs; minuteMs += MINUTE_MS) {
    const bucket = minutes.get(minuteMs);
    if (bucket !== undefined) yield [minuteMs, bucket];
  }
}

function hasDataSince({ minutes }: Series, sinceMs: number): boolean {
  for (const minuteMs of minutes.keys()) if (minuteMs >= sinceMs) return true;
  return false;
}

interface BucketRow {
  region: string;
  namespace: string;
  name: string;
  dimensions: string;
  unit: string;
  minute_ms: number;
  content: string;
}

function printKey(region: string, { namespace, name, dimensions }: MetricId): string {
  return `${region}\n${namespace}\n${name}\n${printDimensions(dimensions)}`;
}
