import { printQueries } from "../alarm/queries.ts";
import type { Alarm, CompositeAlarm, MetricAlarm } from "../alarm/spec.ts";
import type { AlarmState } from "../alarm/state.ts";
import { printTime } from "./page.ts";
import { printDimensionList, printMetric } from "./shapes.ts";

function printShared(alarm: Alarm, state: AlarmState): object {
  return {
    AlarmName: alarm.name,
    AlarmArn: alarm.arn,
    ...(alarm.description === undefined ? {} : { AlarmDescription: alarm.description }),
    AlarmConfigurationUpdatedTimestamp: printTime(state.configuredMs),
    ActionsEnabled: alarm.actionsEnabled,
    OKActions: alarm.okActions,
    AlarmActions: alarm.alarmActions,
    InsufficientDataActions: alarm.insufficientDataActions,
    StateValue: state.value,
    StateReason: state.reason,
    ...(state.reasonData === undefined ? {} : { StateReasonData: state.reasonData }),
    StateUpdatedTimestamp: printTime(state.updatedMs),
    StateTransitionedTimestamp: printTime(state.transitionedMs),
  };
}

export function printMetricAlarm(alarm: MetricAlarm, state: AlarmState): object {
  return {
    ...printShared(alarm, state),
    ...printWatched(alarm),
    EvaluationPeriods: alarm.evaluationPeriods,
    DatapointsToAlarm: alarm.datapointsToAlarm,
    Threshold: alarm.threshold,
    ComparisonOperator: alarm.comparison,
    TreatMissingData: alarm.treatMissingData ?? "missing",
  };
}

export function printCompositeAlarm(alarm: CompositeAlarm, state: AlarmState): object {
  return { ...printShared(alarm, state), AlarmRule: alarm.rule };
}

function printWatched({ watches }: MetricAlarm): object {
  if (watches.kind === "metric") {
    const { metric, periodMs, statistic, statisticText, unit } = watches.source;
    return {
      MetricName: metric.name,
      Namespace: metric.namespace,
      Dimensions: printDimensionList(metric.dimensions),
      Period: periodMs / 1000,
      ...(statistic.kind === "percentile"
        ? { ExtendedStatistic: statisticText }
        : { Statistic: statisticText }),
      ...(unit === undefined ? {} : { Unit: unit }),
    };
  }
  const Metrics = printQueries(watches.queries, printMetric, (periodMs) => ({ Period: periodMs / 1000 }));
  return { Metrics, Dimensions: [] };
}
