import type { CloudWatchEvent } from "../events/cloudwatch-event.ts";
import type { LogRecord } from "../events/log-record.ts";
import type { Observation, QueueDepthObservation } from "../events/observation.ts";
import type { Resource } from "../graph/graph.ts";
import type { Backend } from "../service/backend.ts";
import type { OnFailedWrite } from "../service/failed-write.ts";
import type { Publish } from "./alarm/action.ts";
import { Alarms } from "./alarm/alarms.ts";
import { AlarmRecord } from "./alarm/record.ts";
import { createApis } from "./api/apis.ts";
import type { Dashboard } from "./api/dashboards.ts";
import { describeObservation } from "./aws-metrics.ts";
import { openDatabase } from "./database.ts";
import { readEmbedded } from "./emf.ts";
import { type LogLine, LogStore } from "./logs/store.ts";
import { type Datum, MINUTE_MS } from "./metrics/datum.ts";
import { MetricStore } from "./metrics/store.ts";
import { type GroupFilters, provisionCloudWatch } from "./provision/provision.ts";
import { startTicker } from "./ticker.ts";

export interface CloudWatchOptions {
  accountId: string;
  /** Epoch ms; the system's clock by default. */
  nowMs?: () => number;
  /** How far what is counted and logged is dated ahead of its own time, so that tests let hours pass; 0 by default. */
  aheadMs?: () => number;
  /** Keeps metrics, logs, states and history in a file there: all but the last second survives kill -9. */
  dataDir?: string | undefined;
  /** Told of writes to that file that fail. */
  onFailedWrite?: OnFailedWrite;
  /** Runs an alarm's action. */
  publish: Publish;
  /** Asked once a minute, with the moment to measure ages at. */
  queueDepths?: (nowMs: number) => Promise<Omit<QueueDepthObservation, "kind" | "epochMs">[]>;
  /** How often alarms are evaluated: every minute by default, never by itself if 0. */
  tickMs?: number;
  onEvent?: (event: CloudWatchEvent) => void;
}

/** A line as the Lambda host hands it over, or one that something else writes to a log group. */
export type LoggedLine = LogLine & { kind?: LogRecord["kind"] };

export interface CloudWatch {
  /** Publishes what AWS publishes about it. */
  observe(observation: Observation): void;
  /** Stores a line, and takes the metrics out of it: embedded ones of functions, and those of log metric filters. */
  log(line: LoggedLine): void;
  /** Builds log groups, metric filters, alarms and dashboards, in whatever order. Throws for what is not supported. */
  provision(resources: readonly Resource[]): void;
  /** The APIs, by the service names of credential scopes. */
  backends: { monitoring: Backend; logs: Backend };
  /** Samples the queues if a minute has passed, evaluates every alarm at that moment and runs their actions. */
  evaluate(nowMs: number): Promise<void>;
  stop(): Promise<void>;
}

const FLUSH_MS = 1_000;
const RETENTION_MS = 2 * 86_400_000;
const SERIES_LIMIT = 20_000;
/** About 100 MB. */
const VALUE_LIMIT = 2_000_000;
const EVENTS_PER_GROUP = 50_000;

/** CloudWatch and CloudWatch Logs of every region: one store, metrics by the minute. */
export function createCloudWatch(options: CloudWatchOptions): CloudWatch {
  const { accountId, aheadMs = () => 0, onEvent = () => {}, tickMs = MINUTE_MS } = options;
  const clockMs = options.nowMs ?? Date.now;
  const nowMs = () => clockMs() + aheadMs();
  const database = openDatabase(options.dataDir, options.onFailedWrite);
  const keep = options.dataDir !== undefined;
  const metrics = new MetricStore({
    database,
    keep,
    retentionMs: RETENTION_MS,
    seriesLimit: SERIES_LIMIT,
    valueLimit: VALUE_LIMIT,
  });
  const logs = new LogStore(database, EVENTS_PER_GROUP);
  const record = new AlarmRecord(database);
  const alarms = new Alarms({
    accountId,
    metrics,
    record,
    publish: options.publish,
    onChange: ({ alarm: { region, name }, before, state }) => {
      const { value: after, reason, updatedMs: epochMs } = state;
      onEvent({ kind: "alarm", region, name, before, after, reason, epochMs });
    },
  });
  const filters = new Map<string, GroupFilters>();
  const dashboards = new Map<string, Dashboard>();
  const crowded = new Set<string>();
  const waiting: (() => void)[] = [];
  let sampledMinuteMs = 0;
  let stopped = false;

  function add(region: string, datum: Datum): void {
    if (metrics.add(region, datum) || crowded.has(region)) return;
    crowded.add(region);
    const message = `${region} has more than ${SERIES_LIMIT} metrics; further ones are not kept. Look for a dimension with too many values.`;
    onEvent({ kind: "trouble", where: "cloudwatch metrics", message });
  }

  const dateAhead = (datum: Datum): Datum => ({ ...datum, epochMs: datum.epochMs + aheadMs() });

  /** Counting comes after whatever is going on, so that it lengthens no call that someone measures. */
  function later(work: () => void): void {
    if (!stopped && waiting.push(work) === 1) setImmediate(catchUp);
  }

  function catchUp(): void {
    for (const work of waiting.splice(0)) work();
  }

  function observe(observation: Observation): void {
    const epochMs = observation.epochMs + aheadMs();
    for (const datum of describeObservation({ ...observation, epochMs })) add(observation.region, datum);
  }

  function log(line: LoggedLine): void {
    const { region, logGroup, message } = line;
    const ahead = aheadMs();
    const epochMs = line.epochMs + ahead;
    const now = nowMs();
    logs.add({ ...line, epochMs }, now);
    for (const { read } of filters.get(`${region}/${logGroup}`) ?? []) {
      const datum = read(message, epochMs);
      if (datum !== undefined) add(region, datum);
    }
    const embedded = line.kind === "function" ? readEmbedded(message, clockMs()) : undefined;
    if (embedded?.kind === "metrics") {
      for (const datum of embedded.data) add(region, dateAhead(datum));
      for (const dimension of embedded.emptyDimensions)
        onEvent({ kind: "dimensionDropped", region, logGroup, dimension });
    }
    if (embedded?.kind === "invalid") {
      onEvent({ kind: "metricsDropped", region, logGroup, reason: embedded.reason });
      add(region, {
        namespace: "AWS/Logs",
        name: "EMFValidationErrors",
        dimensions: { LogGroupName: logGroup },
        epochMs: now,
        unit: "Count",
        sample: { kind: "values", values: [1] },
      });
    }
  }

  function provision(resources: readonly Resource[]): void {
    catchUp();
    provisionCloudWatch({ accountId, nowMs: nowMs(), logs, filters, alarms, dashboards }, resources);
  }

  async function sampleQueues(now: number): Promise<void> {
    const minuteMs = Math.floor(now / MINUTE_MS) * MINUTE_MS;
    if (minuteMs === sampledMinuteMs || options.queueDepths === undefined) return;
    sampledMinuteMs = minuteMs;
    // What stands in the queues now is how the minute before ended.
    const epochMs = minuteMs - 1 - aheadMs();
    for (const depth of await options.queueDepths(now - aheadMs()))
      observe({ kind: "queueDepth", ...depth, epochMs });
  }

  async function evaluate(now: number): Promise<void> {
    catchUp();
    await sampleQueues(now);
    await alarms.evaluate(now);
    metrics.prune(now);
    logs.prune(now);
    record.prune(now);
  }

  const guard =
    (where: string, work: () => Promise<void> | void): (() => Promise<void>) =>
    async () => {
      try {
        await work();
      } catch (error) {
        onEvent({ kind: "trouble", where, message: String(error) });
      }
    };
  const flush = (): void => {
    metrics.flush();
    logs.flush();
  };
  const tickers = [startTicker(FLUSH_MS, guard("cloudwatch flush", flush))];
  if (tickMs > 0)
    tickers.push(
      startTicker(
        tickMs,
        guard("cloudwatch alarms", () => evaluate(nowMs())),
      ),
    );

  const countFilters = (region: string, logGroup: string): number =>
    filters.get(`${region}/${logGroup}`)?.length ?? 0;
  const apis = createApis({
    accountId,
    nowMs: clockMs,
    metrics,
    add: (region, datum) => add(region, dateAhead(datum)),
    alarms,
    record,
    logs,
    dashboards,
    countFilters,
  });
  const answerCaughtUp = ({ answer, stop }: Backend): Backend => ({
    answer(call, region) {
      catchUp();
      return answer(call, region);
    },
    stop,
  });
  return {
    observe: (observation) => later(() => observe(observation)),
    log: (line) => later(() => log(line)),
    provision,
    evaluate,
    backends: { monitoring: answerCaughtUp(apis.monitoring), logs: answerCaughtUp(apis.logs) },
    async stop() {
      catchUp();
      stopped = true;
      await Promise.all(tickers.map((ticker) => ticker.stop()));
      try {
        flush();
      } finally {
        database.close();
      }
    },
  };
}
