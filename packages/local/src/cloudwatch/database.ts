import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { type OnFailedWrite, openKept, watchWrites } from "../service/failed-write.ts";

const schema = `
  CREATE TABLE IF NOT EXISTS bucket (
    region TEXT, namespace TEXT, name TEXT, dimensions TEXT, unit TEXT, minute_ms INTEGER, content TEXT,
    PRIMARY KEY (region, namespace, name, dimensions, unit, minute_ms)
  ) WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS log_group (
    region TEXT, name TEXT, created_ms INTEGER, retention_days INTEGER, PRIMARY KEY (region, name)
  ) WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS log_event (
    id INTEGER PRIMARY KEY AUTOINCREMENT, region TEXT, log_group TEXT, log_stream TEXT,
    epoch_ms INTEGER, ingested_ms INTEGER, message TEXT
  );
  CREATE INDEX IF NOT EXISTS log_event_time ON log_event (region, log_group, epoch_ms, id);
  CREATE TABLE IF NOT EXISTS alarm_state (region TEXT, name TEXT, content TEXT, PRIMARY KEY (region, name)) WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS alarm_history (
    id INTEGER PRIMARY KEY AUTOINCREMENT, region TEXT, name TEXT, epoch_ms INTEGER, content TEXT
  );
  CREATE INDEX IF NOT EXISTS alarm_history_time ON alarm_history (region, name, id);
`;

/** Opens what CloudWatch keeps: a file in dataDir/cloudwatch that survives kill -9, or memory without one. */
export function openDatabase(
  dataDir: string | undefined,
  onFailedWrite: OnFailedWrite = () => {},
): DatabaseSync {
  const file = "cloudwatch/cloudwatch.sqlite";
  const database = openKept(file, onFailedWrite, () => {
    const opened = new DatabaseSync(dataDir === undefined ? ":memory:" : prepareFile(dataDir));
    // The end of the process is what has to be survived here: a write-ahead log does so without a sync at each commit.
    opened.exec("PRAGMA journal_mode = WAL; PRAGMA synchronous = OFF; PRAGMA busy_timeout = 2000;");
    opened.exec(schema);
    return opened;
  });
  watchWrites(database, file, onFailedWrite);
  return database;
}

/** Runs the writes as one transaction: all of them are kept or none. */
export function inTransaction(database: DatabaseSync, write: () => void): void {
  database.exec("BEGIN");
  try {
    write();
    database.exec("COMMIT");
  } catch (error) {
    // SQLite has rolled back by itself when the disk is full.
    if (database.isTransaction) database.exec("ROLLBACK");
    throw error;
  }
}

function prepareFile(dataDir: string): string {
  const folder = join(dataDir, "cloudwatch");
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  return join(folder, "cloudwatch.sqlite");
}
