import { type Datum, dataOf, type Measured } from "../events/datum.ts";
import type { Metrics } from "../events/observation.ts";
import type { EpochMs } from "../time/times.ts";

declare module "../events/observation.ts" {
  interface Observations {
    topic: TopicObservation;
  }
}

interface TopicObservation {
  kind: "topic";
  region: string;
  topicName: string;
  epochMs: EpochMs;
  event: TopicEvent;
  count: number;
}

export type TopicEvent =
  | "published"
  | "delivered"
  | "failed"
  | "redriven"
  | "redriveFailed"
  /** By a filter on attributes that the message has, but not with a value that passes. */
  | "filteredOut"
  /** By a filter on attributes, of a message without any. */
  | "filteredOutNoAttributes"
  /** By a filter on attributes that are malformed. */
  | "filteredOutInvalidAttributes";

const filteredOut = "NumberOfNotificationsFilteredOut";
const eventMetrics: Readonly<Record<TopicEvent, readonly string[]>> = {
  published: ["NumberOfMessagesPublished"],
  delivered: ["NumberOfNotificationsDelivered"],
  failed: ["NumberOfNotificationsFailed"],
  redriven: ["NumberOfNotificationsRedrivenToDlq"],
  redriveFailed: ["NumberOfNotificationsFailedToRedriveToDlq"],
  filteredOut: [filteredOut, `${filteredOut}-MessageAttributes`],
  filteredOutNoAttributes: [filteredOut, `${filteredOut}-NoMessageAttributes`],
  filteredOutInvalidAttributes: [filteredOut, `${filteredOut}-InvalidAttributes`],
};

function describeTopic({ topicName, epochMs, event, count }: TopicObservation): Datum[] {
  const measured = eventMetrics[event].map((name): Measured => [name, count, "Count"]);
  return dataOf("AWS/SNS", epochMs, [{ TopicName: topicName }], measured);
}

/** Source: SNS developer guide, "Monitoring topics". */
export const topicMetrics: Metrics = { topic: describeTopic };
