import { SendMessageCommand, SQSClient } from "@aws-sdk/client-sqs";
import { limitedRequests, type RequestLimits } from "../edges/request-limits.ts";
import type { JobMessage } from "../planning/plan-job.ts";

/** The queue plan reads: one message names one job. */
export function openJobsQueue(
  QueueUrl: string,
  limits?: RequestLimits,
): { send(jobId: string): Promise<void> } {
  // The client's own endpoint wins over the queue URL's host, which no local cloud resolves.
  const client = new SQSClient({ useQueueUrlAsEndpoint: false, requestHandler: limitedRequests(limits) });
  return {
    async send(job) {
      const message: JobMessage = { v: 1, job };
      await client.send(new SendMessageCommand({ QueueUrl, MessageBody: JSON.stringify(message) }));
    },
  };
}
