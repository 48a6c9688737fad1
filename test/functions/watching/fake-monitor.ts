import type { AlarmHistoryItem } from "@crisscross/core/documents/alarm-view";
import type {
  FoundAlarm,
  MetricQuery,
  Monitor,
  MonitorDeps,
  Point,
  Window,
} from "@crisscross/functions/watching/monitor";
import { startMs } from "../results/samples.ts";

export interface FakeRegion {
  alarms?: readonly FoundAlarm[];
  history?: Readonly<Record<string, AlarmHistoryItem[]>>;
  points?(query: MetricQuery, window: Window): Point[];
  dashboardBody?: string;
  /** Thrown by every call. */
  fault?: Error;
}

export const alarmOf = (alarmName: string, more: Partial<FoundAlarm> = {}): FoundAlarm => ({
  alarmName: `Crisscross/test/${alarmName}`,
  arn: `arn:aws:cloudwatch:ap-south-1:000000000000:alarm:Crisscross/test/${alarmName}`,
  kind: "metric",
  state: "OK",
  metrics: 1,
  sinceMs: startMs,
  reason: "no datapoint breaches",
  description: `critical: ${alarmName} rings. Look first at the log.`,
  ...more,
});

/** CloudWatch of us-east-1 (home), ap-south-1 and eu-west-2 from what is given; `asked` lists metric queries by region. */
export function fakeMonitors(regions: Readonly<Record<string, FakeRegion>> = {}) {
  const asked: { region: string; queries: readonly MetricQuery[]; window: Window }[] = [];
  const unreadable: { region: string; error: unknown }[] = [];
  const monitorIn = (region: string): Monitor => {
    const { alarms = [], history = {}, points = () => [], dashboardBody, fault } = regions[region] ?? {};
    const answer = async <T>(value: () => T): Promise<T> => {
      if (fault) throw fault;
      return value();
    };
    return {
      alarms: ({ prefix = "", names, state }) =>
        answer(() =>
          alarms.filter(
            (alarm) =>
              alarm.alarmName.startsWith(prefix) &&
              (names === undefined || names.includes(alarm.alarmName)) &&
              (state === undefined || alarm.state === state),
          ),
        ),
      history: (name) => answer(() => history[name] ?? []),
      metricData(queries, window) {
        asked.push({ region, queries, window });
        return answer(() => queries.map((query) => points(query, window)));
      },
      dashboardBody: (name) => answer(() => (name === "crisscross-test" ? dashboardBody : undefined)),
    };
  };
  const deps: MonitorDeps = {
    monitorIn,
    home: "us-east-1",
    deployed: ["ap-south-1", "eu-west-2"],
    alarmPrefix: "Crisscross/test/",
    namespace: "Crisscross/test",
    dashboard: "crisscross-test",
    nowMs: () => startMs,
    unreadable: (region, error) => unreadable.push({ region, error }),
  };
  return { deps, asked, unreadable };
}
