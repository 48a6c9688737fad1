import type { DatabaseSync } from "node:sqlite";
import type { OnFailedWrite } from "../service/failed-write.ts";
import type { EpochMs } from "../time/times.ts";
import { AlarmStore } from "./alarm/store.ts";
import type { Dashboard } from "./api/dashboards.ts";
import { openDatabase } from "./database.ts";
import type { MetricFilter } from "./logs/metric-filter.ts";
import { LogStore } from "./logs/store.ts";
import { MetricStore } from "./metrics/store.ts";

const RETENTION_MS = 2 * 86_400_000;
/** Metrics of a region. */
export const SERIES_LIMIT = 20_000;
/** About 100 MB. */
const VALUE_LIMIT = 2_000_000;
const EVENTS_PER_GROUP = 50_000;

/** What CloudWatch holds, of all regions. */
export interface Stores {
  metrics: MetricStore;
  logs: LogStore;
  record: AlarmStore;
  /** Log metric filters by region/group. */
  filters: Map<string, readonly MetricFilter[]>;
  dashboards: Map<string, Dashboard>;
  /** Writes what is held to the data folder. */
  flush(): void;
  /** Drops what is past its retention. */
  prune(nowMs: EpochMs): void;
  close(): void;
}

export function openStores(dataDir: string | undefined, onFailedWrite: OnFailedWrite | undefined): Stores {
  const database: DatabaseSync = openDatabase(dataDir, onFailedWrite);
  const metrics = new MetricStore({
    database,
    keep: dataDir !== undefined,
    retentionMs: RETENTION_MS,
    seriesLimit: SERIES_LIMIT,
    valueLimit: VALUE_LIMIT,
  });
  const logs = new LogStore(database, EVENTS_PER_GROUP);
  const record = new AlarmStore(database);
  return {
    metrics,
    logs,
    record,
    filters: new Map(),
    dashboards: new Map(),
    flush() {
      metrics.flush();
      logs.flush();
    },
    prune(nowMs) {
      metrics.prune(nowMs);
      logs.prune(nowMs);
      record.prune(nowMs);
    },
    close: () => database.close(),
  };
}
