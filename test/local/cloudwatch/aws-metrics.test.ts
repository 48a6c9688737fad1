import { toEpochMs } from "@crisscross/local/time/times";
import { describe, expect, it } from "vitest";
import type { Datum } from "../../../packages/local/src/events/datum.ts";
import {
  describeObservation as describeBy,
  type Observation,
} from "../../../packages/local/src/events/observation.ts";
import { metricsOf, services } from "../../../packages/local/src/provision/services.ts";

const metrics = metricsOf(services);
const describeObservation = (observation: Observation): Datum[] => describeBy(metrics, observation);

const where = { region: "eu-west-2", epochMs: toEpochMs(10_000) };

/** "Name{Dimension=value}=value unit", those of one dimension set only if given. */
function list(observation: Observation, dimensions?: string): string[] {
  return describeObservation(observation)
    .map(({ namespace, name, dimensions: set, unit, sample }) => {
      const printed = Object.entries(set)
        .map(([key, value]) => `${key}=${value}`)
        .join(",");
      const values = sample.kind === "values" ? sample.values.join() : "";
      return { printed, text: `${namespace} ${name} ${values} ${unit}` };
    })
    .filter(({ printed }) => dimensions === undefined || printed === dimensions)
    .map(({ text }) => text);
}

describe("AWS/Lambda", () => {
  const invocation = { kind: "invocation", ...where, functionName: "outer", concurrent: 2 } as const;

  it("has an invocation with its errors, throttles, duration and concurrency", () => {
    expect(list({ ...invocation, outcome: "timeout", durationMs: 3000 }, "FunctionName=outer")).toEqual([
      "AWS/Lambda Invocations 1 Count",
      "AWS/Lambda Errors 1 Count",
      "AWS/Lambda Throttles 0 Count",
      "AWS/Lambda Duration 3000 Milliseconds",
      "AWS/Lambda ConcurrentExecutions 2 Count",
    ]);
  });

  it("counts it when it began, by function, by resource and for the region", () => {
    const data = describeObservation({ ...invocation, outcome: "ok", durationMs: 3000 });
    expect(new Set(data.map(({ epochMs }) => epochMs))).toEqual(new Set([7_000]));
    expect(new Set(data.map(({ dimensions }) => JSON.stringify(dimensions)))).toEqual(
      new Set(['{"FunctionName":"outer"}', '{"FunctionName":"outer","Resource":"outer"}', "{}"]),
    );
  });

  it.each([
    ["throttled", "Throttles"],
    ["dropped", "AsyncEventsDropped"],
    ["recursive", "RecursiveInvocationsDropped"],
  ] as const)("has a call that was %s in %s alone", (outcome, name) => {
    expect(list({ ...invocation, outcome }, "")).toEqual([`AWS/Lambda ${name} 1 Count`]);
  });
});

describe("AWS/SQS", () => {
  it.each([
    ["sent", "NumberOfMessagesSent"],
    ["received", "NumberOfMessagesReceived"],
    ["deleted", "NumberOfMessagesDeleted"],
    ["emptyReceive", "NumberOfEmptyReceives"],
  ] as const)("has messages %s in %s", (event, name) => {
    const observation = { kind: "queueMessages", ...where, queueName: "jobs", event, count: 4 } as const;
    expect(list(observation, "QueueName=jobs")).toEqual([`AWS/SQS ${name} 4 Count`]);
  });

  it("has the depth of a queue and the age of its oldest message in whole seconds", () => {
    const depth = { visible: 3, inFlight: 2, delayed: 1, oldestAgeMs: 61_900 };
    expect(list({ kind: "queueDepth", ...where, queueName: "jobs", ...depth }, "QueueName=jobs")).toEqual([
      "AWS/SQS ApproximateNumberOfMessagesVisible 3 Count",
      "AWS/SQS ApproximateNumberOfMessagesNotVisible 2 Count",
      "AWS/SQS ApproximateNumberOfMessagesDelayed 1 Count",
      "AWS/SQS ApproximateAgeOfOldestMessage 61 Seconds",
    ]);
  });
});

describe("AWS/SNS", () => {
  it("has what a filter kept back in total and by reason", () => {
    const observation = { kind: "topic", ...where, topicName: "probes", count: 2 } as const;
    expect(list({ ...observation, event: "filteredOutNoAttributes" }, "TopicName=probes")).toEqual([
      "AWS/SNS NumberOfNotificationsFilteredOut 2 Count",
      "AWS/SNS NumberOfNotificationsFilteredOut-NoMessageAttributes 2 Count",
    ]);
    expect(list({ ...observation, event: "redriven" })).toEqual([
      "AWS/SNS NumberOfNotificationsRedrivenToDlq 2 Count",
    ]);
  });
});

describe("AWS/DynamoDB", () => {
  const request = {
    kind: "table",
    ...where,
    tableName: "results",
    operation: "PutItem",
    latencyMs: 4,
  } as const;

  it.each([
    ["ok", "TableName=results,Operation=PutItem", ["SuccessfulRequestLatency 4 Milliseconds"]],
    ["throttled", "TableName=results,Operation=PutItem", ["ThrottledRequests 1 Count"]],
    ["throttled", "TableName=results", ["WriteThrottleEvents 1 Count"]],
    ["conditionFailed", "TableName=results", ["ConditionalCheckFailedRequests 1 Count"]],
    ["userError", "", ["UserErrors 1 Count"]],
    ["systemError", "TableName=results,Operation=PutItem", ["SystemErrors 1 Count"]],
  ] as const)("has a request that was %s under %s", (outcome, dimensions, expected) => {
    expect(list({ ...request, outcome }, dimensions)).toEqual(expected.map((text) => `AWS/DynamoDB ${text}`));
  });

  it("has what a request to an index did under the index, not under its table", () => {
    const query = { ...request, operation: "Query", indexName: "byCreated" } as const;
    const ofIndex = "TableName=results,GlobalSecondaryIndexName=byCreated";
    const throttled = { ...query, outcome: "throttled" } as const;
    expect(list(throttled, ofIndex)).toEqual(["AWS/DynamoDB ReadThrottleEvents 1 Count"]);
    expect(list(throttled, "TableName=results")).toEqual([]);
    const consumed = [{ indexName: "byCreated", units: 3 }];
    expect(list({ ...query, outcome: "ok", consumed }, ofIndex)).toEqual([
      "AWS/DynamoDB ConsumedReadCapacityUnits 3 Count",
    ]);
  });

  it("has the capacity a request used", () => {
    const consumed = [{ units: 2 }];
    expect(list({ ...request, outcome: "ok", consumed }, "TableName=results")).toEqual([
      "AWS/DynamoDB ConsumedWriteCapacityUnits 2 Count",
    ]);
  });
});

describe("AWS/ApiGateway", () => {
  it("has a request by API and by stage, with the latency of the integration if there was one", () => {
    const request = {
      kind: "api",
      ...where,
      apiId: "x1",
      stage: "$default",
      status: 503,
      latencyMs: 9,
      bytes: 30,
    } as const;
    const expected = [
      "Count 1 Count",
      "4xx 0 Count",
      "5xx 1 Count",
      "Latency 9 Milliseconds",
      "DataProcessed 30 Bytes",
    ];
    expect(list(request, "ApiId=x1")).toEqual(expected.map((text) => `AWS/ApiGateway ${text}`));
    expect(list({ ...request, integrationLatencyMs: 7 }, "ApiId=x1,Stage=$default").at(-1)).toBe(
      "AWS/ApiGateway IntegrationLatency 7 Milliseconds",
    );
  });
});
