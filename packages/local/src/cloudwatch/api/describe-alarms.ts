import * as v from "valibot";
import type { Alarms } from "../alarm/alarms.ts";
import type { HistoryQuery } from "../alarm/record.ts";
import { toAlarmName } from "../alarm/rule.ts";
import type { Alarm, MetricAlarm } from "../alarm/spec.ts";
import type { AlarmState, HistoryItem } from "../alarm/state.ts";
import { ApiError } from "./error.ts";
import { cutPage, printTime, readInput, Time } from "./serve.ts";
import { printDimensionList, printMetric } from "./shapes.ts";

const AlarmTypes = v.optional(v.array(v.picklist(["MetricAlarm", "CompositeAlarm"])), ["MetricAlarm"]);
const MaxRecords = v.optional(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(100)));
const DescribeAlarms = v.object({
  AlarmNames: v.optional(v.pipe(v.array(v.string()), v.maxLength(100))),
  AlarmNamePrefix: v.optional(v.string()),
  AlarmTypes,
  ChildrenOfAlarmName: v.optional(v.string()),
  ParentsOfAlarmName: v.optional(v.string()),
  StateValue: v.optional(v.picklist(["OK", "ALARM", "INSUFFICIENT_DATA"])),
  ActionPrefix: v.optional(v.string()),
  MaxRecords,
  NextToken: v.optional(v.string()),
});

const PAGE = 50;

/** Composite alarms are listed only if AlarmTypes asks for them, or for their parents and children. */
export function describeAlarms(input: object, region: string, alarms: Alarms): object {
  const request = readInput(DescribeAlarms, input);
  if (request.AlarmNames !== undefined && request.AlarmNamePrefix !== undefined) {
    const message =
      "The parameters AlarmNames and AlarmNamePrefix are mutually exclusive and you have specified both.";
    throw new ApiError("InvalidParameterCombinationException", message);
  }
  const { ChildrenOfAlarmName: parent, ParentsOfAlarmName: child } = request;
  const childName = child === undefined ? undefined : toAlarmName(child);
  const children = parent === undefined ? undefined : new Set(alarms.childrenOf(region, toAlarmName(parent)));
  const isKin = ({ name }: Alarm): boolean =>
    (children === undefined || children.has(name)) &&
    (childName === undefined || alarms.childrenOf(region, name).includes(childName));
  const isAsked = (alarm: Alarm): boolean => {
    if (children !== undefined || childName !== undefined) return true;
    return request.AlarmTypes.includes(alarm.kind === "metric" ? "MetricAlarm" : "CompositeAlarm");
  };
  const names = request.AlarmNames?.map(toAlarmName);
  const prefix = request.ActionPrefix;
  const found = alarms
    .list(region)
    .filter(
      ({ alarm, state }) =>
        isAsked(alarm) &&
        isKin(alarm) &&
        (names === undefined || names.includes(alarm.name)) &&
        alarm.name.startsWith(request.AlarmNamePrefix ?? "") &&
        (request.StateValue === undefined || state.value === request.StateValue) &&
        (prefix === undefined || listActions(alarm).some((action) => action.startsWith(prefix))),
    );
  const { page, nextToken } = cutPage(found, request.NextToken, request.MaxRecords ?? PAGE);
  return {
    MetricAlarms: page.flatMap(({ alarm, state }) =>
      alarm.kind === "metric" ? [printMetricAlarm(alarm, state)] : [],
    ),
    CompositeAlarms: page.flatMap(({ alarm, state }) =>
      alarm.kind === "composite" ? [{ ...printShared(alarm, state), AlarmRule: alarm.rule }] : [],
    ),
    ...nextToken,
  };
}

const DescribeHistory = v.object({
  AlarmName: v.optional(v.string()),
  AlarmTypes,
  HistoryItemType: v.optional(v.string()),
  StartDate: v.optional(Time),
  EndDate: v.optional(Time),
  MaxRecords,
  NextToken: v.optional(v.string()),
  ScanBy: v.optional(v.picklist(["TimestampDescending", "TimestampAscending"])),
});

export function describeAlarmHistory(
  input: object,
  listHistory: (query: HistoryQuery) => { name: string; item: HistoryItem }[],
): object {
  const request = readInput(DescribeHistory, input);
  const found = listHistory({
    ...(request.AlarmName === undefined ? {} : { name: toAlarmName(request.AlarmName) }),
    ...(request.HistoryItemType === undefined ? {} : { types: [request.HistoryItemType] }),
    alarmTypes: request.AlarmTypes,
    startMs: request.StartDate ?? 0,
    endMs: request.EndDate ?? Number.MAX_SAFE_INTEGER,
    newestFirst: request.ScanBy !== "TimestampAscending",
  });
  const { page, nextToken } = cutPage(found, request.NextToken, request.MaxRecords ?? 100);
  const AlarmHistoryItems = page.map(({ name, item }) => ({
    AlarmName: name,
    AlarmType: item.alarmType,
    Timestamp: printTime(item.epochMs),
    HistoryItemType: item.type,
    HistorySummary: item.summary,
    HistoryData: item.data,
  }));
  return { AlarmHistoryItems, ...nextToken };
}

function listActions(alarm: Alarm): string[] {
  return [...alarm.alarmActions, ...alarm.okActions, ...alarm.insufficientDataActions];
}

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

function printMetricAlarm(alarm: MetricAlarm, state: AlarmState): object {
  return {
    ...printShared(alarm, state),
    ...printWatched(alarm),
    EvaluationPeriods: alarm.evaluationPeriods,
    DatapointsToAlarm: alarm.datapointsToAlarm,
    Threshold: alarm.threshold,
    ComparisonOperator: alarm.comparison,
    TreatMissingData: alarm.treatMissingData ?? "missing",
    ...(alarm.evaluateLowSampleCount === "ignore" ? { EvaluateLowSampleCountPercentile: "ignore" } : {}),
  };
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
  const Metrics = watches.queries.map(({ id, label, returnData, source }) => ({
    Id: id,
    ...(label === undefined ? {} : { Label: label }),
    ReturnData: returnData,
    ...(source.kind === "expression"
      ? {
          Expression: source.text,
          ...(source.periodMs === undefined ? {} : { Period: source.periodMs / 1000 }),
        }
      : {
          MetricStat: {
            Metric: printMetric(source.metric),
            Period: source.periodMs / 1000,
            Stat: source.statisticText,
            ...(source.unit === undefined ? {} : { Unit: source.unit }),
          },
        }),
  }));
  return { Metrics, Dimensions: [] };
}
