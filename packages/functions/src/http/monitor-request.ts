import { AlarmName } from "@crisscross/core/documents/parameters";
import { type Narrowed, routes } from "@crisscross/core/documents/routes";
import { AppError } from "@crisscross/core/edge/error";
import { parse } from "@crisscross/core/edge/schema";
import { type EpochMs, epochMs } from "@crisscross/core/edge/time";
import { placeHint } from "@crisscross/core/job/regions";
import type { MetricDimension } from "@crisscross/core/metrics/metric-declaration";
import { defaultStatOf } from "@crisscross/core/metrics/metric-series";
import { type MetricName, metricNames, metricOf } from "@crisscross/core/metrics/metrics";
import * as v from "valibot";
import type { Window } from "../watching/monitor.ts";
import type { AlarmFilter } from "../watching/read-alarms.ts";
import type { MetricRequest } from "../watching/read-metric.ts";
import { rejected } from "./query.ts";

type Query = Readonly<Record<string, string>>;

const hourMs = 3_600_000;
const defaultWindowMs = 3 * hourMs;
const mostPoints = 1_440;

/** CloudWatch keeps minutes for 15 days, five minutes for 63, hours for 455. */
const kept = [
  { days: 15, seconds: 60 },
  { days: 63, seconds: 300 },
  { days: 455, seconds: 3_600 },
] as const;

const oneOf = (values: readonly string[]) =>
  v.picklist(values, ({ input }) => `one of ${values.join(", ")}${placeHint(input)}`);

/** Throws AppError `invalid`. */
export function readAlarmsQuery(query: Query, regions: readonly string[]): AlarmFilter {
  const schema = v.strictObject({
    ...routes.ListAlarms.query,
    ...({ region: v.optional(oneOf(regions)) } satisfies Narrowed<"ListAlarms">),
  });
  return parse(schema, query, "query");
}

/** Throws AppError `invalid`. */
export function readAlarmQuery(query: Query, regions: readonly string[]): Pick<AlarmFilter, "region"> {
  const schema = v.strictObject({
    ...routes.GetAlarm.query,
    ...({ region: v.optional(oneOf(regions)) } satisfies Narrowed<"GetAlarm">),
  });
  return parse(schema, query, "query");
}

/** An alarm's name; what cannot be one is as unknown as one that is none. */
export function readAlarmName(text: string): string {
  if (v.safeParse(AlarmName, text).success) return text;
  throw new AppError("not-found", `alarm: ${JSON.stringify(text.slice(0, 100))} is not known`);
}

export function readMetricName(text: string): MetricName {
  const name = metricNames.find((known) => known === text);
  if (name !== undefined) return name;
  const known = metricNames.join(", ");
  throw new AppError(
    "not-found",
    `metric: ${JSON.stringify(text.slice(0, 100))} is not known; known: ${known}`,
  );
}

/** Dimensions are those of the metric, which says what each may be. */
const { origin: _origin, target: _target, variant: _variant, ...ofEveryMetric } = routes.GetMetric.query;

/** What to read of a metric: by default the last three hours by five minutes. Throws AppError `invalid`. */
export function readMetricQuery(
  query: Query,
  name: MetricName,
  regions: readonly string[],
  nowMs: EpochMs,
): MetricRequest {
  const valuesOf: Readonly<Record<MetricDimension, readonly string[]>> = {
    origin: regions,
    target: regions,
    variant: metricOf(name).variants,
  };
  const schema = v.strictObject({
    ...ofEveryMetric,
    stat: v.optional(ofEveryMetric.stat.wrapped, defaultStatOf(name)),
    ...Object.fromEntries(metricOf(name).dimensions.map((key) => [key, v.optional(oneOf(valuesOf[key]))])),
  });
  const { stat, period, from, to, ...dimensions } = parse(schema, query, "query");
  const toMs = to ?? nowMs;
  const window = { fromMs: from ?? epochMs(toMs - defaultWindowMs), toMs };
  checkWindow(window, period, nowMs);
  return { stat, periodSeconds: period, ...window, dimensions: named(dimensions) };
}

/** How far back the dashboard looks: by default three hours. Throws AppError `invalid`. */
export function readDashboardQuery(query: Query, nowMs: EpochMs): Window {
  const schema = v.strictObject(routes.GetDashboard.query);
  const { minutes } = parse(schema, query, "query");
  return { fromMs: epochMs(nowMs - minutes * 60_000), toMs: nowMs };
}

function named(dimensions: Readonly<Record<string, string | undefined>>): Record<string, string> {
  const entries = Object.entries(dimensions).flatMap(([key, value]) =>
    value === undefined ? [] : [[key, value]],
  );
  return Object.fromEntries(entries);
}

function checkWindow({ fromMs, toMs }: Window, periodSeconds: number, nowMs: EpochMs): void {
  const iso = (epochMs: number) => new Date(epochMs).toISOString();
  if (toMs > nowMs + hourMs) throw rejected("to", iso(toMs), `at latest ${iso(nowMs + hourMs)}`);
  if (fromMs >= toMs) throw rejected("from", iso(fromMs), `before ${iso(toMs)}, which is where it ends`);
  const ageDays = (nowMs - fromMs) / (24 * hourMs);
  const keeping = kept.find(({ days }) => ageDays <= days);
  if (keeping === undefined)
    throw rejected("from", iso(fromMs), "within 455 days, as long as CloudWatch keeps metrics");
  if (periodSeconds % keeping.seconds !== 0)
    throw rejected(
      "period",
      periodSeconds,
      `multiples of ${keeping.seconds}, as CloudWatch keeps no finer ones that long`,
    );
  const least = Math.ceil((toMs - fromMs) / 1_000 / mostPoints);
  if (periodSeconds < least)
    throw rejected(
      "period",
      periodSeconds,
      `at least ${least} for this window: at most ${mostPoints} points per series`,
    );
}
