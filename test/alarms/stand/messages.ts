import { type MessageAttributeValue, PublishCommand } from "@aws-sdk/client-sns";
import { GetQueueAttributesCommand, PurgeQueueCommand, SendMessageBatchCommand } from "@aws-sdk/client-sqs";
import type { Cloud } from "@crisscross/local/cloud";
import type { ResourceGraph } from "@crisscross/local/graph/graph";
import { createClients } from "@crisscross/local/service/clients";
import { until } from "../../support/until.ts";
import { home, prefix, type Queue, types } from "../places.ts";

/** What is sent past the system's own functions. */
export interface Messages {
  publish(body: string, attributes?: Readonly<Record<string, MessageAttributeValue>>): Promise<void>;
  /** Sends messages that no function can handle to a queue. */
  send(queue: Queue, count: number): Promise<void>;
}

interface Queues {
  arnOf(queue: Queue): string;
  /** Waits until a queue holds nothing, in flight or not. */
  emptied(queue: Queue): Promise<void>;
  purgeAll(): Promise<void>;
  close(): void;
}

export function createMessages({ accountId, resources }: ResourceGraph, cloud: Cloud): Messages & Queues {
  const { clientsIn, close } = createClients(cloud.endpoint, cloud.credentials);
  const urlOf = ({ region, name }: Queue) => `https://sqs.${region}.amazonaws.com/${accountId}/${name}`;
  return {
    async publish(body, attributes = {}) {
      const TopicArn = `arn:aws:sns:${home}:${accountId}:${prefix}ProbesTopic`;
      const message = { TopicArn, Message: body, MessageAttributes: attributes };
      await clientsIn(home).sns.send(new PublishCommand(message));
    },
    async send(queue, count) {
      for (let from = 0; from < count; from += 10) {
        const Entries = Array.from({ length: Math.min(10, count - from) }, (_, index) => ({
          Id: String(index),
          MessageBody: "nobody's",
        }));
        const batch = new SendMessageBatchCommand({ QueueUrl: urlOf(queue), Entries });
        await clientsIn(queue.region).sqs.send(batch);
      }
    },
    arnOf: ({ region, name }) => `arn:aws:sqs:${region}:${accountId}:${name}`,
    async emptied(queue) {
      const { sqs } = clientsIn(queue.region);
      const counts = ["ApproximateNumberOfMessages", "ApproximateNumberOfMessagesNotVisible"] as const;
      const ask = new GetQueueAttributesCommand({ QueueUrl: urlOf(queue), AttributeNames: [...counts] });
      await until(
        async () => Object.values((await sqs.send(ask)).Attributes ?? {}).every((count) => count === "0"),
        () => `${queue.name} without messages`,
      );
    },
    async purgeAll() {
      for (const { region, inputs } of resources.filter(({ type }) => type === types.queue)) {
        const QueueUrl = urlOf({ region, name: String(inputs.name) });
        await clientsIn(region).sqs.send(new PurgeQueueCommand({ QueueUrl }));
      }
    },
    close,
  };
}
