import { toEpochMs } from "@crisscross/local/time/times";
import { afterEach, describe, expect, it } from "vitest";
import {
  accountId,
  createVirtualCloudWatch,
  metricAlarm,
  region,
  resource,
  startMs,
  type VirtualCloudWatch,
} from "./virtual-cloudwatch.ts";

const topic = `arn:aws:sns:${region}:${accountId}:alerts`;
let cloudWatch: VirtualCloudWatch;
afterEach(() => cloudWatch.stop());

const changes = (): string[] =>
  cloudWatch.events.flatMap((event) =>
    event.kind === "alarm" ? [`${event.name} ${event.before} ${event.after}`] : [],
  );

describe("a metric alarm", () => {
  it("goes to ALARM on a breach and back to OK, saying why in CloudWatch's words", async () => {
    cloudWatch = createVirtualCloudWatch();
    cloudWatch.provision([metricAlarm("failures", { treatMissingData: "notBreaching" })]);
    cloudWatch.measure("Failures", 2);
    cloudWatch.measure("Failures", 4);
    await cloudWatch.endMinute();
    cloudWatch.measure("Failures", 0);
    await cloudWatch.endMinute();
    expect(cloudWatch.events).toMatchObject([
      {
        after: "ALARM",
        reason:
          "Threshold Crossed: 1 out of the last 1 datapoints [6.0 (20/11/26 10:00:00)] was greater than or equal to the threshold (1.0) (minimum 1 datapoint for OK -> ALARM transition).",
      },
      {
        after: "OK",
        reason:
          "Threshold Crossed: 1 out of the last 1 datapoints [0.0 (20/11/26 10:01:00)] was not greater than or equal to the threshold (1.0) (minimum 1 datapoint for ALARM -> OK transition).",
      },
    ]);
  });

  it("goes back to OK without data once the breach has left its evaluation range", async () => {
    cloudWatch = createVirtualCloudWatch();
    cloudWatch.provision([metricAlarm("failures", { treatMissingData: "notBreaching" })]);
    cloudWatch.measure("Failures", 2);
    for (let minute = 0; minute < 4; minute++) await cloudWatch.endMinute();
    expect(cloudWatch.events).toMatchObject([
      { after: "ALARM" },
      {
        after: "OK",
        epochMs: startMs + 4 * 60_000,
        reason:
          "Threshold Crossed: no datapoints were received for 1 period and 1 missing datapoint was treated as [NonBreaching].",
      },
    ]);
  });

  it("rings when two of three periods breach, in whatever order", async () => {
    cloudWatch = createVirtualCloudWatch();
    cloudWatch.provision([metricAlarm("failures", { evaluationPeriods: 3, datapointsToAlarm: 2 })]);
    for (const value of [0, 0, 0, 3, 0, 3]) {
      cloudWatch.measure("Failures", value);
      await cloudWatch.endMinute();
    }
    expect(changes()).toEqual(["failures INSUFFICIENT_DATA OK", "failures OK ALARM"]);
    expect(cloudWatch.events.at(-1)).toMatchObject({
      reason:
        "Threshold Crossed: 2 out of the last 3 datapoints [3.0 (20/11/26 10:05:00), 3.0 (20/11/26 10:03:00)] were greater than or equal to the threshold (1.0) (minimum 2 datapoints for OK -> ALARM transition).",
    });
  });

  it("has insufficient data when everything in its range is missing", async () => {
    cloudWatch = createVirtualCloudWatch();
    cloudWatch.provision([metricAlarm("failures")]);
    cloudWatch.measure("Failures", 0);
    for (let minute = 0; minute < 4; minute++) await cloudWatch.endMinute();
    expect(changes()).toEqual(["failures INSUFFICIENT_DATA OK", "failures OK INSUFFICIENT_DATA"]);
    expect(cloudWatch.events.at(-1)).toMatchObject({ reason: "Insufficient Data: 1 datapoint was unknown." });
  });

  it("watches an expression over several metrics", async () => {
    cloudWatch = createVirtualCloudWatch();
    const metric = (metricName: string): object => ({
      namespace: "Test",
      metricName,
      period: 60,
      stat: "Sum",
    });
    const rate = {
      name: "rate",
      comparisonOperator: "GreaterThanThreshold",
      evaluationPeriods: 1,
      threshold: 5,
      metricQueries: [
        { id: "errors", metric: metric("Errors") },
        { id: "calls", metric: metric("Calls") },
        { id: "rate", expression: "IF(calls >= 10, 100 * errors / calls, 0)", returnData: true },
      ],
    };
    cloudWatch.provision([resource("metricAlarm:MetricAlarm", rate)]);
    for (const [errors, calls] of [
      [3, 5],
      [3, 20],
    ] as const) {
      cloudWatch.measure("Errors", errors);
      cloudWatch.measure("Calls", calls);
      await cloudWatch.endMinute();
    }
    expect(changes()).toEqual(["rate INSUFFICIENT_DATA OK", "rate OK ALARM"]);
  });

  it("publishes to SNS what CloudWatch publishes", async () => {
    cloudWatch = createVirtualCloudWatch();
    const dimensions = { origin: "eu-west-2" };
    const inputs = {
      alarmActions: [topic],
      alarmDescription: "look at inner",
      dimensions,
      datapointsToAlarm: 1,
    };
    cloudWatch.provision([metricAlarm("failures", inputs)]);
    cloudWatch.measure("Failures", 2, dimensions);
    await cloudWatch.endMinute();
    expect(cloudWatch.published).toEqual([
      {
        topicArn: topic,
        subject: 'ALARM: "failures" in EU (London)',
        message: {
          AlarmName: "failures",
          AlarmDescription: "look at inner",
          AWSAccountId: accountId,
          AlarmConfigurationUpdatedTimestamp: "2026-11-20T10:00:00.000+0000",
          NewStateValue: "ALARM",
          NewStateReason: expect.stringContaining("1 out of the last 1 datapoints [2.0 (20/11/26 10:00:00)]"),
          StateChangeTime: "2026-11-20T10:01:00.000+0000",
          Region: "EU (London)",
          AlarmArn: `arn:aws:cloudwatch:${region}:${accountId}:alarm:failures`,
          OldStateValue: "INSUFFICIENT_DATA",
          OKActions: [],
          AlarmActions: [topic],
          InsufficientDataActions: [],
          Trigger: {
            MetricName: "Failures",
            Namespace: "Test",
            StatisticType: "Statistic",
            Statistic: "SUM",
            Unit: null,
            Dimensions: [{ value: "eu-west-2", name: "origin" }],
            Period: 60,
            EvaluationPeriods: 1,
            DatapointsToAlarm: 1,
            ComparisonOperator: "GreaterThanOrEqualToThreshold",
            Threshold: 1,
            TreatMissingData: "missing",
            EvaluateLowSampleCountPercentile: "",
          },
        },
      },
    ]);
  });

  it("runs no action while its actions are off, nor those of another state", async () => {
    cloudWatch = createVirtualCloudWatch();
    cloudWatch.provision([
      metricAlarm("off", { alarmActions: [topic], actionsEnabled: false }),
      metricAlarm("calm", { okActions: [topic] }),
    ]);
    cloudWatch.measure("Failures", 2);
    await cloudWatch.endMinute();
    expect(changes()).toHaveLength(2);
    expect(cloudWatch.published).toEqual([]);
  });
});

describe("a composite alarm", () => {
  it("follows its children in the same evaluation and names the one that changed last", async () => {
    cloudWatch = createVirtualCloudWatch();
    cloudWatch.provision([
      resource("compositeAlarm:CompositeAlarm", {
        alarmName: "outer",
        alarmRule: "ALARM(inner)",
        alarmActions: [topic],
      }),
      resource("compositeAlarm:CompositeAlarm", { alarmName: "inner", alarmRule: "ALARM(a) OR ALARM(b)" }),
      metricAlarm("a", { treatMissingData: "notBreaching" }),
      metricAlarm("b", { treatMissingData: "notBreaching", metricName: "Other" }),
    ]);
    await cloudWatch.endMinute();
    expect(changes().sort()).toEqual(
      ["a", "b", "inner", "outer"].map((name) => `${name} INSUFFICIENT_DATA OK`),
    );
    cloudWatch.measure("Other", 1);
    await cloudWatch.endMinute();
    expect(changes().slice(4)).toEqual(["b OK ALARM", "inner OK ALARM", "outer OK ALARM"]);
    const inner = `arn:aws:cloudwatch:${region}:${accountId}:alarm:inner`;
    expect(cloudWatch.published[0]?.message).toMatchObject({
      NewStateReason: `${inner} transitioned to ALARM at Friday 20 November, 2026 10:02:00 UTC`,
      AlarmRule: "ALARM(inner)",
      TriggeringChildren: [
        { Arn: inner, State: { Value: "ALARM", Timestamp: "2026-11-20T10:02:00.000+0000" } },
      ],
    });
  });

  it("is refused if it asks about an alarm that does not exist, or about itself", () => {
    cloudWatch = createVirtualCloudWatch();
    const composite = (alarmName: string, alarmRule: string) =>
      resource("compositeAlarm:CompositeAlarm", { alarmName, alarmRule });
    expect(() => cloudWatch.provision([composite("a", "ALARM(nobody)")])).toThrow("asks about nobody");
    expect(() => cloudWatch.provision([composite("a", "ALARM(b)"), composite("b", "ALARM(a)")])).toThrow(
      "leads back to itself",
    );
  });
});

describe("a queue", () => {
  it("is sampled once a minute, as the minute ended", async () => {
    let asked = 0;
    cloudWatch = createVirtualCloudWatch({
      queueDepths: async () => {
        asked++;
        return [{ region, queueName: "dlq", visible: 3, inFlight: 0, delayed: 0, oldestAgeMs: 4_000 }];
      },
    });
    const depth = {
      namespace: "AWS/SQS",
      metricName: "ApproximateNumberOfMessagesVisible",
      statistic: "Maximum",
    };
    cloudWatch.provision([metricAlarm("dlq", { ...depth, dimensions: { QueueName: "dlq" } })]);
    await cloudWatch.endMinute();
    await cloudWatch.evaluate(toEpochMs(cloudWatch.clock.nowMs + 500));
    expect(asked).toBe(1);
    expect(cloudWatch.events).toMatchObject([
      { name: "dlq", after: "ALARM", reason: expect.stringContaining("[3.0 (20/11/26 10:00:00)]") },
    ]);
  });
});
