import {
  type AlarmHistoryItem as AwsHistoryItem,
  CloudWatchClient,
  type CompositeAlarm,
  DescribeAlarmHistoryCommand,
  GetDashboardCommand,
  type MetricAlarm,
  paginateDescribeAlarms,
  paginateGetMetricData,
} from "@aws-sdk/client-cloudwatch";
import type { AlarmHistoryItem } from "@crisscross/core/documents/alarm-view";
import { epochMs } from "@crisscross/core/edge/time";
import { limitedRequests, type RequestLimits } from "../edges/request-limits.ts";
import type { FoundAlarm, MetricQuery, Monitor, Point, Window } from "../watching/monitor.ts";

/** GetMetricData's limit of queries in one request. */
const queriesPerRequest = 500;
const historyItems = 50;
/** The API answers within 20 s, so a region that hangs must be given up before. */
const answerMs = 8_000;

/** CloudWatch of one region through the AWS client. */
function openMonitor(region: string, limits: RequestLimits | undefined): Monitor {
  const client = new CloudWatchClient({ region, requestHandler: limitedRequests(limits) });
  const soon = () => ({ abortSignal: AbortSignal.timeout(answerMs) });
  return {
    async alarms({ prefix, names, state }) {
      const found: FoundAlarm[] = [];
      const input = {
        AlarmTypes: ["MetricAlarm" as const, "CompositeAlarm" as const],
        ...(prefix !== undefined && { AlarmNamePrefix: prefix }),
        ...(names !== undefined && { AlarmNames: [...names] }),
        ...(state !== undefined && { StateValue: state }),
      };
      for await (const page of paginateDescribeAlarms({ client, pageSize: 100 }, input, soon())) {
        found.push(...(page.MetricAlarms ?? []).map((alarm) => readAlarm("metric", alarm)));
        found.push(...(page.CompositeAlarms ?? []).map((alarm) => readAlarm("composite", alarm)));
      }
      return found;
    },
    async history(alarmName) {
      const command = new DescribeAlarmHistoryCommand({
        AlarmName: alarmName,
        AlarmTypes: ["MetricAlarm", "CompositeAlarm"],
        MaxRecords: historyItems,
        ScanBy: "TimestampDescending",
      });
      const { AlarmHistoryItems = [] } = await client.send(command, soon());
      return AlarmHistoryItems.map(readHistoryItem);
    },
    async metricData(queries, window) {
      const found: Point[][] = [];
      for (let place = 0; place < queries.length; place += queriesPerRequest) {
        const part = queries.slice(place, place + queriesPerRequest);
        found.push(...(await readPoints(client, part, window, soon())));
      }
      return found;
    },
    async dashboardBody(name) {
      try {
        const answer = await client.send(new GetDashboardCommand({ DashboardName: name }), soon());
        return answer.DashboardBody;
      } catch (error) {
        if (error instanceof Error && noDashboard.has(error.name)) return undefined;
        throw error;
      }
    },
  };
}

/** The error's name in the service's model, and the one of its older protocol, which the client prefers. */
const noDashboard: ReadonlySet<string> = new Set(["DashboardNotFoundError", "ResourceNotFound"]);

/** Keeps one monitor for each region. */
export function monitors(limits?: RequestLimits): (region: string) => Monitor {
  const opened = new Map<string, Monitor>();
  return (region) => {
    const monitor = opened.get(region) ?? openMonitor(region, limits);
    opened.set(region, monitor);
    return monitor;
  };
}

async function readPoints(
  client: CloudWatchClient,
  queries: readonly MetricQuery[],
  { fromMs, toMs }: Window,
  options: { abortSignal: AbortSignal },
): Promise<Point[][]> {
  const points: Point[][] = queries.map(() => []);
  const input = {
    StartTime: new Date(fromMs),
    EndTime: new Date(toMs),
    ScanBy: "TimestampAscending" as const,
    MetricDataQueries: queries.map(({ namespace, name, dimensions, stat, periodSeconds }, place) => ({
      Id: `q${place}`,
      MetricStat: {
        Metric: {
          Namespace: namespace,
          MetricName: name,
          Dimensions: Object.entries(dimensions).map(([Name, Value]) => ({ Name, Value })),
        },
        Period: periodSeconds,
        Stat: stat,
      },
    })),
  };
  for await (const page of paginateGetMetricData({ client }, input, options))
    for (const { Id, Timestamps = [], Values = [], StatusCode } of page.MetricDataResults ?? []) {
      if (StatusCode === "InternalError" || StatusCode === "Forbidden") throw new Error(StatusCode);
      const into = points[Number(Id?.slice(1))];
      for (const [index, at] of Timestamps.entries()) into?.push([at.getTime(), Values[index] ?? 0]);
    }
  return points;
}

function readAlarm(kind: FoundAlarm["kind"], alarm: MetricAlarm | CompositeAlarm): FoundAlarm {
  const since = alarm.StateTransitionedTimestamp ?? alarm.StateUpdatedTimestamp;
  return {
    alarmName: alarm.AlarmName ?? "",
    arn: alarm.AlarmArn ?? "",
    kind,
    state: alarm.StateValue ?? "INSUFFICIENT_DATA",
    sinceMs: epochMs(since?.getTime() ?? 0),
    reason: alarm.StateReason ?? "",
    description: alarm.AlarmDescription ?? "",
    metrics: "MetricName" in alarm || "Metrics" in alarm ? metricsRead(alarm) : 0,
  };
}

/** The metrics of an expression, or the one that the alarm names. */
const metricsRead = ({ Metrics = [] }: MetricAlarm): number =>
  Math.max(1, Metrics.filter(({ MetricStat }) => MetricStat !== undefined).length);

const historyKinds: Readonly<Record<string, AlarmHistoryItem["kind"]>> = {
  StateUpdate: "state",
  Action: "action",
  ConfigurationUpdate: "configuration",
};

const readHistoryItem = (item: AwsHistoryItem): AlarmHistoryItem => ({
  at: (item.Timestamp ?? new Date(0)).toISOString(),
  kind: historyKinds[item.HistoryItemType ?? ""] ?? "other",
  summary: item.HistorySummary ?? "",
});
