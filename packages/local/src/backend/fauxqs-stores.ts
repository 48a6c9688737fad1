import { join } from "node:path";
import type { DatabaseSync } from "node:sqlite";
import { attempt, type OnFailedWrite, openKept, watchWrites } from "../service/failed-write.ts";
import { type Disorder, type DisturbedQueue, disturb } from "./disorder.ts";
import { type GroupedMessage, type SharedQueue, shareFairly } from "./fair-queues.ts";
import type { FilteringStore } from "./late-filters.ts";
import type { KeptMessage, SpyMessage, WatchedQueue, WatchedStores } from "./message-watch.ts";
import type { MoveQueue } from "./move-tasks.ts";

export interface Spy {
  addMessage(message: SpyMessage): void;
}

interface Queue extends WatchedQueue, SharedQueue, MoveQueue, Omit<DisturbedQueue, "inflightMessages"> {
  url: string;
  messages: WatchedQueue["messages"] & SharedQueue["messages"] & MoveQueue["messages"];
  changeVisibility(receiptHandle: string, timeoutS: number): void;
  persistence?: Persistence;
  spy?: Spy;
}

export interface Stores extends WatchedStores {
  sqsStore: {
    persistence?: Persistence;
    spy?: Spy;
    /** By URL. */
    queues: Map<string, Queue>;
    allQueues(): Iterable<Queue>;
    createQueue(...description: unknown[]): Queue;
    getQueueByName(name: string): Queue | undefined;
    getQueueByArn(arn: string): Queue | undefined;
  };
  snsStore: WatchedStores["snsStore"] & FilteringStore & { persistence?: Persistence; spy?: Spy };
  s3Store: object;
}

export interface SqsModule {
  SqsStore: (new () => Stores["sqsStore"]) & {
    createMessage(
      body: string,
      attributes: object,
      delayS?: undefined,
      groupId?: string,
    ): GroupedMessage & KeptMessage;
  };
}

interface Persistence {
  db: DatabaseSync;
  prepareStatements(): object;
  stmts: object;
  updateMessageInflight(...fields: unknown[]): void;
  deleteMessage(messageId: string): void;
  load(...stores: object[]): void;
  updateMessageReady(messageId: string): void;
  close(): void;
}

/** fauxqs persists only behind its own listener on all interfaces, so its stores are put together here as it does. */
export async function openStores(
  dataDir: string | undefined,
  onFailedWrite: OnFailedWrite,
  disorder: Disorder | false,
): Promise<{ stores: Stores; persistence?: Persistence }> {
  const [{ SqsStore }, { SnsStore }, { S3Store }, { PersistenceManager }] = await Promise.all([
    importInternal<SqsModule>("sqs/sqsStore.js"),
    importInternal<{ SnsStore: new () => Stores["snsStore"] }>("sns/snsStore.js"),
    importInternal<{ S3Store: new () => object }>("s3/s3Store.js"),
    importInternal<{ PersistenceManager: new (folder: string) => Persistence }>("persistence.js"),
  ]);
  const stores: Stores = { sqsStore: new SqsStore(), snsStore: new SnsStore(), s3Store: new S3Store() };
  shareQueues(stores.sqsStore, disorder);
  if (dataDir === undefined) return { stores };
  const persistence = openKept(messagingFile, onFailedWrite, () => {
    const opened = new PersistenceManager(join(dataDir, "messaging"));
    // Outlives a process that is killed; otherwise each message would hold this process up until the disk has it.
    opened.db.exec("PRAGMA synchronous = NORMAL");
    opened.load(stores.sqsStore, stores.snsStore, stores.s3Store);
    return opened;
  });
  watchWrites(persistence.db, messagingFile, onFailedWrite);
  persistence.stmts = persistence.prepareStatements();
  repairRelease(persistence);
  outliveFailedProgress(persistence);
  stores.sqsStore.persistence = persistence;
  stores.snsStore.persistence = persistence;
  for (const queue of stores.sqsStore.allQueues()) queue.persistence = persistence;
  return { stores, persistence };
}

function shareQueues(store: Stores["sqsStore"], disorder: Disorder | false): void {
  const createQueue = store.createQueue.bind(store);
  store.createQueue = (...description) => {
    const queue = createQueue(...description);
    shareFairly(queue);
    if (disorder) disturb(queue, disorder);
    return queue;
  };
}

const messagingFile = "messaging/fauxqs.db";

/**
 * fauxqs notes how far a message has come in timers too, where nobody catches an error. A note that is lost makes the
 * message come again, which everything here is made for.
 */
function outliveFailedProgress(persistence: Persistence): void {
  for (const note of ["updateMessageReady", "updateMessageInflight", "deleteMessage"] as const) {
    const write: (...fields: never[]) => void = persistence[note].bind(persistence);
    persistence[note] = (...fields: unknown[]) => void attempt(() => write(...(fields as never[])));
  }
}

/** fauxqs 2.4.1 writes a null receive count here, which its own schema refuses; the count must stay anyway. */
function repairRelease(persistence: Persistence): void {
  const release = persistence.db.prepare(
    "UPDATE sqs_messages SET receipt_handle = NULL, visibility_deadline = NULL WHERE message_id = ?",
  );
  persistence.updateMessageReady = (messageId) => {
    release.run(messageId);
  };
}

/** fauxqs exports its entry only; the version is pinned, and the shape asked for is declared above. */
export async function importInternal<T>(path: string): Promise<T> {
  const module: unknown = await import(new URL(path, import.meta.resolve("fauxqs")).href);
  return module as T;
}
