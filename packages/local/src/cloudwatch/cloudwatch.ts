import type { CloudWatchEvent } from "../events/cloudwatch-event.ts";
import { MINUTE_MS } from "../events/datum.ts";
import type { Metrics, Observation } from "../events/observation.ts";
import type { Resource } from "../graph/graph.ts";
import type { Backend } from "../service/backend.ts";
import type { OnFailedWrite } from "../service/failed-write.ts";
import { isDiskError } from "../service/failed-write.ts";
import { type EpochMs, readEpochMs, toEpochMs } from "../time/times.ts";
import type { Publish } from "./alarm/action.ts";
import { Alarms } from "./alarm/alarms.ts";
import { createApis } from "./api/apis.ts";
import { Intake, type LoggedLine } from "./intake.ts";
import { provisionCloudWatch } from "./provision/provision.ts";
import { createQueueSampler, type QueueDepths } from "./queue-sampler.ts";
import { openStores, type Stores } from "./stores.ts";
import { startTicker, type Ticker } from "./ticker.ts";

export interface CloudWatchOptions {
  accountId: string;
  /** Epoch ms; the system's clock by default. */
  nowMs?: () => EpochMs;
  /** How far what is counted and logged is dated ahead of its own time, so that tests let hours pass; 0 by default. */
  aheadMs?: () => number;
  /** Keeps metrics, logs, states and history in a file there: all but the last second survives kill -9. */
  dataDir?: string | undefined;
  /** Told of writes to that file that fail. */
  onFailedWrite?: OnFailedWrite;
  /** What AWS publishes about each kind of observation. */
  metrics: Metrics;
  /** Runs an alarm's action. */
  publish: Publish;
  /** Asked once a minute, with the moment to measure ages at. */
  queueDepths?: QueueDepths;
  /** How often alarms are evaluated: every minute by default, never by itself if 0. */
  tickMs?: number;
  onEvent?: (event: CloudWatchEvent) => void;
}

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
  evaluate(nowMs: EpochMs): Promise<void>;
  stop(): Promise<void>;
}

const FLUSH_MS = 1_000;

/** CloudWatch and CloudWatch Logs of every region: one store, metrics by the minute. */
export function createCloudWatch(options: CloudWatchOptions): CloudWatch {
  const { accountId, aheadMs = () => 0, onEvent = () => {}, nowMs: clockMs = readEpochMs } = options;
  const nowMs = () => toEpochMs(clockMs() + aheadMs());
  const stores = openStores(options.dataDir, options.onFailedWrite);
  const intake = new Intake({ stores, metrics: options.metrics, clockMs, aheadMs, onEvent });
  const alarms = createAlarms(options, stores, onEvent);
  const sampleQueues = createQueueSampler(options.queueDepths, aheadMs, (depth) => intake.observe(depth));
  const evaluate = async (now: EpochMs): Promise<void> => {
    intake.catchUp();
    await sampleQueues(now);
    await alarms.evaluate(now);
    stores.prune(now);
  };
  const tickers = startTickers({
    everyMs: options.tickMs ?? MINUTE_MS,
    flush: () => stores.flush(),
    evaluate: () => evaluate(nowMs()),
    onEvent,
  });
  const apis = createApis({
    ...stores,
    accountId,
    nowMs: clockMs,
    add: (region, datum) => intake.add(region, datum),
    alarms,
    countFilters: (region, logGroup) => stores.filters.get(`${region}/${logGroup}`)?.length ?? 0,
  });
  return {
    observe: (observation) => intake.later(() => intake.observe(observation)),
    log: (line) => intake.later(() => intake.log(line)),
    provision(resources) {
      intake.catchUp();
      provisionCloudWatch({ ...stores, accountId, nowMs: nowMs(), alarms }, resources);
    },
    evaluate,
    backends: {
      monitoring: answerCaughtUp(intake, apis.monitoring),
      logs: answerCaughtUp(intake, apis.logs),
    },
    async stop() {
      intake.stop();
      await Promise.all(tickers.map((ticker) => ticker.stop()));
      try {
        stores.flush();
      } finally {
        stores.close();
      }
    },
  };
}

function createAlarms(
  { accountId, publish }: CloudWatchOptions,
  { metrics, record }: Stores,
  onEvent: (event: CloudWatchEvent) => void,
): Alarms {
  return new Alarms({
    accountId,
    metrics,
    record,
    publish,
    onChange: ({ alarm: { region, name }, before, state }) => {
      const { value: after, reason, updatedMs: epochMs } = state;
      onEvent({ kind: "alarm", region, name, before, after, reason, epochMs });
    },
  });
}

interface Rounds {
  /** How often alarms are evaluated; never if 0. */
  everyMs: number;
  flush(): void;
  evaluate(): Promise<void>;
  onEvent: (event: CloudWatchEvent) => void;
}

/** What fails in a round is told, and tried again in the next. */
function startTickers({ everyMs, flush, evaluate, onEvent }: Rounds): Ticker[] {
  const guard = (where: string, work: () => Promise<void> | void) => async (): Promise<void> => {
    try {
      await work();
    } catch (error) {
      // What the disk does not take is told by the write itself.
      if (!isDiskError(error)) onEvent({ kind: "trouble", where, message: String(error) });
    }
  };
  const flushing = startTicker(FLUSH_MS, guard("cloudwatch flush", flush));
  return everyMs > 0 ? [flushing, startTicker(everyMs, guard("cloudwatch alarms", evaluate))] : [flushing];
}

/** Answers with everything that was told before the request. */
function answerCaughtUp(intake: Intake, { answer, stop }: Backend): Backend {
  return {
    answer(request) {
      intake.catchUp();
      return answer(request);
    },
    stop,
  };
}
