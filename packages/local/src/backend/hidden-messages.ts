import type { DatabaseSync } from "node:sqlite";
import { attempt } from "../service/failed-write.ts";

interface HidingQueue {
  inflightMessages: ReadonlyMap<string, unknown>;
  changeVisibility(receiptHandle: string, timeoutS: number): void;
}

interface HidingStore {
  allQueues(): Iterable<HidingQueue>;
  createQueue(...description: unknown[]): HidingQueue;
}

/**
 * Tells deliveries whose consumer hid them until a time of its own from those that it was working on. The former stay hidden
 * over a restart, as on AWS; nobody works on the latter any more. Kept beside fauxqs's messages when there is a database.
 */
export function watchHidden(store: HidingStore, db?: DatabaseSync): { has(receiptHandle: string): boolean } {
  db?.exec(`CREATE TABLE IF NOT EXISTS hidden_messages (receipt_handle TEXT PRIMARY KEY);
    DELETE FROM hidden_messages WHERE receipt_handle NOT IN
      (SELECT receipt_handle FROM sqs_messages WHERE receipt_handle IS NOT NULL)`);
  const hidden = new Set(
    db
      ?.prepare("SELECT receipt_handle FROM hidden_messages")
      .all()
      .map((row) => String(row.receipt_handle)),
  );
  const insert = db?.prepare("INSERT OR IGNORE INTO hidden_messages VALUES (?)");
  const watch = <Queue extends HidingQueue>(queue: Queue): Queue => {
    const changeVisibility = queue.changeVisibility.bind(queue);
    queue.changeVisibility = (receiptHandle, timeoutS) => {
      if (timeoutS > 0 && queue.inflightMessages.has(receiptHandle)) {
        hidden.add(receiptHandle);
        // Its message comes early if that is lost, which everything here is made for.
        attempt(() => insert?.run(receiptHandle));
      }
      changeVisibility(receiptHandle, timeoutS);
    };
    return queue;
  };
  for (const queue of store.allQueues()) watch(queue);
  const createQueue = store.createQueue.bind(store);
  store.createQueue = (...description) => watch(createQueue(...description));
  return hidden;
}

/** Makes what a queue handed out receivable at once, but for the deliveries of `except`. */
export function release(
  queue: HidingQueue | undefined,
  except?: { has(receiptHandle: string): boolean },
): void {
  for (const receiptHandle of [...(queue?.inflightMessages.keys() ?? [])])
    if (!except?.has(receiptHandle)) queue?.changeVisibility(receiptHandle, 0);
}
