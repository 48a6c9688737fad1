import { type Datum, dataOf, type Measured } from "../events/datum.ts";
import type { Metrics } from "../events/observation.ts";
import type { EpochMs } from "../time/times.ts";

declare module "../events/observation.ts" {
  interface Observations {
    queueMessages: QueueMessagesObservation;
    queueDepth: QueueDepthObservation;
  }
}

interface QueueMessagesObservation {
  kind: "queueMessages";
  region: string;
  queueName: string;
  epochMs: EpochMs;
  event: "sent" | "received" | "deleted" | "emptyReceive";
  count: number;
}

/** Sampled each minute. */
export interface QueueDepthObservation {
  kind: "queueDepth";
  region: string;
  queueName: string;
  epochMs: EpochMs;
  visible: number;
  inFlight: number;
  delayed: number;
  /** Age of the oldest message that is not deleted; 0 in an empty queue. */
  oldestAgeMs: number;
}

/** Source: SQS developer guide, "Available CloudWatch metrics". */
export const queueMetrics: Metrics = { queueMessages: describeQueueMessages, queueDepth: describeQueueDepth };

const messageMetrics = {
  sent: "NumberOfMessagesSent",
  received: "NumberOfMessagesReceived",
  deleted: "NumberOfMessagesDeleted",
  emptyReceive: "NumberOfEmptyReceives",
} as const;

function describeQueueMessages({ queueName, epochMs, event, count }: QueueMessagesObservation): Datum[] {
  const measured: Measured[] = [[messageMetrics[event], count, "Count"]];
  return dataOf("AWS/SQS", epochMs, [{ QueueName: queueName }], measured);
}

function describeQueueDepth(observation: QueueDepthObservation): Datum[] {
  const { queueName, epochMs, visible, inFlight, delayed, oldestAgeMs } = observation;
  return dataOf(
    "AWS/SQS",
    epochMs,
    [{ QueueName: queueName }],
    [
      ["ApproximateNumberOfMessagesVisible", visible, "Count"],
      ["ApproximateNumberOfMessagesNotVisible", inFlight, "Count"],
      ["ApproximateNumberOfMessagesDelayed", delayed, "Count"],
      ["ApproximateAgeOfOldestMessage", Math.floor(oldestAgeMs / 1000), "Seconds"],
    ],
  );
}
