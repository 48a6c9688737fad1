import {
  CreateTopicCommand,
  ListSubscriptionsByTopicCommand,
  SubscribeCommand,
  UnsubscribeCommand,
} from "@aws-sdk/client-sns";
import type { Emit } from "../../events/event.ts";
import type { Resource } from "../../graph/graph.ts";
import { readFlag, readOptionalText, readText } from "../../graph/inputs.ts";
import { permits } from "../../iam/evaluate.ts";
import type { Statement } from "../../iam/policy.ts";
import type { ClientsIn } from "../../service/clients.ts";
import type { Kinds } from "../../service/service.ts";
import { checkFilterPolicy, FilterPolicyError } from "../filter-policy.ts";
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

export const topicKinds: Kinds<TopicSite> = {
  "aws:sns/topic:Topic": {
    rules: {
      used: ["name", "displayName"],
      inert: {
        tracingConfig: "there is no X-Ray here",
        kmsMasterKeyId: "messages are encrypted at rest only",
      },
      fixed: { fifoTopic: [false], contentBasedDeduplication: [false] },
    },
    build: provisionTopic,
  },
  "aws:sns/topicPolicy:TopicPolicy": { rules: { used: ["arn", "policy"] } },
  "aws:sns/topicSubscription:TopicSubscription": {
    rules: {
      used: ["topic", "endpoint", "rawMessageDelivery", "filterPolicy", "filterPolicyScope", "redrivePolicy"],
      fixed: { protocol: ["sqs", "email"] },
    },
    build: provisionSubscription,
  },
};

/** Creates the topic, and drops the subscriptions it has from an earlier run: the graph's are made anew. */
async function provisionTopic(site: TopicSite, resource: Resource): Promise<void> {
  const { sns } = site.clientsIn(resource.region);
  const { TopicArn } = await sns.send(new CreateTopicCommand({ Name: readText(resource, "name") }));
  let NextToken: string | undefined;
  do {
    const page = await sns.send(new ListSubscriptionsByTopicCommand({ TopicArn, NextToken }));
    for (const { SubscriptionArn } of page.Subscriptions ?? []) {
      await sns.send(new UnsubscribeCommand({ SubscriptionArn }));
    }
    NextToken = page.NextToken;
  } while (NextToken !== undefined);
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
  if (!letsTopicSend(site, queue, topic)) {
    const reason = "the queue's policy does not allow sns.amazonaws.com sqs:SendMessage for this topic";
    site.emit({ kind: "undelivered", topic, queue, reason });
    const filterPolicy = readOptionalText(resource, "filterPolicy");
    const filterPolicyScope = readOptionalText(resource, "filterPolicyScope");
    const deadLetterArn = redrivePolicy === undefined ? undefined : readDeadLetterArn(redrivePolicy);
    site.messaging.refuse({
      topicArn: topic,
      queueArn: queue,
      ...(filterPolicy === undefined ? {} : { filterPolicy }),
      ...(filterPolicyScope === undefined ? {} : { filterPolicyScope }),
      redrives: redrivePolicy !== undefined,
      ...(deadLetterArn !== undefined && letsTopicSend(site, deadLetterArn, topic) ? { deadLetterArn } : {}),
    });
    return;
  }
  const Attributes: Record<string, string> = {
    RawMessageDelivery: String(isRaw),
  };
  const filter = readOptionalText(resource, "filterPolicy");
  if (filter !== undefined) {
    Attributes.FilterPolicy = filter;
    Attributes.FilterPolicyScope = readOptionalText(resource, "filterPolicyScope") ?? "MessageAttributes";
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
