/** Something that happened in the local cloud and that AWS would publish metrics about. Times are epoch ms. */
export type Observation =
  | InvocationObservation
  | QueueMessagesObservation
  | QueueDepthObservation
  | TopicObservation
  | TableObservation
  | ApiObservation;

/** One finished, refused or dropped invocation, as CloudWatch's AWS/Lambda metrics count them. */
export interface InvocationEvent {
  functionName: string;
  region: string;
  epochMs: number;
  /** `dropped`: an asynchronous event given up after its retries; `recursive`: refused as part of a loop. */
  outcome: "ok" | "error" | "timeout" | "throttled" | "recursive" | "dropped";
  /** Execution time; absent when nothing ran. */
  durationMs?: number;
  /** Invocations of this function running at that moment, this one included. */
  concurrent: number;
}

export interface InvocationObservation extends InvocationEvent {
  kind: "invocation";
}

export interface QueueMessagesObservation {
  kind: "queueMessages";
  region: string;
  queueName: string;
  epochMs: number;
  event: "sent" | "received" | "deleted" | "emptyReceive";
  count: number;
}

/** Sampled each minute. */
export interface QueueDepthObservation {
  kind: "queueDepth";
  region: string;
  queueName: string;
  epochMs: number;
  visible: number;
  inFlight: number;
  delayed: number;
  /** Age of the oldest message that is not deleted; 0 in an empty queue. */
  oldestAgeMs: number;
}

export interface TopicObservation {
  kind: "topic";
  region: string;
  topicName: string;
  epochMs: number;
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

/** One request to DynamoDB. */
export interface TableObservation {
  kind: "table";
  region: string;
  tableName: string;
  /** Of requests that read a global secondary index, and of those that were throttled for one. */
  indexName?: string;
  /** "PutItem" */
  operation: string;
  epochMs: number;
  outcome: "ok" | "throttled" | "conditionFailed" | "userError" | "systemError";
  latencyMs: number;
  /** Capacity units a successful request used, of the table or of an index. */
  consumed?: readonly { indexName?: string; units: number }[];
}

/** One request to an HTTP API, answered. */
export interface AnsweredRequest {
  region: string;
  apiId: string;
  stage: string;
  epochMs: number;
  status: number;
  latencyMs: number;
  /** Absent when no function was called for the answer. */
  integrationLatencyMs?: number;
  bytes: number;
}

export interface ApiObservation extends AnsweredRequest {
  kind: "api";
}
