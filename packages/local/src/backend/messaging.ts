import { buildApp } from "fauxqs";
import type { Observation } from "../events/observation.ts";
import type { Backend } from "../service/backend.ts";
import type { Reply } from "../service/call.ts";
import { told } from "../service/capture.ts";
import { attempt, type OnFailedWrite } from "../service/failed-write.ts";
import type { ServiceRequest } from "../service/service-request.ts";
import { answerChecked } from "./check-calls.ts";
import { keysOf } from "./check-filter-policy.ts";
import { keepDeadLetters } from "./dead-letters.ts";
import type { PolicyOf } from "./deployed-policy.ts";
import type { Disorder } from "./disorder.ts";
import { advanceGroups, withGroups } from "./fair-queues.ts";
import { importInternal, openStores, type Spy, type SqsModule, type Stores } from "./fauxqs-stores.ts";
import { release, watchHidden } from "./hidden-messages.ts";
import { delayFilters } from "./late-filters.ts";
import { type Filters, type MessageWatch, watchMessages } from "./message-watch.ts";
import { MoveTasks } from "./move-tasks.ts";
import { keepOwnRegion } from "./own-region.ts";

export interface Messaging extends Backend, Pick<MessageWatch, "refuse" | "depths"> {
  /** Makes every message that was being processed when the data was left receivable again. */
  releaseInFlight(queueArn: string): void;
  /** As that, but those that a consumer hid until a time of its own stay hidden until then. */
  releaseUnfinished(queueArn: string): void;
  /** Gives queues that were kept, whose URLs name the port of the start that made them, the port of this one. */
  moveTo(port: number): void;
}

interface MessagingOptions {
  /** SQLite file's folder; in memory when absent. */
  dataDir: string | undefined;
  observe: (observation: Observation) => void;
  onDeadLetter: (queue: string, messageId: string) => void;
  onFailedWrite: OnFailedWrite;
  /** In order and once each when absent. */
  disorder?: Disorder | false;
  /** How late filter policies take effect; at once when absent. */
  filtersAfterMs?: number;
  /** None by default. */
  policyOf?: PolicyOf;
}

/** SNS and SQS: fauxqs without its own listener, which would be open to the network. */
export async function openMessaging({
  dataDir,
  onFailedWrite,
  disorder = false,
  filtersAfterMs = 0,
  policyOf = () => undefined,
  ...watching
}: MessagingOptions): Promise<Messaging> {
  const { stores, persistence } = await openStores(dataDir, onFailedWrite, disorder);
  const lateFilters = filtersAfterMs > 0 ? delayFilters(stores.snsStore, filtersAfterMs) : undefined;
  const filters = await importInternal<Filters>("sns/filter.js");
  const { createMessage } = await importInternal<SqsModule>("sqs/sqsStore.js").then(
    ({ SqsStore }) => SqsStore,
  );
  const redrive = (queueArn: string, body: string, attributes: object): boolean => {
    const queue = stores.sqsStore.getQueueByArn(queueArn);
    return queue !== undefined && attempt(() => queue.enqueue(createMessage(body, attributes)));
  };
  const deadLetters = keepDeadLetters(persistence?.db);
  const moveTasks = new MoveTasks({
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
  const { INVALID_MESSAGE_BODY_CHAR } = await importInternal<CharactersModule>("sqs/sqsTypes.js");
  INVALID_MESSAGE_BODY_CHAR.test = (text) => forbiddenCharacter.test(text);
  const checks = {
    operations: moveTasks.operations,
    regionOf: (name: string) => persistence && regionIn(stores.sqsStore.getQueueByName(name)?.arn),
    hasQueue: (arn: string) => stores.sqsStore.getQueueByArn(arn) !== undefined,
    policyOf,
    filters: (topicArn: string) => findFilters(stores, topicArn),
  };
  const { spy, refuse, depths } = watchMessages({ stores, filters, redrive, deadLetters, ...watching });
  letSpy(stores, spy);
  const app = buildApp({ logger: false, host: "localhost", stores: stores as unknown as AppStores });
  await app.ready();
  const hidden = watchHidden(stores.sqsStore, persistence?.db);
  return {
    async answer(request) {
      // Messages count as hidden until somebody looks for some, however long their time is over.
      if (request.operation === "GetQueueAttributes")
        for (const queue of stores.sqsStore.allQueues()) queue.processTimers();
      const reply = await answerChecked(checks, request, (checked) => inject(app, checked));
      return keepOwnRegion(request, reply, (url) => regionIn(stores.sqsStore.queues.get(url)?.arn));
    },
    refuse,
    depths,
    releaseInFlight: (queueArn) => release(stores.sqsStore.getQueueByArn(queueArn)),
    releaseUnfinished: (queueArn) => release(stores.sqsStore.getQueueByArn(queueArn), hidden),
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

function letSpy({ sqsStore, snsStore }: Stores, watch: Spy): void {
  const spy: Spy = {
    addMessage(message) {
      // First: what the entry before leaves behind is put into queues here.
      watch.addMessage(message);
      if (message.service === "sns") advanceGroups();
    },
  };
  sqsStore.spy = spy;
  snsStore.spy = spy;
  for (const queue of sqsStore.allQueues()) queue.spy = spy;
}

/** The attributes that filter policies of a topic's subscriptions look at. */
function findFilters({ snsStore }: Stores, topicArn: string): Set<string> {
  const policies = [...(snsStore.getTopic(topicArn)?.subscriptionArns ?? [])].flatMap(
    (arn) => snsStore.getSubscription(arn)?.attributes.FilterPolicy || [],
  );
  return new Set(policies.flatMap((policy) => [...keysOf(policy)]));
}

async function inject(app: ReturnType<typeof buildApp>, asked: ServiceRequest): Promise<Reply> {
  const { method, path, headers, body } = asked.call;
  const request = { method: method as "POST", url: path, headers, payload: body };
  const response = await withGroups(asked, async () => await app.inject(request));
  return { status: response.statusCode, headers: told(response.headers), body: response.rawPayload };
}

/** What SQS takes no message with; fauxqs 2.4.1 also turns away whatever is beyond U+FFFF, emojis for one. */
const forbiddenCharacter = /[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/u;

const regionIn = (arn: string | undefined): string | undefined => arn?.split(":")[3];

type AppStores = NonNullable<NonNullable<Parameters<typeof buildApp>[0]>["stores"]>;

interface CharactersModule {
  INVALID_MESSAGE_BODY_CHAR: { test: (text: string) => boolean };
}
