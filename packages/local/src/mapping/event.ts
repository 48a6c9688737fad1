import type { Message } from "@aws-sdk/client-sqs";

/** A batch of messages as Lambda hands it to a function. Source: Lambda developer guide, "Using Lambda with SQS". */
interface SqsEvent {
  Records: SqsRecord[];
}

interface SqsRecord {
  messageId: string;
  receiptHandle: string;
  body: string;
  attributes: Record<string, string>;
  messageAttributes: Record<string, SqsRecordAttribute>;
  md5OfBody: string;
  md5OfMessageAttributes?: string;
  eventSource: "aws:sqs";
  eventSourceARN: string;
  awsRegion: string;
}

interface SqsRecordAttribute {
  stringValue?: string;
  /** Base64. */
  binaryValue?: string;
  stringListValues: string[];
  binaryListValues: string[];
  dataType: string;
}

/** Most bytes a function can be handed. */
const PAYLOAD_LIMIT_BYTES = 6 * 1024 * 1024;

/** Cuts a batch so that each part's event fits what a function can be handed; a message that fits none goes alone. */
export function splitBatch(
  messages: readonly Message[],
  queueArn: string,
  limitBytes = PAYLOAD_LIMIT_BYTES,
): Message[][] {
  const parts: Message[][] = [];
  let leftBytes = 0;
  for (const message of messages) {
    const bytes = Buffer.byteLength(JSON.stringify(encodeRecord(message, queueArn))) + 1;
    const last = parts.at(-1);
    if (last === undefined || bytes > leftBytes) {
      parts.push([message]);
      leftBytes = limitBytes - EVENT_FRAME_BYTES - bytes;
    } else {
      last.push(message);
      leftBytes -= bytes;
    }
  }
  return parts;
}

/** {"Records":[]} */
const EVENT_FRAME_BYTES = 14;

export function encodeBatch(messages: readonly Message[], queueArn: string): SqsEvent {
  return { Records: messages.map((message) => encodeRecord(message, queueArn)) };
}

function encodeRecord(message: Message, queueArn: string): SqsRecord {
  return {
    messageId: message.MessageId ?? "",
    receiptHandle: message.ReceiptHandle ?? "",
    body: message.Body ?? "",
    attributes: { ...message.Attributes },
    messageAttributes: encodeAttributes(message),
    md5OfBody: message.MD5OfBody ?? "",
    ...(message.MD5OfMessageAttributes === undefined
      ? {}
      : { md5OfMessageAttributes: message.MD5OfMessageAttributes }),
    eventSource: "aws:sqs",
    eventSourceARN: queueArn,
    awsRegion: queueArn.split(":")[3] ?? "",
  };
}

function encodeAttributes(message: Message): Record<string, SqsRecordAttribute> {
  const entries = Object.entries(message.MessageAttributes ?? {}).map(([name, attribute]) => {
    const encoded: SqsRecordAttribute = {
      ...(attribute.StringValue === undefined ? {} : { stringValue: attribute.StringValue }),
      ...(attribute.BinaryValue === undefined
        ? {}
        : { binaryValue: Buffer.from(attribute.BinaryValue).toString("base64") }),
      stringListValues: [],
      binaryListValues: [],
      dataType: attribute.DataType ?? "String",
    };
    return [name, encoded] as const;
  });
  return Object.fromEntries(entries);
}
