import type { CloudWatchEvent } from "../events/cloudwatch-event.ts";
import type { Datum } from "../events/datum.ts";
import type { LogRecord } from "../events/log-record.ts";
import { describeObservation, type Metrics, type Observation } from "../events/observation.ts";
import { type EpochMs, toEpochMs } from "../time/times.ts";
import { readEmbedded } from "./emf.ts";
import type { LogLine } from "./logs/store.ts";
import { SERIES_LIMIT, type Stores } from "./stores.ts";

/** A line as the Lambda host hands it over, or one that something else writes to a log group. */
export type LoggedLine = LogLine & { kind?: LogRecord["kind"] };

interface IntakeOptions {
  stores: Pick<Stores, "metrics" | "logs" | "filters">;
  /** What AWS publishes about each kind of observation. */
  metrics: Metrics;
  /** Of the system's clock. */
  clockMs: () => EpochMs;
  /** How far what is counted and logged is dated ahead of its own time. */
  aheadMs: () => number;
  onEvent: (event: CloudWatchEvent) => void;
}

/**
 * Takes observations and log lines in, and makes metrics of them. Counting comes after whatever is going on, so that it
 * lengthens no call that someone measures.
 */
export class Intake {
  readonly #options: IntakeOptions;
  readonly #crowded = new Set<string>();
  readonly #waiting: (() => void)[] = [];
  #stopped = false;

  constructor(options: IntakeOptions) {
    this.#options = options;
  }

  later(work: () => void): void {
    if (!this.#stopped && this.#waiting.push(work) === 1) setImmediate(() => this.catchUp());
  }

  /** Takes in what waits. */
  catchUp(): void {
    for (const work of this.#waiting.splice(0)) work();
  }

  stop(): void {
    this.catchUp();
    this.#stopped = true;
  }

  observe(observation: Observation): void {
    const epochMs = toEpochMs(observation.epochMs + this.#options.aheadMs());
    for (const datum of describeObservation(this.#options.metrics, { ...observation, epochMs }))
      this.#keep(observation.region, datum);
  }

  /** Adds a metric that its publisher has dated. */
  add(region: string, datum: Datum): void {
    this.#keep(region, { ...datum, epochMs: toEpochMs(datum.epochMs + this.#options.aheadMs()) });
  }

  log(line: LoggedLine): void {
    const { stores, clockMs, aheadMs } = this.#options;
    const { region, logGroup, message } = line;
    const epochMs = toEpochMs(line.epochMs + aheadMs());
    stores.logs.add({ ...line, epochMs }, toEpochMs(clockMs() + aheadMs()));
    for (const { read } of stores.filters.get(`${region}/${logGroup}`) ?? []) {
      const datum = read(message, epochMs);
      if (datum !== undefined) this.#keep(region, datum);
    }
    if (line.kind === "function") this.#readEmbedded(line);
  }

  #readEmbedded({ region, logGroup, message }: LoggedLine): void {
    const { clockMs, aheadMs, onEvent } = this.#options;
    const embedded = readEmbedded(message, clockMs());
    if (embedded?.kind === "metrics") {
      for (const datum of embedded.data) this.add(region, datum);
      for (const dimension of embedded.emptyDimensions)
        onEvent({ kind: "dimensionDropped", region, logGroup, dimension });
    }
    if (embedded?.kind === "invalid") {
      onEvent({ kind: "metricsDropped", region, logGroup, reason: embedded.reason });
      this.#keep(region, {
        namespace: "AWS/Logs",
        name: "EMFValidationErrors",
        dimensions: { LogGroupName: logGroup },
        epochMs: toEpochMs(clockMs() + aheadMs()),
        unit: "Count",
        sample: { kind: "values", values: [1] },
      });
    }
  }

  #keep(region: string, datum: Datum): void {
    const { stores, onEvent } = this.#options;
    if (stores.metrics.add(region, datum) || this.#crowded.has(region)) return;
    this.#crowded.add(region);
    const message = `${region} has more than ${SERIES_LIMIT} metrics; further ones are not kept. Look for a dimension with too many values.`;
    onEvent({ kind: "trouble", where: "cloudwatch metrics", message });
  }
}
