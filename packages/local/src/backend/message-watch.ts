import type { Observation } from "../events/observation.ts";
import { type EpochMs, readEpochMs } from "../time/times.ts";
import type { DeadLetters } from "./dead-letters.ts";
import { mostAttributes } from "./message-attributes.ts";
import type { QueueDepthObservation } from "./queue-metrics.ts";
import type { TopicEvent } from "./topic-metrics.ts";

/** What fauxqs 2.4.1 tells its spy. */
export type SpyMessage =
  | { service: "sqs"; status: "published" | "consumed" | "dlq"; queueName: string; messageId: string }
  | { service: "sns"; topicArn: string; body: string; messageAttributes: Attributes };

export interface KeptMessage {
  sentTimestamp: number;
}

export interface WatchedQueue {
  name: string;
  arn: string;
  messages: KeptMessage[];
  delayedMessages: KeptMessage[];
  inflightMessages: Map<string, { message: KeptMessage }>;
  /** Puts messages back whose visibility timeout is over. */
  processTimers(): void;
}

interface Subscription {
  endpoint: string;
  attributes: { FilterPolicy?: string; RawMessageDelivery?: string };
}

export interface WatchedStores {
  sqsStore: {
    allQueues(): Iterable<WatchedQueue>;
    getQueueByName(name: string): WatchedQueue | undefined;
    getQueueByArn(arn: string): object | undefined;
  };
  snsStore: {
    getTopic(arn: string): { subscriptionArns: Iterable<string> } | undefined;
    getSubscription(arn: string): Subscription | undefined;
  };
}

/** How fauxqs decides whether a subscription's filter lets a message pass. */
export interface Filters {
  matchesFilterPolicy(policy: object, attributes: object): boolean;
}

/** A subscription that fails to deliver, all messages or some. */
interface RefusedSubscription {
  /** Its queue lets the topic send: only what has more attributes than a queue takes fails. */
  delivers?: true;
  topicArn: string;
  queueArn: string;
  filterPolicy?: string;
  /** Queue that takes what cannot be delivered; given only if it lets the topic send. */
  deadLetterArn?: string;
  /** Whether there is to be such a queue, reachable or not. */
  redrives: boolean;
}

export interface MessageWatch {
  spy: { addMessage(message: SpyMessage): void };
  /** A message that passes its filter fails to be delivered from now on. */
  refuse(subscription: RefusedSubscription): void;
  /** Ages are as of `nowMs`, which may lie ahead of the clock. */
  depths(nowMs: EpochMs): Omit<QueueDepthObservation, "kind" | "epochMs">[];
}

interface MessageWatchOptions {
  stores: WatchedStores;
  filters: Filters;
  observe: (observation: Observation) => void;
  onDeadLetter: (queue: string, messageId: string) => void;
  deadLetters: Pick<DeadLetters, "add" | "forget">;
  /** Puts what a topic could not deliver into a queue; false if there is no such queue. */
  redrive: (queueArn: string, body: string, messageAttributes: object) => boolean;
}

type Attributes = Readonly<Record<string, { DataType?: string; StringValue?: string }>>;

interface FanOut {
  topicArn: string;
  body: string;
  messageAttributes: Attributes;
  delivered: Set<string>;
}

/** Counts what queues and topics do as AWS's metrics count it. */
export function watchMessages(options: MessageWatchOptions): MessageWatch {
  const { stores, filters, observe, onDeadLetter, deadLetters } = options;
  const { sqsStore, snsStore } = stores;
  const refused: RefusedSubscription[] = [];
  /** Messages on their way to a dead-letter queue, which SQS does not count as sent. */
  const moving = new Set<string>();
  let fanOut: FanOut | undefined;

  function countQueue(queueName: string, event: "sent" | "deleted"): void {
    const region = sqsStore.getQueueByName(queueName)?.arn.split(":")[3];
    if (region === undefined) return;
    observe({ kind: "queueMessages", region, queueName, epochMs: readEpochMs(), event, count: 1 });
  }

  function countTopic(topicArn: string, event: TopicEvent, count: number): void {
    const [, , , region = "", , topicName = ""] = topicArn.split(":");
    if (count > 0) observe({ kind: "topic", region, topicName, epochMs: readEpochMs(), event, count });
  }

  /** fauxqs hands a message to all its queues before anything else runs; what is missing then was held back. */
  function closeFanOut(): void {
    if (fanOut === undefined) return;
    const { topicArn, delivered } = fanOut;
    const counts = new Map<TopicEvent, number>([["delivered", delivered.size]]);
    const count = (event: TopicEvent): void => void counts.set(event, (counts.get(event) ?? 0) + 1);
    const undelivered: RefusedSubscription[] = [];
    for (const arn of snsStore.getTopic(topicArn)?.subscriptionArns ?? []) {
      const { endpoint, attributes } = snsStore.getSubscription(arn) ?? { endpoint: "", attributes: {} };
      if (delivered.has(endpoint.split(":").at(-1) ?? "")) continue;
      const isFailed =
        isTooMuch(filters, attributes, fanOut) || sqsStore.getQueueByArn(endpoint) === undefined;
      count(isFailed ? "failed" : nameFilter(fanOut));
    }
    for (const subscription of refused) {
      const { delivers, redrives } = subscription;
      if (subscription.topicArn !== topicArn || (delivers && !isCrowded(fanOut))) continue;
      const passes = passesFilter(filters, subscription.filterPolicy, fanOut);
      if (!delivers) count(passes ? "failed" : nameFilter(fanOut));
      if (passes && redrives) undelivered.push(subscription);
    }
    const { body } = fanOut;
    // What SQS takes none of it takes none of here either.
    const messageAttributes = isCrowded(fanOut) ? {} : fanOut.messageAttributes;
    fanOut = undefined;
    for (const { deadLetterArn } of undelivered) {
      const isKept = deadLetterArn !== undefined && options.redrive(deadLetterArn, body, messageAttributes);
      count(isKept ? "redriven" : "redriveFailed");
    }
    for (const [event, times] of counts) countTopic(topicArn, event, times);
  }

  return {
    spy: {
      addMessage(message) {
        if (message.service === "sns") {
          const { topicArn, body, messageAttributes } = message;
          closeFanOut();
          countTopic(topicArn, "published", 1);
          fanOut = { topicArn, body, messageAttributes, delivered: new Set() };
          queueMicrotask(closeFanOut);
          return;
        }
        const { status, queueName, messageId } = message;
        if (status === "consumed") {
          deadLetters.forget(messageId);
          countQueue(queueName, "deleted");
        } else if (status === "dlq") {
          moving.add(messageId);
          deadLetters.add(messageId, sqsStore.getQueueByName(queueName)?.arn ?? "");
          onDeadLetter(queueName, messageId);
        } else if (!moving.delete(messageId)) {
          fanOut?.delivered.add(queueName);
          countQueue(queueName, "sent");
        }
      },
    },
    refuse: (subscription) => void refused.push(subscription),
    depths: (nowMs) => [...sqsStore.allQueues()].map((queue) => measureDepth(queue, nowMs)),
  };
}

function measureDepth(queue: WatchedQueue, nowMs: EpochMs): Omit<QueueDepthObservation, "kind" | "epochMs"> {
  queue.processTimers();
  const { messages, delayedMessages, inflightMessages } = queue;
  const inFlight = [...inflightMessages.values()].map(({ message }) => message);
  let oldestMs: number = nowMs;
  for (const kept of [messages, delayedMessages, inFlight]) {
    for (const { sentTimestamp } of kept) oldestMs = Math.min(oldestMs, sentTimestamp);
  }
  return {
    region: queue.arn.split(":")[3] ?? "",
    queueName: queue.name,
    visible: messages.length,
    inFlight: inFlight.length,
    delayed: delayedMessages.length,
    oldestAgeMs: nowMs - oldestMs,
  };
}

const isCrowded = ({ messageAttributes }: FanOut): boolean =>
  Object.keys(messageAttributes).length > mostAttributes;

/** Whether it passes, and has more attributes than a queue takes that gets it raw. */
const isTooMuch = (
  filters: Filters,
  { FilterPolicy, RawMessageDelivery }: Subscription["attributes"],
  fanOut: FanOut,
): boolean =>
  RawMessageDelivery === "true" && isCrowded(fanOut) && passesFilter(filters, FilterPolicy, fanOut);

function passesFilter(filters: Filters, policy: string | undefined, { messageAttributes }: FanOut): boolean {
  // One that is "" has been taken off.
  if (policy === undefined || policy === "") return true;
  try {
    return filters.matchesFilterPolicy(JSON.parse(policy) as object, messageAttributes);
  } catch {
    return true; // As fauxqs delivers past a policy that an earlier version has kept and nobody can read.
  }
}

function nameFilter({ messageAttributes }: FanOut): TopicEvent {
  const attributes = Object.values(messageAttributes);
  if (attributes.length === 0) return "filteredOutNoAttributes";
  return attributes.some(isMalformed) ? "filteredOutInvalidAttributes" : "filteredOut";
}

/** Of the types that filters look at, only lists have a syntax that SNS does not check when a message is published. */
function isMalformed({ DataType, StringValue = "" }: Attributes[string]): boolean {
  if (DataType !== "String.Array") return false;
  try {
    return !Array.isArray(JSON.parse(StringValue));
  } catch {
    return true;
  }
}
