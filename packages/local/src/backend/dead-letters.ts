import type { DatabaseSync } from "node:sqlite";
import { attempt } from "../service/failed-write.ts";

/** From which queue each dead letter came, which fauxqs 2.4.1 forgets. */
export interface DeadLetters {
  /** The source's ARN, by the message's id. */
  add(messageId: string, sourceArn: string): void;
  sourceOf(messageId: string): string | undefined;
  forget(messageId: string): void;
}

/** Kept beside fauxqs's messages when there is a database; in memory else. */
export function keepDeadLetters(db?: DatabaseSync): DeadLetters {
  const sources = new Map<string, string>();
  db?.exec(`CREATE TABLE IF NOT EXISTS dead_letters (message_id TEXT PRIMARY KEY, source_arn TEXT NOT NULL);
    DELETE FROM dead_letters WHERE message_id NOT IN (SELECT message_id FROM sqs_messages)`);
  for (const row of db?.prepare("SELECT message_id, source_arn FROM dead_letters").all() ?? [])
    sources.set(String(row.message_id), String(row.source_arn));
  const insert = db?.prepare("INSERT OR REPLACE INTO dead_letters VALUES (?, ?)");
  const remove = db?.prepare("DELETE FROM dead_letters WHERE message_id = ?");
  return {
    add(messageId, sourceArn) {
      sources.set(messageId, sourceArn);
      attempt(() => insert?.run(messageId, sourceArn));
    },
    sourceOf: (messageId) => sources.get(messageId),
    forget(messageId) {
      if (sources.delete(messageId)) attempt(() => remove?.run(messageId));
    },
  };
}
