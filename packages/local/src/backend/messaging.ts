import { join } from "node:path";
import type { DatabaseSync } from "node:sqlite";
import { buildApp } from "fauxqs";
import type { Observation } from "../events/observation.ts";
import type { Backend } from "../service/backend.ts";
import type { Call, Reply } from "../service/call.ts";
import { isDiskError, type OnFailedWrite, openKept, watchWrites } from "../service/failed-write.ts";
import { answerChecked } from "./check-calls.ts";
import { keysOf } from "./check-filter-policy.ts";
import { keepDeadLetters } from "./dead-letters.ts";
import { type Disorder, type DisturbedQueue, disturb } from "./disorder.ts";
import {
  advanceGroups,
  type GroupedMessage,
  type SharedQueue,
  shareFairly,
  withGroups,
} from "./fair-queues.ts";
import { delayFilters, type FilteringStore } from "./late-filters.ts";
import {
  type Filters,
  type KeptMessage,
  type MessageWatch,
  type SpyMessage,
  type WatchedQueue,
  type WatchedStores,
  watchMessages,
} from "./message-watch.ts";
import { createMoveTasks, type MoveQueue } from "./move-tasks.ts";
import { keepOwnRegion } from "./own-region.ts";

export interface Messaging extends Backend, Pick<MessageWatch, "refuse" | "depths"> {
  /** Makes every message that was being processed when the data was left receivable again. */
  releaseInFlight(queueArn: string): void;
  /** Gives queues that were kept, whose URLs name the port of the start that made them, the port of this one. */
  moveTo(port: number): void;
}

export interface MessagingOptions {
  /** SQLite file's folder; in memory when absent. */
  dataDir: string | undefined;
  observe: (observation: Observation) => void;
  onDeadLetter: (queue: string, messageId: string) => void;
  onFailedWrite: OnFailedWrite;
  /** In order and once each when absent. */
  disorder?: Disorder | false;
  /** How late filter policies take effect; at once when absent. */
  filtersAfterMs?: number;
}

/** SNS and SQS: fauxqs without its own listener, which would be open to the network. */
export async function openMessaging({
  dataDir,
  onFailedWrite,
  disorder = false,
  filtersAfterMs = 0,
  ...told
}: MessagingOptions): Promise<Messaging> {
  const { stores, persistence } = await openStores(dataDir, onFailedWrite, disorder);
  const lateFilters = filtersAfterMs > 0 ? delayFilters(stores.snsStore, filtersAfterMs) : undefined;
  const filters = await importInternal<Filters>("sns/filter.js");
  const { createMessage } = await importInternal<SqsModule>("sqs/sqsStore.js").then(
    ({ SqsStore }) => SqsStore,
  );
  const redrive = (queueArn: string, body: string, attributes: object): boolean => {
    const queue = stores.sqsStore.getQueueByArn(queueArn);
    try {
      queue?.enqueue(createMessage(body, attributes));
    } catch (error) {
      // Nobody waits for it; whoever watches writes tells of it.
      if (!isDiskError(error)) throw error;
      return false;
    }
    return queue !== undefined;
  };
  const deadLetters = keepDeadLetters(persistence?.db);
  const moveTasks = createMoveTasks({
    queues: () => stores.sqsStore.allQueues(),
    sourceOf: deadLetters.sourceOf,
    // Taken out last: whatever ends this process in between leaves it twice and not lost.
    move({ messages }, { messageId, body, messageAttributes, messageGroupId }, toArn) {
      const fresh = createMessage(body, messageAttributes, undefined, messageGroupId);
      stores.sqsStore.getQueueByArn(toArn)?.enqueue(fresh);
      messages.shift();
      persistence?.deleteMessage(messageId);
      deadLetters.forget(messageId);
    },
  });
  const { snsErrorResponse } = await importInternal<XmlModule>("common/xml.js");
  const { INVALID_MESSAGE_BODY_CHAR } = await importInternal<CharactersModule>("sqs/sqsTypes.js");
  INVALID_MESSAGE_BODY_CHAR.test = (text) => forbiddenCharacter.test(text);
  const checks = {
    operations: moveTasks.operations,
    regionOf: (name: string) => persistence && regionIn(stores.sqsStore.getQueueByName(name)?.arn),
    hasQueue: (arn: string) => stores.sqsStore.getQueueByArn(arn) !== undefined,
    filters: (topicArn: string, attribute: string) => findFilters(stores, topicArn).has(attribute),
    writeXmlError: snsErrorResponse,
  };
  const { spy: watch, refuse, depths } = watchMessages({ stores, filters, redrive, deadLetters, ...told });
  const spy: Spy = {
    addMessage(message) {
      // First: what the entry before leaves behind is put into queues here.
      watch.addMessage(message);
      if (message.service === "sns") advanceGroups();
    },
  };
  stores.sqsStore.spy = spy;
  stores.snsStore.spy = spy;
  for (const queue of stores.sqsStore.allQueues()) queue.spy = spy;
  const app = buildApp({ logger: false, host: "localhost", stores: stores as unknown as AppStores });
  await app.ready();
  return {
    async answer(call, region) {
      const reply = await answerChecked(checks, call, region, (checked) => inject(app, checked));
      return keepOwnRegion(call, region, reply, (url) => regionIn(stores.sqsStore.queues.get(url)?.arn));
    },
    refuse,
    depths,
    releaseInFlight(queueArn) {
      const queue = stores.sqsStore.getQueueByArn(queueArn);
      for (const receiptHandle of [...(queue?.inflightMessages.keys() ?? [])])
        queue?.changeVisibility(receiptHandle, 0);
    },
    moveTo(port) {
      const { queues } = stores.sqsStore;
      for (const queue of [...queues.values()]) {
        queues.delete(queue.url);
        queue.url = queue.url.replace(/:\d+\//, `:${port}/`);
        queues.set(queue.url, queue);
      }
    },
    async stop() {
      moveTasks.stop();
      lateFilters?.stop();
      await app.close();
      persistence?.close();
    },
  };
}

/** The attributes that filter policies of a topic's subscriptions look at. */
function findFilters({ snsStore }: Stores, topicArn: string): Set<string> {
  const policies = [...(snsStore.getTopic(topicArn)?.subscriptionArns ?? [])].flatMap(
    (arn) => snsStore.getSubscription(arn)?.attributes.FilterPolicy || [],
  );
  return new Set(policies.flatMap((policy) => [...keysOf(policy)]));
}

async function inject(app: ReturnType<typeof buildApp>, call: Call): Promise<Reply> {
  const { method, path, headers, body } = call;
  const request = { method: method as "POST", url: path, headers, payload: body };
  const response = await withGroups(call, async () => await app.inject(request));
  const told: Reply["headers"] = {};
  for (const [name, value] of Object.entries(response.headers)) {
    if (value !== undefined) told[name] = Array.isArray(value) ? value : String(value);
  }
  return { status: response.statusCode, headers: told, body: response.rawPayload };
}

/** What SQS takes no message with; fauxqs 2.4.1 also turns away whatever is beyond U+FFFF, emojis for one. */
const forbiddenCharacter = /[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/u;

const regionIn = (arn: string | undefined): string | undefined => arn?.split(":")[3];

type AppStores = NonNullable<NonNullable<Parameters<typeof buildApp>[0]>["stores"]>;

interface Spy {
  addMessage(message: SpyMessage): void;
}

interface Queue extends WatchedQueue, SharedQueue, MoveQueue, Omit<DisturbedQueue, "inflightMessages"> {
  url: string;
  messages: WatchedQueue["messages"] & SharedQueue["messages"] & MoveQueue["messages"];
  changeVisibility(receiptHandle: string, timeoutS: number): void;
  persistence?: Persistence;
  spy?: Spy;
}

interface Stores extends WatchedStores {
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

interface SqsModule {
  SqsStore: (new () => Stores["sqsStore"]) & {
    createMessage(
      body: string,
      attributes: object,
      delayS?: undefined,
      groupId?: string,
    ): GroupedMessage & KeptMessage;
  };
}

interface XmlModule {
  snsErrorResponse: (code: string, message: string) => string;
}

interface CharactersModule {
  INVALID_MESSAGE_BODY_CHAR: { test: (text: string) => boolean };
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
async function openStores(
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
    persistence[note] = (...fields: unknown[]) => {
      try {
        write(...(fields as never[]));
      } catch (error) {
        if (!isDiskError(error)) throw error;
      }
    };
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
async function importInternal<T>(path: string): Promise<T> {
  const module: unknown = await import(new URL(path, import.meta.resolve("fauxqs")).href);
  return module as T;
}
