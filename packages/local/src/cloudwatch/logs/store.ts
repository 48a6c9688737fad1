import type { DatabaseSync } from "node:sqlite";
import { type EpochMs, toEpochMs } from "../../time/times.ts";
import { inTransaction } from "../database.ts";

export interface LogEvent {
  id: number;
  logStream: string;
  epochMs: EpochMs;
  ingestedMs: EpochMs;
  message: string;
}

interface LogGroup {
  name: string;
  createdMs: EpochMs;
  /** Kept forever (within the store's own limit) when absent. */
  retentionDays?: number;
  storedBytes: number;
}

/** Times of events, and of their arrival. */
interface LogStream {
  name: string;
  firstMs: number;
  lastMs: number;
  firstIngestedMs: number;
  lastIngestedMs: number;
}

export interface LogLine {
  region: string;
  logGroup: string;
  logStream: string;
  epochMs: EpochMs;
  message: string;
}

/** Where a page ends: the next one starts right after this event. */
export interface LogPosition {
  epochMs: EpochMs;
  id: number;
}

interface LogQuery {
  region: string;
  logGroup: string;
  /** Of one of these streams; of every stream when absent. */
  logStreams?: readonly string[];
  logStreamPrefix?: string;
  /** Inclusive. */
  startMs: number;
  /** Inclusive. */
  endMs: number;
  position?: LogPosition;
}

/** CloudWatch Logs keeps a megabyte of a line. */
const LINE_LIMIT = 1_048_576;

/** The log lines of every region, of each group as many as the limit says. */
export class LogStore {
  readonly #database: DatabaseSync;
  readonly #eventLimit: number;
  readonly #groups = new Set<string>();
  #waiting: (LogLine & { ingestedMs: EpochMs })[] = [];

  constructor(database: DatabaseSync, eventLimit: number) {
    this.#database = database;
    this.#eventLimit = eventLimit;
  }

  createGroup(region: string, name: string, createdMs: EpochMs, retentionDays?: number): void {
    this.#groups.add(`${region}/${name}`);
    this.#database
      .prepare(
        `INSERT INTO log_group VALUES (?, ?, ?, ?)
         ON CONFLICT (region, name) DO UPDATE SET retention_days = excluded.retention_days`,
      )
      .run(region, name, createdMs, retentionDays ?? null);
  }

  /** The line is written with the next flush; a group that does not exist is made, as Lambda does. */
  add(line: LogLine, nowMs: EpochMs): void {
    if (!this.#groups.has(`${line.region}/${line.logGroup}`) && !this.hasGroup(line.region, line.logGroup)) {
      this.createGroup(line.region, line.logGroup, nowMs);
    }
    this.#waiting.push({ ...line, message: line.message.slice(0, LINE_LIMIT), ingestedMs: nowMs });
  }

  hasGroup(region: string, name: string): boolean {
    return (
      this.#database.prepare("SELECT 1 FROM log_group WHERE region = ? AND name = ?").get(region, name) !==
      undefined
    );
  }

  listGroups(region: string): LogGroup[] {
    this.flush();
    const rows = this.#database
      .prepare(
        `SELECT g.name, g.created_ms, g.retention_days, COALESCE(SUM(LENGTH(e.message) + 26), 0) AS bytes
         FROM log_group g LEFT JOIN log_event e ON e.region = g.region AND e.log_group = g.name
         WHERE g.region = ? GROUP BY g.name ORDER BY g.name`,
      )
      .all(region) as { name: string; created_ms: number; retention_days: number | null; bytes: number }[];
    return rows.map(({ name, created_ms, retention_days, bytes }) => {
      const group = { name, createdMs: toEpochMs(created_ms), storedBytes: bytes };
      return retention_days === null ? group : { ...group, retentionDays: retention_days };
    });
  }

  /** The streams of a group that hold events, by name. */
  listStreams(region: string, group: string): LogStream[] {
    this.flush();
    const rows = this.#database
      .prepare(
        `SELECT log_stream AS name, MIN(epoch_ms) AS firstMs, MAX(epoch_ms) AS lastMs,
           MIN(ingested_ms) AS firstIngestedMs, MAX(ingested_ms) AS lastIngestedMs
         FROM log_event WHERE region = ? AND log_group = ? GROUP BY log_stream ORDER BY log_stream`,
      )
      .all(region, group);
    return rows as unknown as LogStream[];
  }

  /** Events in order of time, then of arrival; lazily, so that a caller may stop. */
  *read(query: LogQuery): Generator<LogEvent> {
    this.flush();
    const { region, logGroup, startMs, endMs, position } = query;
    const conditions = ["region = ?", "log_group = ?", "epoch_ms BETWEEN ? AND ?"];
    const values: (string | number)[] = [region, logGroup, startMs, endMs];
    if (query.logStreams !== undefined) {
      conditions.push(`log_stream IN (${query.logStreams.map(() => "?").join(", ")})`);
      values.push(...query.logStreams);
    }
    if (query.logStreamPrefix !== undefined) {
      conditions.push("SUBSTR(log_stream, 1, ?) = ?");
      values.push(query.logStreamPrefix.length, query.logStreamPrefix);
    }
    if (position !== undefined) {
      conditions.push("(epoch_ms, id) > (?, ?)");
      values.push(position.epochMs, position.id);
    }
    const rows = this.#database
      .prepare(
        `SELECT id, log_stream, epoch_ms, ingested_ms, message FROM log_event
         WHERE ${conditions.join(" AND ")} ORDER BY epoch_ms, id`,
      )
      .iterate(...values) as Iterable<unknown> as Iterable<LogRow>;
    for (const { id, log_stream, epoch_ms, ingested_ms, message } of rows) {
      yield {
        id,
        logStream: log_stream,
        epochMs: toEpochMs(epoch_ms),
        ingestedMs: toEpochMs(ingested_ms),
        message,
      };
    }
  }

  flush(): void {
    const lines = this.#waiting;
    if (lines.length === 0) return;
    this.#waiting = [];
    const write = this.#database.prepare(
      "INSERT INTO log_event (region, log_group, log_stream, epoch_ms, ingested_ms, message) VALUES (?, ?, ?, ?, ?, ?)",
    );
    inTransaction(this.#database, () => {
      for (const { region, logGroup, logStream, epochMs, ingestedMs, message } of lines) {
        write.run(region, logGroup, logStream, epochMs, ingestedMs, message);
      }
    });
  }

  /** Drops what is past a group's retention, and the oldest lines of groups that hold too many. */
  prune(nowMs: EpochMs): void {
    this.flush();
    this.#database
      .prepare(
        `DELETE FROM log_event WHERE EXISTS (
           SELECT 1 FROM log_group g WHERE g.region = log_event.region AND g.name = log_event.log_group
           AND log_event.epoch_ms < ? - g.retention_days * 86400000)`,
      )
      .run(nowMs);
    const crowded = this.#database
      .prepare("SELECT region, log_group FROM log_event GROUP BY region, log_group HAVING COUNT(*) > ?")
      .all(this.#eventLimit) as { region: string; log_group: string }[];
    for (const { region, log_group } of crowded) {
      this.#database
        .prepare(
          `DELETE FROM log_event WHERE region = ?1 AND log_group = ?2 AND id <= (
             SELECT id FROM log_event WHERE region = ?1 AND log_group = ?2 ORDER BY id DESC LIMIT 1 OFFSET ?3)`,
        )
        .run(region, log_group, this.#eventLimit);
    }
  }
}

interface LogRow {
  id: number;
  log_stream: string;
  epoch_ms: number;
  ingested_ms: number;
  message: string;
}
