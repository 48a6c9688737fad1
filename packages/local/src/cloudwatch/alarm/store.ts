import type { DatabaseSync } from "node:sqlite";
import type { EpochMs } from "../../time/times.ts";
import type { AlarmState, HistoryItem } from "./state.ts";

/** CloudWatch keeps an alarm's history for 30 days. */
const HISTORY_MS = 30 * 86_400_000;

export interface HistoryQuery {
  /** Every alarm's when absent. */
  name?: string;
  types?: readonly string[];
  alarmTypes?: readonly string[];
  startMs: number;
  endMs: number;
  newestFirst: boolean;
}

/** States and history of alarms, kept in the database. */
export class AlarmStore {
  readonly #database: DatabaseSync;

  constructor(database: DatabaseSync) {
    this.#database = database;
  }

  readState(region: string, name: string): AlarmState | undefined {
    const row = this.#database
      .prepare("SELECT content FROM alarm_state WHERE region = ? AND name = ?")
      .get(region, name) as { content: string } | undefined;
    return row === undefined ? undefined : (JSON.parse(row.content) as AlarmState);
  }

  writeState(region: string, name: string, state: AlarmState): void {
    this.#database
      .prepare("INSERT OR REPLACE INTO alarm_state VALUES (?, ?, ?)")
      .run(region, name, JSON.stringify(state));
  }

  addHistory(region: string, name: string, item: HistoryItem): void {
    this.#database
      .prepare("INSERT INTO alarm_history (region, name, epoch_ms, content) VALUES (?, ?, ?, ?)")
      .run(region, name, item.epochMs, JSON.stringify(item));
  }

  listHistory(region: string, query: HistoryQuery): { name: string; item: HistoryItem }[] {
    const rows = this.#database
      .prepare(
        `SELECT name, content FROM alarm_history WHERE region = ? AND epoch_ms BETWEEN ? AND ?
         ORDER BY epoch_ms ${query.newestFirst ? "DESC" : "ASC"}, id ${query.newestFirst ? "DESC" : "ASC"}`,
      )
      .all(region, query.startMs, query.endMs) as { name: string; content: string }[];
    return rows
      .map(({ name, content }) => ({ name, item: JSON.parse(content) as HistoryItem }))
      .filter(
        ({ name, item }) =>
          (query.name === undefined || name === query.name) &&
          (query.types === undefined || query.types.includes(item.type)) &&
          (query.alarmTypes === undefined || query.alarmTypes.includes(item.alarmType)),
      );
  }

  prune(nowMs: EpochMs): void {
    this.#database.prepare("DELETE FROM alarm_history WHERE epoch_ms < ?").run(nowMs - HISTORY_MS);
  }
}
