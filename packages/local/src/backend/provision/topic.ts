import {
  CreateTopicCommand,
  DeleteTopicCommand,
  SetTopicAttributesCommand,
  SubscribeCommand,
} from "@aws-sdk/client-sns";
import type { Emit } from "../../events/event.ts";
import type { Resource } from "../../graph/graph.ts";
import { readFlag, readOptionalText, readTags, readText } from "../../graph/inputs.ts";
import { text, upTo } from "../../graph/limits.ts";
import { permits } from "../../iam/evaluate.ts";
import type { Statement } from "../../iam/policy.ts";
import type { ClientsIn } from "../../service/clients.ts";
import type { Kinds } from "../../service/service.ts";
import { checkFilterPolicy, FilterPolicyError } from "../check-filter-policy.ts";
import type { Messaging } from "../messaging.ts";

/** What building topics and subscriptions needs. */
export interface TopicSite {
  accountId: string;
  clientsIn: ClientsIn;
  /** Policies that stand on resources, by the resource's ARN. */
  resourcePolicies: ReadonlyMap<string, readonly Statement[]>;
  emit: Emit;
  /** Also told of subscriptions that deliver nothing. */
  messaging: Messaging;
}

const api = "SNS API Reference, CreateTopic";

export const topicKinds: Kinds<TopicSite> = {
  "aws:sns/topic:Topic": {
    rules: {
      used: ["name", "displayName"],
      fixed: { fifoTopic: [false], contentBasedDeduplication: [false] },
      limits: {
        name: text(api, /^[\w-]{1,256}$/, "1 to 256 letters, digits, - and _"),
        displayName: upTo(api, 100),
      },
    },
    build: provisionTopic,
  },
  "aws:sns/topicPolicy:TopicPolicy": { rules: { used: ["arn", "policy"] }, build: provisionTopicPolicy },
  "aws:sns/topicSubscription:TopicSubscription": {
    rules: {
      used: ["topic", "endpoint", "rawMessageDelivery", "filterPolicy", "filterPolicyScope", "redrivePolicy"],
      fixed: { protocol: ["sqs", "email"] },
    },
    build: provisionSubscription,
  },
};

/** Creates the topic anew: one from an earlier run keeps nothing but subscriptions and attributes. */
async function provisionTopic(site: TopicSite, resource: Resource): Promise<void> {
  const { sns } = site.clientsIn(resource.region);
  await sns.send(new DeleteTopicCommand({ TopicArn: resource.arn ?? resource.id }));
  const DisplayName = readOptionalText(resource, "displayName");
  const Tags = Object.entries(readTags(resource)).map(([Key, Value]) => ({ Key, Value }));
  const Attributes = DisplayName === undefined ? {} : { DisplayName };
  await sns.send(new CreateTopicCommand({ Name: readText(resource, "name"), Attributes, Tags }));
}

async function provisionTopicPolicy(site: TopicSite, resource: Resource): Promise<void> {
  const AttributeValue = readText(resource, "policy");
  const TopicArn = readText(resource, "arn");
  await site
    .clientsIn(resource.region)
    .sns.send(new SetTopicAttributesCommand({ TopicArn, AttributeName: "Policy", AttributeValue }));
}

/**
 * Subscribes a queue to a topic, if the queue's policy lets the topic send: AWS checks that at each delivery and
 * drops what it refuses, so a subscription without permission is one that delivers nothing.
 */
async function provisionSubscription(site: TopicSite, resource: Resource): Promise<void> {
  if (readText(resource, "protocol") === "email") {
    const { type, name } = resource;
    site.emit({ kind: "inert", type, name, reason: "the local cloud sends no mail" });
    return;
  }
  checkFilter(resource);
  const topic = readText(resource, "topic");
  const queue = readText(resource, "endpoint");
  const redrivePolicy = readOptionalText(resource, "redrivePolicy");
  const isRaw = readFlag(resource, "rawMessageDelivery");
  if (redrivePolicy !== undefined && !isRaw) {
    throw new Error(
      `The subscription ${resource.name} has a redrive policy without raw message delivery, which the local cloud does not support.`,
    );
  }
  const isLet = letsTopicSend(site, queue, topic);
  if (!isLet || redrivePolicy !== undefined) {
    const filterPolicy = readOptionalText(resource, "filterPolicy");
    const deadLetterArn = redrivePolicy === undefined ? undefined : readDeadLetterArn(redrivePolicy);
    site.messaging.refuse({
      topicArn: topic,
      queueArn: queue,
      ...(isLet && { delivers: true }),
      ...(filterPolicy === undefined ? {} : { filterPolicy }),
      redrives: redrivePolicy !== undefined,
      ...(deadLetterArn !== undefined && letsTopicSend(site, deadLetterArn, topic) ? { deadLetterArn } : {}),
    });
  }
  if (!isLet) {
    const reason = "the queue's policy does not allow sns.amazonaws.com sqs:SendMessage for this topic";
    site.emit({ kind: "undelivered", topic, queue, reason });
    return;
  }
  const Attributes: Record<string, string> = {
    RawMessageDelivery: String(isRaw),
    ...(redrivePolicy !== undefined && { RedrivePolicy: redrivePolicy }),
  };
  const filter = readOptionalText(resource, "filterPolicy");
  if (filter !== undefined) {
    Attributes.FilterPolicy = filter;
    Attributes.FilterPolicyScope = "MessageAttributes";
  }
  const subscribe = new SubscribeCommand({ TopicArn: topic, Protocol: "sqs", Endpoint: queue, Attributes });
  await site.clientsIn(resource.region).sns.send(subscribe);
}

/** SNS would refuse it at Subscribe; a wrong one that is taken delivers nothing, for ever. */
function checkFilter(resource: Resource): void {
  const policy = readOptionalText(resource, "filterPolicy");
  if (policy === undefined) return;
  try {
    checkFilterPolicy(policy, readOptionalText(resource, "filterPolicyScope"));
  } catch (cause) {
    if (!(cause instanceof FilterPolicyError)) throw cause;
    throw new Error(`The subscription ${resource.name} (${resource.region}) is refused: ${cause.message}.`, {
      cause,
    });
  }
}

function letsTopicSend(site: TopicSite, queueArn: string, topicArn: string): boolean {
  const context = {
    "aws:SourceArn": topicArn,
    "aws:SourceAccount": site.accountId,
    "aws:SecureTransport": "true",
  };
  const principals = ["Service:sns.amazonaws.com"];
  const policy = site.resourcePolicies.get(queueArn) ?? [];
  return permits(policy, { action: "sqs:SendMessage", resource: queueArn, principals, context });
}

function readDeadLetterArn(redrivePolicy: string): string | undefined {
  const { deadLetterTargetArn } = JSON.parse(redrivePolicy) as { deadLetterTargetArn?: string };
  return deadLetterTargetArn;
}
