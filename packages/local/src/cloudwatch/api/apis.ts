import type { Datum } from "../../events/datum.ts";
import { answerOperations, type Backend } from "../../service/backend.ts";
import type { EpochMs } from "../../time/times.ts";
import type { Alarms } from "../alarm/alarms.ts";
import type { AlarmStore } from "../alarm/store.ts";
import type { LogStore } from "../logs/store.ts";
import type { MetricStore } from "../metrics/store.ts";
import { type Dashboard, getDashboard, listDashboards } from "./dashboards.ts";
import { describeAlarmHistory } from "./describe-alarm-history.ts";
import { describeAlarms } from "./describe-alarms.ts";
import { describeAlarmsForMetric } from "./describe-alarms-for-metric.ts";
import { describeLogStreams } from "./describe-log-streams.ts";
import { getMetricData } from "./get-metric-data.ts";
import { listMetrics } from "./list-metrics.ts";
import { describeLogGroups, filterLogEvents } from "./logs.ts";
import { putMetricData } from "./put-metric-data.ts";
import { setAlarmState } from "./set-alarm-state.ts";

interface ApiParts {
  accountId: string;
  nowMs: () => EpochMs;
  metrics: MetricStore;
  add: (region: string, datum: Datum) => void;
  alarms: Alarms;
  record: AlarmStore;
  logs: LogStore;
  dashboards: ReadonlyMap<string, Dashboard>;
  countFilters: (region: string, logGroup: string) => number;
}

/** The operations of CloudWatch and CloudWatch Logs that the local cloud answers. */
export function createApis(parts: ApiParts): { monitoring: Backend; logs: Backend } {
  const { accountId, nowMs, metrics, add, alarms, record, logs, dashboards, countFilters } = parts;
  return {
    monitoring: answerOperations(
      {
        PutMetricData: (input, { region }) => putMetricData(input, nowMs(), (datum) => add(region, datum)),
        GetMetricData: (input, { region }) => getMetricData(input, region, metrics),
        ListMetrics: (input, { region }) => listMetrics(input, region, metrics, nowMs()),
        DescribeAlarms: (input, { region }) => describeAlarms(input, region, alarms),
        DescribeAlarmsForMetric: (input, { region }) => describeAlarmsForMetric(input, region, alarms),
        SetAlarmState: (input, { region }) => setAlarmState(input, region, alarms, nowMs()),
        DescribeAlarmHistory: (input, { region }) =>
          describeAlarmHistory(input, (query) => record.listHistory(region, query)),
        GetDashboard: (input) => getDashboard(input, dashboards),
        ListDashboards: (input) => listDashboards(input, dashboards),
      },
      "application/x-amz-json-1.0",
    ),
    logs: answerOperations(
      {
        FilterLogEvents: (input, { region }) => filterLogEvents(input, region, logs),
        DescribeLogStreams: (input, { region }) => describeLogStreams(input, region, logs, accountId),
        DescribeLogGroups: (input, { region }) =>
          describeLogGroups(input, region, logs, accountId, (name) => countFilters(region, name)),
      },
      "application/x-amz-json-1.1",
    ),
  };
}
