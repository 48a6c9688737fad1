import { BatchProcessor, EventType, processPartialResponse } from "@aws-lambda-powertools/batch";
import type { Logger } from "@aws-lambda-powertools/logger";
import { AppError } from "@crisscross/core/edge/error";
import { parse } from "@crisscross/core/edge/schema";
import type { Context, SQSBatchResponse, SQSEvent, SQSRecord } from "aws-lambda";
import type * as v from "valibot";
import { logEvent } from "./write-event.ts";

const processor = new BatchProcessor(EventType.SQS);

/** How messages of one kind are handled. */
export interface MessageKind<T extends v.GenericSchema> {
  schema: T;
  /** What a log line says to tell which message it is about: ids, never contents. */
  idsOf(body: v.InferOutput<T>): Record<string, string | number>;
  /** Told of a message that can never be handled: not JSON, or rejected as `invalid`. */
  poisoned(record: SQSRecord): Promise<void>;
  /** `later` are the messages of the batch that come after this one. Throws ComesBack for one that is to stay in the queue. */
  handle(
    body: v.InferOutput<T>,
    record: SQSRecord,
    context: Context,
    later: readonly SQSRecord[],
  ): Promise<void>;
}

/** No failure: the message was not handled yet, and is reported, as it would be deleted otherwise. */
export class ComesBack extends Error {}

/**
 * Handles an SQS batch one message after another: parallel ones would measure each other. A message that fails is
 * logged and reported alone, so that it alone comes back.
 */
export function batchHandler<T extends v.GenericSchema>(logger: Logger, kind: MessageKind<T>) {
  return (event: SQSEvent, context: Context): Promise<SQSBatchResponse> =>
    processPartialResponse(
      event,
      (record: SQSRecord) => handleRecord(logger, kind, record, context, laterIn(event, record)),
      processor,
      {
        processInParallel: false,
        throwOnFullBatchFailure: false,
      },
    );
}

const laterIn = ({ Records }: SQSEvent, { messageId }: SQSRecord): readonly SQSRecord[] =>
  Records.slice(Records.findIndex((record) => record.messageId === messageId) + 1);

async function handleRecord<T extends v.GenericSchema>(
  logger: Logger,
  { schema, idsOf, poisoned, handle }: MessageKind<T>,
  record: SQSRecord,
  context: Context,
  later: readonly SQSRecord[],
): Promise<void> {
  const receives = Number(record.attributes.ApproximateReceiveCount);
  // On every line until the next message, whoever writes it.
  logger.appendKeys({ messageId: record.messageId, receives });
  try {
    const body = parseBody(schema, record.body);
    logger.appendKeys(idsOf(body));
    await handle(body, record, context, later);
  } catch (error) {
    if (error instanceof ComesBack) throw error;
    logEvent(logger, "message.failed", causeOf(error));
    if (error instanceof AppError && error.code === "invalid")
      await poisoned(record).catch((also: unknown) => logEvent(logger, "message.failed", causeOf(also)));
    throw error;
  } finally {
    logger.resetKeys();
  }
}

function parseBody<T extends v.GenericSchema>(schema: T, body: string): v.InferOutput<T> {
  let value: unknown;
  try {
    value = JSON.parse(body);
  } catch (cause) {
    throw new AppError("invalid", "message body is not JSON", { cause });
  }
  return parse(schema, value, "message");
}

/** For the log: the fields of a rejected message but not what was in them, and any other error as it is. */
function causeOf(error: unknown): { code: string; fields: string[] } | { error: Error } {
  if (error instanceof AppError && error.code === "invalid")
    return { code: error.code, fields: error.rejections.map(({ field }) => field) };
  return { error: error instanceof Error ? error : new Error(String(error)) };
}
