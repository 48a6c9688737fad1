import { ChangeMessageVisibilityCommand, SQSClient } from "@aws-sdk/client-sqs";
import type { BlockQueue } from "../blocks/consume-block.ts";
import { limitedRequests } from "../edges/request-limits.ts";

/** The queue consume is fed from, in its own region. */
export function openBlockQueue(QueueUrl: string): BlockQueue {
  // The client's own endpoint wins over the queue URL's host, which no local cloud resolves.
  const client = new SQSClient({ useQueueUrlAsEndpoint: false, requestHandler: limitedRequests() });
  return {
    async hide(ReceiptHandle, VisibilityTimeout) {
      await client.send(new ChangeMessageVisibilityCommand({ QueueUrl, ReceiptHandle, VisibilityTimeout }));
    },
  };
}
