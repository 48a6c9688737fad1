import type {
  ApiObservation,
  InvocationObservation,
  Observation,
  QueueDepthObservation,
  QueueMessagesObservation,
  TableObservation,
  TopicEvent,
  TopicObservation,
} from "../events/observation.ts";
import type { Datum, Dimensions } from "./metrics/datum.ts";

/**
 * The metrics AWS publishes about an observation: names, units and dimensions as in the services' own lists
 * (Lambda "Types of metrics", SQS "Available CloudWatch metrics", SNS "Monitoring topics", DynamoDB "Metrics and
 * dimensions", API Gateway "Monitor HTTP APIs").
 */
export function describeObservation(observation: Observation): Datum[] {
  switch (observation.kind) {
    case "invocation":
      return describeInvocation(observation);
    case "queueMessages":
      return describeQueueMessages(observation);
    case "queueDepth":
      return describeQueueDepth(observation);
    case "topic":
      return describeTopic(observation);
    case "table":
      return describeTable(observation);
    case "api":
      return describeApi(observation);
  }
}

type Measured = [name: string, value: number, unit: string];

function publish(
  namespace: string,
  epochMs: number,
  dimensionSets: Dimensions[],
  measured: Measured[],
): Datum[] {
  return dimensionSets.flatMap((dimensions) =>
    measured.map(([name, value, unit]) => {
      return { namespace, name, dimensions, epochMs, unit, sample: { kind: "values", values: [value] } };
    }),
  );
}

/** Invocations that ended carry a 0 or 1 for errors and throttles, so that their average is a rate. */
function describeInvocation(observation: InvocationObservation): Datum[] {
  const { functionName, outcome, durationMs = 0, concurrent } = observation;
  const sets = [{ FunctionName: functionName }, { FunctionName: functionName, Resource: functionName }, {}];
  // A metric's time is that of the start.
  const epochMs = observation.epochMs - durationMs;
  const count = (name: string, value: number): Measured => [name, value, "Count"];
  switch (outcome) {
    case "throttled":
      return publish("AWS/Lambda", epochMs, sets, [count("Throttles", 1)]);
    case "dropped":
      return publish("AWS/Lambda", epochMs, sets, [count("AsyncEventsDropped", 1)]);
    case "recursive":
      return publish("AWS/Lambda", epochMs, sets, [count("RecursiveInvocationsDropped", 1)]);
    default:
      return publish("AWS/Lambda", epochMs, sets, [
        count("Invocations", 1),
        count("Errors", outcome === "ok" ? 0 : 1),
        count("Throttles", 0),
        ["Duration", durationMs, "Milliseconds"],
        count("ConcurrentExecutions", concurrent),
      ]);
  }
}

const queueMetrics = {
  sent: "NumberOfMessagesSent",
  received: "NumberOfMessagesReceived",
  deleted: "NumberOfMessagesDeleted",
  emptyReceive: "NumberOfEmptyReceives",
} as const;

function describeQueueMessages({ queueName, epochMs, event, count }: QueueMessagesObservation): Datum[] {
  const measured: Measured[] = [[queueMetrics[event], count, "Count"]];
  return publish("AWS/SQS", epochMs, [{ QueueName: queueName }], measured);
}

function describeQueueDepth(observation: QueueDepthObservation): Datum[] {
  const { queueName, epochMs, visible, inFlight, delayed, oldestAgeMs } = observation;
  return publish(
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

const filteredOut = "NumberOfNotificationsFilteredOut";
const topicMetrics: Readonly<Record<TopicEvent, readonly string[]>> = {
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
  const measured = topicMetrics[event].map((name): Measured => [name, count, "Count"]);
  return publish("AWS/SNS", epochMs, [{ TopicName: topicName }], measured);
}

const reads = new Set(["GetItem", "BatchGetItem", "Query", "Scan", "TransactGetItems"]);

function describeTable(observation: TableObservation): Datum[] {
  const { tableName: TableName, indexName, operation: Operation, epochMs, outcome, latencyMs } = observation;
  // Capacity and throttles of an index stand under the index alone, not under its table too.
  const dimensionsOf = (index: string | undefined): Dimensions =>
    index === undefined ? { TableName } : { TableName, GlobalSecondaryIndexName: index };
  const isRead = reads.has(Operation);
  const count = (dimensions: Dimensions, name: string, value = 1): Datum[] =>
    publish("AWS/DynamoDB", epochMs, [dimensions], [[name, value, "Count"]]);
  switch (outcome) {
    case "ok": {
      const used = isRead ? "ConsumedReadCapacityUnits" : "ConsumedWriteCapacityUnits";
      const latency: Measured = ["SuccessfulRequestLatency", latencyMs, "Milliseconds"];
      return [
        ...publish("AWS/DynamoDB", epochMs, [{ TableName, Operation }], [latency]),
        ...(observation.consumed ?? []).flatMap((one) => count(dimensionsOf(one.indexName), used, one.units)),
      ];
    }
    case "throttled":
      return [
        ...count({ TableName, Operation }, "ThrottledRequests"),
        ...count(dimensionsOf(indexName), isRead ? "ReadThrottleEvents" : "WriteThrottleEvents"),
      ];
    case "conditionFailed":
      return count({ TableName }, "ConditionalCheckFailedRequests");
    case "userError":
      // For the account and region as a whole: AWS gives it no table.
      return count({}, "UserErrors");
    case "systemError":
      return count({ TableName, Operation }, "SystemErrors");
  }
}

function describeApi(observation: ApiObservation): Datum[] {
  const { apiId: ApiId, stage: Stage, epochMs, status, latencyMs, integrationLatencyMs, bytes } = observation;
  const measured: Measured[] = [
    ["Count", 1, "Count"],
    ["4xx", status >= 400 && status < 500 ? 1 : 0, "Count"],
    ["5xx", status >= 500 ? 1 : 0, "Count"],
    ["Latency", latencyMs, "Milliseconds"],
    ["DataProcessed", bytes, "Bytes"],
  ];
  if (integrationLatencyMs !== undefined) {
    measured.push(["IntegrationLatency", integrationLatencyMs, "Milliseconds"]);
  }
  return publish("AWS/ApiGateway", epochMs, [{ ApiId }, { ApiId, Stage }], measured);
}
