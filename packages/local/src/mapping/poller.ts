import { setTimeout } from "node:timers/promises";
import {
  ChangeMessageVisibilityBatchCommand,
  DeleteMessageBatchCommand,
  type Message,
  ReceiveMessageCommand,
  type SQSClient,
} from "@aws-sdk/client-sqs";
import type { Emit } from "../events/event.ts";
import type { InvokeResult } from "../lambda/contract.ts";
import { longestOf } from "../lambda/lineage.ts";
import { encodeBatch, splitBatch } from "./event.ts";
import { readOutcome } from "./outcome.ts";

interface PollerOptions {
  client: SQSClient;
  queueUrl: string;
  queueArn: string;
  functionName: string;
  region: string;
  /** Most messages a batch holds. */
  batchSize: number;
  /** How long a batch waits for more messages once it has one. */
  windowMs: number;
  /** Batches being processed at once. */
  concurrency: number;
  partialResponses: boolean;
  /** `traceId` is the X-Ray header of what sent the messages, if it had one. */
  invoke: (payload: Uint8Array, traceId?: string) => Promise<InvokeResult>;
  emit: Emit;
}

interface Poller {
  /** Takes no further message, waits a little for batches being processed, and gives the rest back to the queue. */
  stop(): Promise<void>;
}

/** Short enough to end on its own when the cloud stops: an abandoned receive would still take messages. */
const POLL_S = 1;
const BATCH_LIMIT = 10;
/** Long polls last whole seconds; a window is watched more closely. */
const WINDOW_POLL_MS = 50;
const GRACE_MS = 2_500;
const RETRY_MS = 1_000;

/** Feeds a function from a queue as Lambda's event source mapping does. */
export function startPoller(options: PollerOptions): Poller {
  const running = new Set<Promise<void>>();
  /** What was received and is neither deleted nor left to its visibility timeout, by receipt handle. */
  const unsettled = new Map<string, Message>();
  const stopping = new AbortController();
  const stopped = new Promise<void>((resolve) => {
    stopping.signal.addEventListener("abort", () => resolve());
  });

  async function poll(): Promise<void> {
    while (!stopping.signal.aborted) {
      if (running.size >= options.concurrency) {
        await Promise.race([...running, stopped]);
        continue;
      }
      try {
        const messages = await gather(options, stopping.signal);
        for (const message of messages) unsettled.set(message.ReceiptHandle ?? "", message);
        if (messages.length === 0 || stopping.signal.aborted) continue;
        const parts = splitBatch(messages, options.queueArn);
        const batch: Promise<void> = processAll(parts).finally(() => running.delete(batch));
        running.add(batch);
      } catch (error) {
        if (!stopping.signal.aborted) report("receive", error);
        await pause(RETRY_MS, stopping.signal);
      }
    }
  }

  async function processAll(parts: Message[][]): Promise<void> {
    for (const part of parts) if (!stopping.signal.aborted) await process(part);
  }

  async function process(messages: Message[]): Promise<void> {
    try {
      const event = encodeBatch(messages, options.queueArn);
      const traceIds = messages.flatMap(({ Attributes }) => Attributes?.AWSTraceHeader ?? []);
      const result = await options.invoke(Buffer.from(JSON.stringify(event)), longestOf(traceIds));
      const ids = messages.map(({ MessageId }) => MessageId ?? "");
      const outcome = readOutcome(result, ids, options.partialResponses);
      if (outcome.kind !== "processed") {
        const { functionName, region } = options;
        const left = messages.length - outcome.done.length;
        const { done: _, ...what } = outcome;
        options.emit({ ...what, functionName, region, messages: left });
      }
      const done = messages.filter(({ MessageId }) => outcome.done.includes(MessageId ?? ""));
      for await (const failure of remove(options, done)) report("delete", failure);
      for (const { ReceiptHandle } of messages) unsettled.delete(ReceiptHandle ?? "");
      if (outcome.kind === "throttled") await pause(RETRY_MS, stopping.signal);
    } catch (error) {
      report("process", error);
    }
  }

  function report(step: string, error: unknown): void {
    options.emit({
      kind: "trouble",
      where: `mapping of ${options.queueArn} (${step})`,
      message: String(error),
    });
  }

  const polling = poll();
  return {
    async stop() {
      stopping.abort();
      await polling;
      const grace = new AbortController();
      await Promise.race([Promise.all(running), pause(GRACE_MS, grace.signal)]);
      grace.abort();
      await giveBack(options, [...unsettled.values()]).catch((error: unknown) => report("give back", error));
    },
  };
}

async function gather(options: PollerOptions, signal: AbortSignal): Promise<Message[]> {
  const messages = await receive(options, options.batchSize, POLL_S);
  if (messages.length === 0) return messages;
  const endMs = performance.now() + options.windowMs;
  while (messages.length < options.batchSize && performance.now() < endMs && !signal.aborted) {
    const more = await receive(options, options.batchSize - messages.length, 0);
    messages.push(...more);
    if (more.length === 0) await pause(WINDOW_POLL_MS, signal);
  }
  return messages;
}

async function receive(options: PollerOptions, count: number, waitS: number): Promise<Message[]> {
  const { Messages = [] } = await options.client.send(
    new ReceiveMessageCommand({
      QueueUrl: options.queueUrl,
      MaxNumberOfMessages: Math.min(count, BATCH_LIMIT),
      WaitTimeSeconds: waitS,
      MessageSystemAttributeNames: ["All"],
      MessageAttributeNames: ["All"],
    }),
  );
  return Messages;
}

/** Deletes messages from their queue and yields what SQS says of each that it keeps. */
async function* remove({ client, queueUrl }: PollerOptions, messages: Message[]): AsyncGenerator<string> {
  for (const chunk of chunks(messages)) {
    const entries = chunk.map(toEntry);
    const { Failed = [] } = await client.send(
      new DeleteMessageBatchCommand({ QueueUrl: queueUrl, Entries: entries }),
    );
    for (const { Id, Message: reason } of Failed) yield `${Id}: ${reason}`;
  }
}

/** Makes messages visible in their queue at once. */
async function giveBack({ client, queueUrl }: PollerOptions, messages: Message[]): Promise<void> {
  for (const chunk of chunks(messages)) {
    const entries = chunk.map((message, index) => ({ ...toEntry(message, index), VisibilityTimeout: 0 }));
    await client.send(new ChangeMessageVisibilityBatchCommand({ QueueUrl: queueUrl, Entries: entries }));
  }
}

function toEntry(message: Message, index: number): { Id: string; ReceiptHandle: string | undefined } {
  return { Id: String(index), ReceiptHandle: message.ReceiptHandle };
}

function* chunks<T>(values: readonly T[]): Generator<T[]> {
  for (let start = 0; start < values.length; start += BATCH_LIMIT)
    yield values.slice(start, start + BATCH_LIMIT);
}

/** Waits, or stops waiting when the signal says so. */
async function pause(ms: number, signal: AbortSignal): Promise<void> {
  await setTimeout(ms, undefined, { signal }).catch(() => {});
}
