import type { MetricQuery, MetricSource } from "../query.ts";

export const comparisons = {
  GreaterThanThreshold: {
    test: (value: number, threshold: number) => value > threshold,
    text: "greater than",
  },
  GreaterThanOrEqualToThreshold: {
    test: (value: number, threshold: number) => value >= threshold,
    text: "greater than or equal to",
  },
  LessThanThreshold: { test: (value: number, threshold: number) => value < threshold, text: "less than" },
  LessThanOrEqualToThreshold: {
    test: (value: number, threshold: number) => value <= threshold,
    text: "less than or equal to",
  },
} as const;

type Comparison = keyof typeof comparisons;
export type MissingData = "missing" | "notBreaching" | "breaching" | "ignore";

/** What alarms of both kinds have. */
export interface AlarmBase {
  name: string;
  arn: string;
  region: string;
  description?: string;
  actionsEnabled: boolean;
  /** ARNs of SNS topics in the alarm's region. */
  alarmActions: readonly string[];
  okActions: readonly string[];
  insufficientDataActions: readonly string[];
}

export interface MetricAlarm extends AlarmBase {
  kind: "metric";
  /** One metric, or queries of which exactly one returns data. */
  watches: { kind: "metric"; source: MetricSource } | { kind: "queries"; queries: readonly MetricQuery[] };
  periodMs: number;
  evaluationPeriods: number;
  datapointsToAlarm: number;
  threshold: number;
  comparison: Comparison;
  /** As configured; absent means the default. */
  treatMissingData?: MissingData;
}

export interface CompositeAlarm extends AlarmBase {
  kind: "composite";
  rule: string;
}

export type Alarm = MetricAlarm | CompositeAlarm;

/**
 * An alarm that evaluates metrics of DynamoDB keeps its state while they have no data, whatever it is told.
 * Source: CloudWatch API Reference, PutMetricAlarm, TreatMissingData.
 */
export function readMissingData(alarm: MetricAlarm): MissingData {
  return isOfDynamoDb(alarm) ? "ignore" : (alarm.treatMissingData ?? "missing");
}

export function isOfDynamoDb(alarm: MetricAlarm): boolean {
  return listQueries(alarm).queries.some(
    ({ source }) => source.kind === "metric" && source.metric.namespace === "AWS/DynamoDB",
  );
}

/** The queries an alarm runs, and the id of the one it compares. */
export function listQueries({ watches }: MetricAlarm): { queries: readonly MetricQuery[]; resultId: string } {
  if (watches.kind === "metric") {
    return { queries: [{ id: "m1", returnData: true, source: watches.source }], resultId: "m1" };
  }
  const { queries } = watches;
  return { queries, resultId: queries.find(({ returnData }) => returnData)?.id ?? "" };
}
