import { parseObject } from "../graph/json.ts";
import { checkFilterPolicy, FilterPolicyError } from "./check-filter-policy.ts";
import { isDeployed, onlyDeployed, type PolicyOf } from "./deployed-policy.ts";
import { type AttributeFault, findAttributeFault } from "./message-attributes.ts";
import { refusal } from "./refusal.ts";

/** The fields of a form, or those below one name. */
type Fields = Readonly<Record<string, string>>;

const largestBytes = 256 * 1024;
const invalid = (what: string): Error => refusal("InvalidParameter", `Invalid parameter: ${what}`);

/** The names of the attributes that filter policies on a topic look at. */
export type TopicFilters = (topicArn: string) => ReadonlySet<string>;

interface Topics {
  filters: TopicFilters;
  hasQueue: (arn: string) => boolean;
  policyOf: PolicyOf;
}

/**
 * Checks what fauxqs 2.4.1 takes and SNS does not, and what it would understand otherwise. Throws Refusal. Sources: SNS API
 * Reference and developer guide, errors and words as SNS was seen to answer.
 */
export function checkTopicCall(operation: string, input: Fields, topics: Topics): void {
  const { TopicArn } = input;
  const { filters, hasQueue, policyOf } = topics;
  if (operation === "AddPermission" || operation === "RemovePermission")
    throw invalid(`${operation}: ${onlyDeployed}`);
  let looked: ReadonlySet<string> | undefined;
  const isLookedAt = (attribute: string): boolean => {
    looked ??= filters(TopicArn ?? "");
    return looked.has(attribute);
  };
  const parts = TopicArn?.split(":").length ?? 6;
  if (parts < 6) throw invalid(`TopicArn Reason: An ARN must have at least 6 elements, not ${parts}`);
  if (operation === "Publish") {
    for (const name of ["TargetArn", "PhoneNumber"])
      if (input[name] !== undefined) throw invalid(`${name}: the local cloud publishes to a TopicArn only`);
    checkMessage(input, isLookedAt);
  }
  if (operation === "PublishBatch") checkBatch(input, isLookedAt);
  if (operation === "Subscribe") checkSubscription(input, readAttributes(input), hasQueue);
  if (operation === "CreateTopic" && input.Name?.endsWith(".fifo"))
    throw invalid(`Name ${input.Name}: the local cloud has no FIFO topics`);
  if (operation === "CreateTopic") checkTopicAttributes(readAttributes(input), undefined);
  const { AttributeName = "", AttributeValue = "" } = input;
  if (operation === "SetSubscriptionAttributes") checkAttributes({ [AttributeName]: AttributeValue });
  if (operation === "SetTopicAttributes")
    checkTopicAttributes({ [AttributeName]: AttributeValue }, policyOf(TopicArn ?? ""));
}

/** A map in a form. fauxqs leaves a key without value out, and of a key given twice takes the last value. */
function readAttributes(input: Fields): Fields {
  const attributes = new Map<string, string>();
  for (const { key, value, ...others } of listBelow(input, "Attributes.entry.")) {
    const [other] = Object.keys(others);
    if (key === undefined || value === undefined || other !== undefined)
      throw invalid(`Attributes: each entry has a key and a value, not ${other ?? "one of them only"}`);
    if (attributes.has(key)) throw invalid(`Attributes: ${key} is given twice; give it once`);
    attributes.set(key, value);
  }
  return Object.fromEntries(attributes);
}

/** Lists in a form: "Entries.member.1.Id" is below "Entries.member." the Id of the first. */
function listBelow(fields: Fields, prefix: string): Fields[] {
  const items = new Map<string, Record<string, string>>();
  for (const [name, value] of Object.entries(fields)) {
    if (!name.startsWith(prefix)) continue;
    const [index = "", ...rest] = name.slice(prefix.length).split(".");
    if (!/^[1-9]\d{0,5}$/.test(index)) throw invalid(`${name}: entries are numbered from 1`);
    const item = items.get(index) ?? {};
    item[rest.join(".")] = value;
    items.set(index, item);
  }
  return [...items.values()];
}

function checkBatch(input: Fields, isLookedAt: (attribute: string) => boolean): void {
  const entries = listBelow(input, "PublishBatchRequestEntries.member.");
  for (const [index, entry] of entries.entries()) {
    const at = `publishBatchRequestEntries.${index + 1}.member`;
    for (const name of ["Id", "Message"])
      if (entry[name] === undefined) throw missing(`${at}.${name.toLowerCase()}`);
    checkMessage(entry, isLookedAt);
  }
  if (entries.reduce((bytes, entry) => bytes + sizeOf(entry), 0) > largestBytes)
    throw refusal(
      "BatchRequestTooLong",
      "The length of all the batch messages put together is more than the limit.",
    );
}

const missing = (at: string): Error =>
  refusal(
    "ValidationError",
    `1 validation error detected: Value null at '${at}' failed to satisfy constraint: Member must not be null`,
  );

const attributesOf = (message: Fields): Fields[] => listBelow(message, "MessageAttributes.entry.");

function sizeOf(message: Fields): number {
  const texts = attributesOf(message).flatMap((attribute) => Object.values(attribute));
  return [message.Message ?? "", ...texts].reduce((bytes, text) => bytes + Buffer.byteLength(text), 0);
}

function checkMessage(message: Fields, isLookedAt: (attribute: string) => boolean): void {
  const { Message, Subject, MessageStructure, MessageDeduplicationId } = message;
  if (Message === "") throw invalid("Empty message");
  if (Subject !== undefined && !/^[^\p{Cc}\u2028\u2029]{1,100}$/u.test(Subject)) throw invalid("Subject");
  if (MessageStructure !== undefined)
    throw invalid(`MessageStructure: the local cloud does not support ${MessageStructure}; leave it out`);
  if (MessageDeduplicationId !== undefined)
    throw invalid(
      "MessageDeduplicationId Reason: The request includes MessageDeduplicationId parameter that is not valid for this topic type",
    );
  for (const { Name = "", "Value.DataType": DataType, ...values } of attributesOf(message)) {
    if (DataType === undefined) throw missing(`messageAttributes.${Name}.member.dataType`);
    const { "Value.StringValue": StringValue = "", "Value.BinaryValue": BinaryValue = "" } = values;
    const fault = findAttributeFault(Name, { DataType, StringValue, BinaryValue });
    if (fault !== undefined) throw refusal("ParameterValueInvalid", words[fault](Name, DataType));
    // SNS compares numbers as numbers, looks at each element of a list, and at no bytes; fauxqs takes all of it for text.
    if (DataType !== "String" && isLookedAt(Name))
      throw refusal(
        "ParameterValueInvalid",
        `The message attribute '${Name}' is of type ${DataType}, and a filter policy of the topic looks at it, which the local cloud supports for String only.`,
      );
  }
}

const words: Readonly<Record<AttributeFault, (name: string, type: string) => string>> = {
  length: () => "Length of message attribute name must be less than 256 bytes.",
  characters: (name) =>
    `Invalid non-alphanumeric character was found in the message attribute name '${name}'. Can only include alphanumeric characters, hyphens, underscores, or dots.`,
  edges: (name) =>
    `Invalid message attribute name '${name}': it starts or ends with '.', or starts with 'AWS.' or 'Amazon.'.`,
  dots: (name) => `Message attribute name '${name}' can not have successive '.' character.`,
  type: (name) =>
    `The message attribute '${name}' has an invalid message attribute type, the set of supported type prefixes is Binary, Number, and String.`,
  empty: (name, type) =>
    `The message attribute '${name}' must contain non-empty message attribute value for message attribute type '${type}'.`,
  number: (name) => `Could not cast message attribute '${name}' value to number.`,
};

function checkSubscription(
  { Protocol = "", Endpoint = "" }: Fields,
  attributes: Fields,
  hasQueue: Topics["hasQueue"],
): void {
  if (Protocol !== "sqs" && Protocol !== "email")
    throw invalid(`Protocol: the local cloud delivers to sqs only (and takes email), not to ${Protocol}`);
  if (Protocol === "sqs" && !/^arn:aws:sqs:[^:]+:\d{12}:[^:]+$/.test(Endpoint))
    throw invalid("SQS endpoint ARN");
  checkAttributes(attributes);
  if (Protocol === "sqs" && !hasQueue(Endpoint))
    throw invalid(`Endpoint: the local cloud has no queue ${Endpoint}, and subscribes no other`);
}

function checkTopicAttributes({ Policy }: Fields, deployed: string | undefined): void {
  if (Policy === undefined) return;
  if (parseObject(Policy) === undefined) throw invalid("Policy Error: it is not a valid JSON map");
  if (!isDeployed(Policy, deployed)) throw invalid(`Policy Error: ${onlyDeployed}`);
}

function checkAttributes(attributes: Fields): void {
  const { RawMessageDelivery = "false", FilterPolicy = "", FilterPolicyScope } = attributes;
  if (RawMessageDelivery !== "true" && RawMessageDelivery !== "false")
    throw invalid(`RawMessageDelivery: Invalid value [${RawMessageDelivery}]. Must be true or false.`);
  try {
    checkFilterPolicy(FilterPolicy === "" ? "{}" : FilterPolicy, FilterPolicyScope);
  } catch (error) {
    throw error instanceof FilterPolicyError ? refusal("InvalidParameter", error.message) : error;
  }
}
