import {
  CreateQueueCommand,
  QueueDoesNotExist,
  SetQueueAttributesCommand,
  TagQueueCommand,
} from "@aws-sdk/client-sqs";
import type { Resource } from "../../graph/graph.ts";
import { readTags, readText } from "../../graph/inputs.ts";
import { text, whole } from "../../graph/limits.ts";
import type { ClientsIn } from "../../service/clients.ts";
import type { Kinds } from "../../service/service.ts";

/** What building queues needs. */
export interface QueueSite {
  clientsIn: ClientsIn;
}

/** Pulumi's input of a queue, and the attribute SQS knows it by. */
const attributeNames: Readonly<Record<string, string>> = {
  delaySeconds: "DelaySeconds",
  maxMessageSize: "MaximumMessageSize",
  messageRetentionSeconds: "MessageRetentionPeriod",
  receiveWaitTimeSeconds: "ReceiveMessageWaitTimeSeconds",
  visibilityTimeoutSeconds: "VisibilityTimeout",
  redriveAllowPolicy: "RedriveAllowPolicy",
  sqsManagedSseEnabled: "SqsManagedSseEnabled",
  kmsMasterKeyId: "KmsMasterKeyId",
  kmsDataKeyReusePeriodSeconds: "KmsDataKeyReusePeriodSeconds",
};

const api = "SQS API Reference, SetQueueAttributes";

export const queueKinds: Kinds<QueueSite> = {
  "aws:sqs/queue:Queue": {
    rules: {
      used: [...Object.keys(attributeNames), "redrivePolicy"],
      fixed: { fifoQueue: [false], contentBasedDeduplication: [false] },
      limits: {
        name: text("SQS API Reference, CreateQueue", /^[\w-]{1,80}$/, "1 to 80 letters, digits, - and _"),
        delaySeconds: whole(api, 0, 900),
        maxMessageSize: whole(api, 1024, 1_048_576),
        messageRetentionSeconds: whole(api, 60, 1_209_600),
        receiveWaitTimeSeconds: whole(api, 0, 20),
        visibilityTimeoutSeconds: whole(api, 0, 43_200),
        kmsDataKeyReusePeriodSeconds: whole(api, 60, 86_400),
        "redrivePolicy.maxReceiveCount": whole(api, 1, 1000),
      },
    },
    build: provisionQueue,
    relate: provisionRedrive,
  },
  "aws:sqs/queuePolicy:QueuePolicy": {
    rules: { used: ["queueUrl", "policy"] },
    build: provisionQueuePolicy,
  },
};

/** Creates the queue, or brings a queue kept from an earlier run to these attributes. */
async function provisionQueue(site: QueueSite, resource: Resource): Promise<void> {
  const { sqs } = site.clientsIn(resource.region);
  const Attributes: Record<string, string> = {};
  for (const [input, attribute] of Object.entries(attributeNames)) {
    const value = resource.inputs[input];
    if (value !== null && value !== undefined) Attributes[attribute] = String(value);
  }
  const QueueUrl = resource.id;
  try {
    // A policy dropped from the graph has to go from a kept queue too.
    await sqs.send(
      new SetQueueAttributesCommand({ QueueUrl, Attributes: { RedrivePolicy: "", ...Attributes } }),
    );
  } catch (error) {
    if (!(error instanceof QueueDoesNotExist)) throw error;
    await sqs.send(new CreateQueueCommand({ QueueName: readText(resource, "name"), Attributes }));
  }
  const Tags = readTags(resource);
  if (Object.keys(Tags).length > 0) await sqs.send(new TagQueueCommand({ QueueUrl, Tags }));
}

/** A dead-letter queue has to be there before others name it. */
async function provisionRedrive(site: QueueSite, resource: Resource): Promise<void> {
  const { redrivePolicy } = resource.inputs;
  if (redrivePolicy === null || redrivePolicy === undefined) return;
  const Attributes = { RedrivePolicy: String(redrivePolicy) };
  await site
    .clientsIn(resource.region)
    .sqs.send(new SetQueueAttributesCommand({ QueueUrl: resource.id, Attributes }));
}

async function provisionQueuePolicy(site: QueueSite, resource: Resource): Promise<void> {
  await site.clientsIn(resource.region).sqs.send(
    new SetQueueAttributesCommand({
      QueueUrl: readText(resource, "queueUrl"),
      Attributes: { Policy: readText(resource, "policy") },
    }),
  );
}
