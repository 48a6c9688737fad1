import { GetMetricDataCommand, ListMetricsCommand } from "@aws-sdk/client-cloudwatch";
import { CloudWatchLogsClient, DescribeLogGroupsCommand } from "@aws-sdk/client-cloudwatch-logs";
import { describe, expect, it } from "vitest";
import { deriveFrom, readFrom } from "../fixtures/derive.ts";
import { range, serveEach } from "./served.ts";
import { region } from "./virtual-cloudwatch.ts";

const targets = { monitoring: "GraniteServiceVersion20100801", logs: "Logs_20140328" };
const ask = (service: keyof typeof targets, operation: string, input: object) => ({
  path: "/",
  headers: {
    "content-type": "application/x-amz-json-1.1",
    "x-amz-target": `${targets[service]}.${operation}`,
  },
  body: JSON.stringify(input),
});
const own = ":eu-west-2:000000000000:";
const alarm = `arn:aws:cloudwatch${own}alarm:a`;
const group = `arn:aws:logs${own}log-group:/g`;

describe("what names a resource by its ARN", () => {
  it.each([
    ["monitoring", "DescribeAlarms", (arn: string) => ({ AlarmNames: ["b", arn] }), alarm],
    ["monitoring", "DescribeAlarmHistory", (AlarmName: string) => ({ AlarmName }), alarm],
    ["monitoring", "SetAlarmState", (AlarmName: string) => ({ AlarmName }), alarm],
    ["logs", "FilterLogEvents", (logGroupName: string) => ({ logGroupName }), group],
    ["logs", "DescribeLogStreams", (logGroupIdentifier: string) => ({ logGroupIdentifier }), group],
  ] as const)("of %s, %s %s, names one of its own region and account", (service, operation, input, arn) => {
    const read = (text: string) => readFrom(service, ask(service, operation, input(text)));
    expect(() => read(arn.replace("eu-west-2", "us-east-1"))).toThrow("is of region us-east-1");
    expect(() => read(arn.replace("000000000000", "999999999999"))).toThrow("is of account 999999999999");
    expect(read(arn).operation).toBe(operation);
  });

  it("is judged as the name would be, so that a Deny on the name holds", () => {
    const resources = (operation: string, input: object) =>
      deriveFrom("monitoring", ask("monitoring", operation, input))?.map(({ resource }) => resource);
    expect(resources("DescribeAlarms", { AlarmNames: [alarm, "b"] })).toEqual([
      alarm,
      `arn:aws:cloudwatch${own}alarm:b`,
    ]);
    expect(resources("DescribeAlarmHistory", { AlarmName: alarm })).toEqual([alarm]);
    expect(deriveFrom("logs", ask("logs", "FilterLogEvents", { logGroupName: `${group}:*` }))).toEqual([
      { action: "logs:FilterLogEvents", resource: `${group}:log-stream:` },
    ]);
  });
});

it("a subscription's queue may be of another region, but of no other account", () => {
  const subscribe = (Endpoint: string) =>
    readFrom("sns", {
      path: "/",
      headers: { "content-type": "application/x-www-form-urlencoded" },
      body: new URLSearchParams({ Action: "Subscribe", Protocol: "sqs", Endpoint }).toString(),
    });
  expect(subscribe("arn:aws:sqs:us-east-1:000000000000:q").operation).toBe("Subscribe");
  expect(() => subscribe("arn:aws:sqs:eu-west-2:999999999999:q")).toThrow("is of account 999999999999");
});

describe("a member that is not read", () => {
  const aws = serveEach();
  const Metric = { Namespace: "N", MetricName: "m" };
  const metric = { Id: "m", AccountId: "999999999999", MetricStat: { Metric, Period: 60, Stat: "Sum" } };

  it.each([
    ["OwningAccount", new ListMetricsCommand({ OwningAccount: "999999999999" })],
    [
      "MetricDataQueries.member.1.AccountId",
      new GetMetricDataCommand({ ...range, MetricDataQueries: [metric] }),
    ],
  ])("of metrics is refused by name: %s", async (name, command) => {
    await expect(aws.client.send(command as ListMetricsCommand)).rejects.toThrow(
      `The local cloud does not take the parameter ${name}; leave it out.`,
    );
  });

  it.each([
    ["accountIdentifiers", { accountIdentifiers: ["999999999999"] }],
    ["logGroupIdentifiers", { logGroupIdentifiers: ["/g"] }],
    ["logGroupClass", { logGroupClass: "INFREQUENT_ACCESS" as const }],
    ["includeLinkedAccounts", { includeLinkedAccounts: true }],
  ])("of logs is refused by name: %s", async (name, input) => {
    const credentials = { accessKeyId: "AKIA", secretAccessKey: "secret" };
    const logs = new CloudWatchLogsClient({ region, endpoint: aws.endpoint, credentials });
    await expect(logs.send(new DescribeLogGroupsCommand(input))).rejects.toMatchObject({
      name: "InvalidParameterException",
      message: expect.stringContaining(`'${name}'`),
    });
  });
});
