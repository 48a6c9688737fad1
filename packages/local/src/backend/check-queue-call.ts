import * as sqs from "@aws-sdk/client-sqs";
import { checkPolicies, invalid, type Place } from "./check-queue-policies.ts";
import { onlyDeployed } from "./deployed-policy.ts";
import {
  type AttributeFault,
  findAttributeFault,
  type MessageAttribute,
  mostAttributes,
} from "./message-attributes.ts";
import { refusal } from "./refusal.ts";

/** A request's input, of the types that AWS's model has. */
export interface QueueInput {
  QueueUrl?: string;
  QueueName?: string;
  Attributes?: Readonly<Record<string, string>>;
  AttributeNames?: readonly string[];
  MessageSystemAttributeNames?: readonly string[];
  MessageBody?: string;
  MessageAttributes?: Readonly<Record<string, MessageAttribute>>;
  MessageGroupId?: string;
  MessageDeduplicationId?: string;
  MaxResults?: number;
  DelaySeconds?: number;
  ReceiptHandle?: string;
  VisibilityTimeout?: number;
}
export interface QueueEntry extends QueueInput {
  Id: string;
}

/**
 * Checks what fauxqs 2.4.1 takes and SQS does not; what is wrong with one entry of a batch is found apart, by checkEntry.
 * Throws Refusal. Sources: SQS API Reference, errors and words as SQS was seen to answer.
 */
export function checkQueueCall(
  operation: string,
  input: QueueInput & { Entries?: readonly QueueEntry[] },
  place: Place,
): void {
  if (operation === "AddPermission" || operation === "RemovePermission")
    throw refusal("UnsupportedOperation", `${operation} is not supported: ${onlyDeployed}.`);
  if (operation === "SendMessage") checkMessage(input);
  if (operation === "DeleteMessage" || operation === "ChangeMessageVisibility") checkHandle(input);
  if (operation === "CreateQueue") checkName(input.QueueName ?? "");
  if (operation === "CreateQueue" || operation === "SetQueueAttributes") checkPolicies(input, place);
  if (operation === "GetQueueAttributes") checkNames(input.AttributeNames, sqs.QueueAttributeName);
  if (operation === "ReceiveMessage") {
    const known = { ...sqs.QueueAttributeName, ...sqs.MessageSystemAttributeName };
    checkNames(input.AttributeNames, known);
    checkNames(input.MessageSystemAttributeNames, known);
  }
  const { MaxResults = 1 } = input;
  if (MaxResults < 1 || MaxResults > 1000)
    throw invalid("MaxResults", MaxResults, "Must be >= 1 and <= 1000, if provided.");
  checkIds((input.Entries ?? []).map(({ Id }) => Id));
}

function checkName(name: string): void {
  if (/^[\w-]{1,80}$/.test(name)) return;
  const reason = name.endsWith(".fifo")
    ? "The local cloud has no FIFO queues."
    : "Can only include alphanumeric characters, hyphens, or underscores. 1 to 80 in length.";
  throw invalid("QueueName", name, reason);
}

function checkIds(ids: readonly string[]): void {
  if (ids.length > 10)
    throw refusal("TooManyEntriesInBatchRequest", "Maximum number of entries per request are 10.");
  if (!ids.every((id) => /^[\w-]{1,80}$/.test(id)))
    throw refusal(
      "InvalidBatchEntryId",
      "A batch entry id can only contain alphanumeric characters, hyphens and underscores. It can be at most 80 letters long.",
    );
  const repeated = ids.find((id, index) => ids.indexOf(id) !== index);
  if (repeated !== undefined) throw refusal("BatchEntryIdsNotDistinct", `Id ${repeated} repeated.`);
}

const entryChecks: Readonly<Record<string, (entry: QueueInput) => void>> = {
  SendMessageBatch: checkMessage,
  DeleteMessageBatch: checkHandle,
  ChangeMessageVisibilityBatch: checkChange,
};

/** Throws Refusal for an entry that fails alone; the others of its batch do not. */
export function checkEntry(operation: string, entry: QueueEntry): void {
  if (Object.hasOwn(entryChecks, operation)) entryChecks[operation]?.(entry);
}

function checkMessage(message: QueueInput): void {
  const { MessageBody, DelaySeconds = 0, MessageGroupId, MessageDeduplicationId } = message;
  if (MessageBody === "")
    throw refusal("MissingParameter", "The request must contain the parameter MessageBody.");
  if (DelaySeconds < 0 || DelaySeconds > 900)
    throw invalid("DelaySeconds", DelaySeconds, "DelaySeconds must be >= 0 and <= 900.");
  if (MessageDeduplicationId !== undefined)
    throw invalid(
      "MessageDeduplicationId",
      MessageDeduplicationId,
      "The request include parameter that is not valid for this queue type.",
    );
  if (MessageGroupId !== undefined && !/^[!-~]{1,128}$/.test(MessageGroupId))
    throw invalid(
      "MessageGroupId",
      MessageGroupId,
      "Must be 1 to 128 alphanumeric characters or punctuation.",
    );
  const attributes = Object.entries(message.MessageAttributes ?? {});
  if (attributes.length > mostAttributes) {
    const count = `[${attributes.length}] exceeds the allowed maximum [${mostAttributes}]`;
    throw refusal("InvalidParameterValue", `Number of message attributes ${count}.`);
  }
  for (const [name, attribute] of attributes) {
    const fault = findAttributeFault(name, attribute);
    if (fault !== undefined) throw refusal("InvalidParameterValue", words[fault](name, attribute.DataType));
  }
}

const words: Readonly<Record<AttributeFault, (name: string, type?: string) => string>> = {
  length: () => "Message (user) attribute names must be shorter than 256 Bytes",
  characters: () =>
    "Message (user) attributes name can only contain upper and lower score characters, digits, periods, hyphens and underscores. ",
  edges: () =>
    "You can't use message attribute names beginning with 'AWS.' or 'Amazon.'. These strings are reserved for internal use. Additionally, they cannot start or end with '.'.",
  dots: (name) => `Message (user) attribute name '${name}' has successive periods.`,
  type: (name, type) =>
    `Type for parameter MessageAttributes.${name}.DataType must be prefixed with 'String', 'Binary', or 'Number', but was: ${type}`,
  empty: (name, type) =>
    `Message (user) attribute '${name}' must contain a non-empty value of type '${type}'.`,
  number: (name) => `Can't cast the value of message (user) attribute '${name}' to a number.`,
};

/** fauxqs's handles are UUIDs; one that it may have given and that leads nowhere any more is its own affair. */
function checkHandle({ ReceiptHandle = "" }: QueueInput): void {
  if (!/^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/.test(ReceiptHandle))
    throw refusal(
      "ReceiptHandleIsInvalid",
      `The input receipt handle "${ReceiptHandle}" is not a valid receipt handle.`,
    );
}

function checkChange(entry: QueueInput): void {
  checkHandle(entry);
  if (entry.VisibilityTimeout === undefined)
    throw refusal("MissingParameter", "The request must contain the parameter VisibilityTimeout.");
}

function checkNames(names: readonly string[] = [], known: Readonly<Record<string, string>>): void {
  const unknown = names.find((name) => !Object.hasOwn(known, name));
  if (unknown !== undefined) throw refusal("InvalidAttributeName", `Unknown Attribute ${unknown}.`);
}
