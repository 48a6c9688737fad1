import type { AlarmStateValue } from "../../events/cloudwatch-event.ts";
import type { MetricId } from "../../events/datum.ts";
import type { EpochMs } from "../../time/times.ts";
import { printIsoTime } from "./print.ts";
import { printQueries } from "./queries.ts";
import { nameRegion } from "./regions.ts";
import type { Alarm, CompositeAlarm, MetricAlarm } from "./spec.ts";
import type { AlarmState } from "./state.ts";

interface Notification {
  subject: string;
  /** JSON. */
  message: string;
}

/** A child of a composite alarm that made it change. */
export interface TriggeringChild {
  arn: string;
  value: AlarmStateValue;
  epochMs: EpochMs;
}

/** SNS refuses longer subjects. */
const SUBJECT_LIMIT = 100;

/** What CloudWatch publishes to SNS when an alarm changes. Source: User Guide, "Notifying users on alarm changes". */
export function describeChange(
  alarm: Alarm,
  accountId: string,
  before: AlarmState,
  after: AlarmState,
  children: readonly TriggeringChild[],
): Notification {
  const region = nameRegion(alarm.region);
  const message = {
    AlarmName: alarm.name,
    AlarmDescription: alarm.description ?? null,
    AWSAccountId: accountId,
    AlarmConfigurationUpdatedTimestamp: printIsoTime(after.configuredMs),
    NewStateValue: after.value,
    NewStateReason: after.reason,
    StateChangeTime: printIsoTime(after.updatedMs),
    Region: region,
    AlarmArn: alarm.arn,
    OldStateValue: before.value,
    OKActions: alarm.okActions,
    AlarmActions: alarm.alarmActions,
    InsufficientDataActions: alarm.insufficientDataActions,
    ...(alarm.kind === "metric" ? { Trigger: describeTrigger(alarm) } : describeRule(alarm, children)),
  };
  const subject = `${after.value}: "${alarm.name}" in ${region}`;
  return { subject: subject.slice(0, SUBJECT_LIMIT), message: JSON.stringify(message) };
}

function describeRule({ rule }: CompositeAlarm, children: readonly TriggeringChild[]): object {
  return {
    AlarmRule: rule,
    TriggeringChildren: children.map(({ arn, value, epochMs }) => ({
      Arn: arn,
      State: { Value: value, Timestamp: printIsoTime(epochMs) },
    })),
  };
}

const statisticNames: Readonly<Record<string, string>> = {
  SampleCount: "SAMPLE_COUNT",
  Sum: "SUM",
  Average: "AVERAGE",
  Minimum: "MINIMUM",
  Maximum: "MAXIMUM",
};

function describeTrigger(alarm: MetricAlarm): object {
  const { watches, periodMs, evaluationPeriods, datapointsToAlarm, comparison, threshold } = alarm;
  const terms = {
    Period: periodMs / 1000,
    EvaluationPeriods: evaluationPeriods,
    DatapointsToAlarm: datapointsToAlarm,
    ComparisonOperator: comparison,
    Threshold: threshold,
    TreatMissingData: alarm.treatMissingData ?? "missing",
    EvaluateLowSampleCountPercentile: "",
  };
  if (watches.kind === "metric") {
    const { source } = watches;
    const named = statisticNames[source.statisticText];
    return {
      ...printMetric(source.metric),
      ...(named === undefined
        ? { StatisticType: "ExtendedStatistic", ExtendedStatistic: source.statisticText }
        : { StatisticType: "Statistic", Statistic: named }),
      Unit: source.unit ?? null,
      ...terms,
    };
  }
  const Metrics = printQueries(watches.queries, printMetric);
  return { ...terms, Metrics };
}

function printMetric({ namespace, name, dimensions }: MetricId): object {
  return {
    MetricName: name,
    Namespace: namespace,
    Dimensions: Object.entries(dimensions).map(([key, value]) => ({ value, name: key })),
  };
}
