import {
  GetMetricDataCommand,
  ListMetricsCommand,
  type MetricDatum,
  PutMetricDataCommand,
  type PutMetricDataCommandInput,
} from "@aws-sdk/client-cloudwatch";
import { describe, expect, it } from "vitest";
import { range, serveEach } from "./served.ts";

const aws = serveEach();
const datum: MetricDatum = { MetricName: "m", Value: 1 };
const put = (input: Partial<PutMetricDataCommandInput>) =>
  aws.client.send(new PutMetricDataCommand({ Namespace: "Test", MetricData: undefined, ...input }));

describe("PutMetricData refuses", () => {
  const twice = [
    { Name: "origin", Value: "eu-west-2" },
    { Name: "origin", Value: "us-east-1" },
  ];
  const badDatum = (changes: object) => ({ MetricData: [datum, { ...datum, ...changes }] });

  it.each([
    [
      "a namespace of AWS",
      { Namespace: "AWS/Lambda", MetricData: [datum] },
      "The value AWS/ for parameter Namespace is invalid.",
    ],
    [
      "a namespace that starts with a colon",
      { Namespace: ":Test", MetricData: [datum] },
      "The value :Test for parameter Namespace is not matching the expected pattern ^[^:].*.",
    ],
    [
      "a value above 2^360",
      badDatum({ Value: 2 ** 361 }),
      "The value 4.6970851655476665E108 for parameter MetricData.member.2.Value is invalid.",
    ],
    [
      "a value that is no number",
      badDatum({ Value: Number.NaN }),
      "The value NaN for parameter MetricData.member.2.Value is invalid.",
    ],
    [
      "one of the values below -2^360",
      badDatum({ Value: undefined, Values: [1, -(2 ** 361)] }),
      "The value -4.6970851655476665E108 for parameter MetricData.member.2.Values.member.2 is invalid.",
    ],
    [
      "a statistic beyond 2^360",
      badDatum({
        Value: undefined,
        StatisticValues: { SampleCount: 1, Sum: 1, Minimum: 1, Maximum: Number.MAX_VALUE },
      }),
      "The value 1.7976931348623157E308 for parameter MetricData.member.2.StatisticValues.Maximum is invalid.",
    ],
    [
      "a statistic of no samples",
      badDatum({
        Value: undefined,
        StatisticValues: { SampleCount: 0, Sum: 0, Minimum: 0, Maximum: 0 },
      }),
      "The value 0 for parameter MetricData.member.2.StatisticValues.SampleCount is invalid.",
    ],
    [
      "the same dimension twice",
      badDatum({ Dimensions: twice }),
      "No metric may specify the same dimension name twice.",
    ],
    [
      "more values than a datum holds",
      badDatum({ Value: undefined, Values: Array.from({ length: 151 }, (_empty, index) => index) }),
      "The collection MetricData.member.2.Values must not have a size greater than 150.",
    ],
    [
      "a resolution between a second and a minute",
      badDatum({ StorageResolution: 30 }),
      "The parameter MetricData.member.2.StorageResolution must be a value in the set [ 1, 60 ].",
    ],
    [
      "entities, which the local CloudWatch has not",
      { EntityMetricData: [{ MetricData: [datum] }] },
      "The local CloudWatch has no entities: send MetricData instead of EntityMetricData.",
    ],
  ])("%s, and keeps nothing of the request", async (_what, input, message) => {
    await expect(put(input)).rejects.toMatchObject({
      name: "InvalidParameterValueException",
      Error: { Code: "InvalidParameterValue" },
      message,
      $metadata: { httpStatusCode: 400 },
    });
    expect((await aws.client.send(new ListMetricsCommand({}))).Metrics).toEqual([]);
  });

  it("a unit that CloudWatch has not, naming those that it has", async () => {
    await expect(put(badDatum({ Unit: "Furlongs" }))).rejects.toThrow(
      /^The parameter MetricData\.member\.2\.Unit must be a value in the set \[ Seconds, .+, None \]\.$/,
    );
  });

  it("a request without any data", async () => {
    await expect(put({})).rejects.toMatchObject({
      Error: { Code: "MissingParameter" },
      message: "The parameter MetricData is required.",
    });
  });

  it("a datum without a value", async () => {
    await expect(put({ MetricData: [{ MetricName: "m" }] })).rejects.toMatchObject({
      Error: { Code: "InvalidParameterCombination" },
    });
  });
});

it("PutMetricData takes values of 2^360 either way", async () => {
  await put({ MetricData: [{ MetricName: "m", Values: [2 ** 360, -(2 ** 360)] }] });
  expect((await aws.client.send(new ListMetricsCommand({}))).Metrics).toHaveLength(1);
});

it("GetMetricData refuses an id as it refuses everything, with a validation error", async () => {
  const command = new GetMetricDataCommand({
    ...range,
    MetricDataQueries: [{ Id: "5xx", Expression: "1" }],
  });
  await expect(aws.client.send(command)).rejects.toMatchObject({
    name: "ValidationException",
    Error: { Code: "ValidationError" },
    message:
      "The value 5xx for parameter MetricDataQueries.member.1.Id is not matching the expected pattern ^[a-z][a-zA-Z0-9_]*$.",
  });
});
