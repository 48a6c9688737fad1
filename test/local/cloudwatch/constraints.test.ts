import { DescribeAlarmHistoryCommand, DescribeAlarmsCommand } from "@aws-sdk/client-cloudwatch";
import {
  CloudWatchLogsClient,
  DescribeLogGroupsCommand,
  FilterLogEventsCommand,
} from "@aws-sdk/client-cloudwatch-logs";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { serveEach } from "./served.ts";
import { line, region } from "./virtual-cloudwatch.ts";

const aws = serveEach();
const notMet = (value: string, field: string, constraint: string): string =>
  `1 validation error detected: Value ${value} at '${field}' failed to satisfy constraint: ${constraint}`;

describe("a constraint of an operation on alarms", () => {
  it.each([
    [{ MaxRecords: 101 }, notMet("'101'", "maxRecords", "Member must have value less than or equal to 100")],
    [{ MaxRecords: 0 }, notMet("'0'", "maxRecords", "Member must have value greater than or equal to 1")],
    [
      { StateValue: "BAD" as "OK" },
      notMet("'BAD'", "stateValue", "Member must satisfy enum value set: [INSUFFICIENT_DATA, ALARM, OK]"),
    ],
    [
      { AlarmTypes: ["MetricAlarm" as const, "Foo" as "MetricAlarm"] },
      notMet(
        "'[MetricAlarm, Foo]'",
        "alarmTypes",
        "Member must satisfy constraint: [Member must satisfy enum value set: [CompositeAlarm, MetricAlarm, LogAlarm]]",
      ),
    ],
  ])("is told by DescribeAlarms when %j does not meet it", async (input, message) => {
    await expect(aws.client.send(new DescribeAlarmsCommand(input))).rejects.toMatchObject({
      name: "ValidationException",
      Error: { Code: "ValidationError" },
      message,
      $metadata: { httpStatusCode: 400 },
    });
  });

  it("is told of every field at once", async () => {
    const command = new DescribeAlarmsCommand({ MaxRecords: 101, StateValue: "BAD" as "OK" });
    await expect(aws.client.send(command)).rejects.toThrow(
      /^2 validation errors detected: Value 'BAD' .+; Value '101' at 'maxRecords' /,
    );
  });

  it("is told by DescribeAlarmHistory of a type that history has not", async () => {
    const command = new DescribeAlarmHistoryCommand({ HistoryItemType: "Foo" as "Action" });
    const types =
      "ConfigurationUpdate, StateUpdate, Action, AlarmContributorStateUpdate, AlarmContributorAction";
    await expect(aws.client.send(command)).rejects.toMatchObject({
      name: "ValidationException",
      Error: { Code: "ValidationError" },
      message: notMet("'Foo'", "historyItemType", `Member must satisfy enum value set: [${types}]`),
    });
  });
});

describe("a constraint of an operation on logs", () => {
  let logs: CloudWatchLogsClient;
  beforeEach(() => {
    const credentials = { accessKeyId: "AKIA", secretAccessKey: "secret" };
    logs = new CloudWatchLogsClient({ region, endpoint: aws.endpoint, credentials });
    aws.cloudWatch.log({ ...line, message: "one line" });
  });
  afterEach(() => logs.destroy());
  const { logGroup: logGroupName } = line;
  const most = (field: string, value: number, limit: number): string =>
    notMet(`'${value}'`, field, `Member must have value less than or equal to ${limit}`);

  it.each([
    [
      "too high a limit of FilterLogEvents",
      new FilterLogEventsCommand({ logGroupName, limit: 10_001 }),
      most("limit", 10_001, 10_000),
    ],
    [
      "too high a limit of DescribeLogGroups",
      new DescribeLogGroupsCommand({ limit: 51 }),
      most("limit", 51, 50),
    ],
    [
      "a time before 1970",
      new FilterLogEventsCommand({ logGroupName, startTime: -1 }),
      notMet("'-1'", "startTime", "Member must have value greater than or equal to 0"),
    ],
    [
      "an empty list",
      new FilterLogEventsCommand({ logGroupName, logStreamNames: [] }),
      notMet("'[]'", "logStreamNames", "Member must have length greater than or equal to 1"),
    ],
    [
      "too many streams",
      new FilterLogEventsCommand({ logGroupName, logStreamNames: Array(101).fill("s") }),
      notMet(
        `'[${Array(101).fill("s").join(", ")}]'`,
        "logStreamNames",
        "Member must have length less than or equal to 100",
      ),
    ],
    [
      "a made-up token of DescribeLogGroups",
      new DescribeLogGroupsCommand({ nextToken: "made up" }),
      "The specified nextToken is invalid.",
    ],
  ])("is told as the service's InvalidParameterException: %s", async (_what, command, message) => {
    await expect(logs.send(command as FilterLogEventsCommand)).rejects.toMatchObject({
      name: "InvalidParameterException",
      message,
      $metadata: { httpStatusCode: 400 },
    });
  });
});
