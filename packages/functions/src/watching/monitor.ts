import type { AlarmHistoryItem, AlarmState } from "@crisscross/core/documents/alarm-view";
import type { EpochMs } from "@crisscross/core/edge/time";

/** An alarm as CloudWatch knows it. */
export interface FoundAlarm {
  alarmName: string;
  arn: string;
  kind: "metric" | "composite";
  state: AlarmState;
  sinceMs: EpochMs;
  reason: string;
  description: string;
  /** How many metrics it reads: each is billed. Of a composite alarm, which is billed otherwise, 0. */
  metrics: number;
}

interface AlarmQuery {
  /** Alarms whose name starts with it. */
  prefix?: string;
  names?: readonly string[];
  state?: AlarmState;
}

export interface MetricQuery {
  namespace: string;
  name: string;
  dimensions: Readonly<Record<string, string>>;
  /** "Sum", "p90", … */
  stat: string;
  periodSeconds: number;
}

export interface Window {
  fromMs: EpochMs;
  toMs: EpochMs;
}

/** Start of a period and the statistic over it. */
export type Point = [epochMs: number, value: number];

/** CloudWatch of one region, read only. Everything rejects with what the client threw. */
export interface Monitor {
  alarms(query: AlarmQuery): Promise<FoundAlarm[]>;
  /** Newest first, at most 50. */
  history(alarmName: string): Promise<AlarmHistoryItem[]>;
  /** The points of each query, oldest first, in the order of the queries. */
  metricData(queries: readonly MetricQuery[], window: Window): Promise<Point[][]>;
  /** The body of a dashboard, JSON; undefined when there is none of that name. */
  dashboardBody(name: string): Promise<string | undefined>;
}

export interface MonitorDeps {
  monitorIn(region: string): Monitor;
  home: string;
  /** Regions that are probed. */
  deployed: readonly string[];
  /** What the names of this stage's alarms start with. */
  alarmPrefix: string;
  /** Of the metrics in core's table. */
  namespace: string;
  dashboard: string;
  nowMs(): EpochMs;
  unreadable(region: string, error: unknown): void;
}
