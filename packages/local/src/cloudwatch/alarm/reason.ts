import type { AlarmStateValue } from "../../events/cloudwatch-event.ts";
import { type EpochMs, toEpochMs } from "../../time/times.ts";
import type { Judgement } from "./evaluate-state.ts";
import type { TriggeringChild } from "./message.ts";
import { printCount, printDouble, printIsoTime, printLongTime, printShortTime } from "./print.ts";
import { type Alarm, type CompositeAlarm, comparisons, type MetricAlarm, readMissingData } from "./spec.ts";
import type { AlarmState } from "./state.ts";

interface Reason {
  text: string;
  /** JSON. */
  data: string;
}

/** Why the alarm has its new state, in CloudWatch's words. */
export function explain(
  alarm: MetricAlarm,
  state: AlarmStateValue,
  verdict: Judgement,
  nowMs: EpochMs,
): Reason {
  return { text: describe(alarm, state, verdict), data: describeData(alarm, verdict, nowMs) };
}

function describe(alarm: MetricAlarm, state: AlarmStateValue, { evaluated, filled }: Judgement): string {
  const { evaluationPeriods: periods, datapointsToAlarm, threshold } = alarm;
  if (state === "INSUFFICIENT_DATA") {
    return `Insufficient Data: ${printCount(periods, "datapoint")} ${periods === 1 ? "was" : "were"} unknown.`;
  }
  const rung = state === "ALARM";
  const missing = readMissingData(alarm);
  const filler =
    missing === "breaching" ? "Breaching" : missing === "notBreaching" ? "NonBreaching" : undefined;
  if (filled > 0 && filler !== undefined) {
    const received = `${printCount(evaluated.length, "datapoint")} ${evaluated.length === 1 ? "was" : "were"} received`;
    const treated = `${printCount(filled, "missing datapoint")} ${filled === 1 ? "was" : "were"} treated as [${filler}]`;
    return `Threshold Crossed: ${received} for ${printCount(periods, "period")} and ${treated}.`;
  }
  const telling = evaluated.filter(({ breaching }) => breaching === rung);
  const values = telling.map(
    ({ startMs, value }) => `${printDouble(value)} (${printShortTime(toEpochMs(startMs))})`,
  );
  const verb = `${telling.length === 1 ? "was" : "were"}${rung ? "" : " not"}`;
  const least = rung ? datapointsToAlarm : periods - datapointsToAlarm + 1;
  const transition = rung ? "OK -> ALARM" : "ALARM -> OK";
  return (
    `Threshold Crossed: ${telling.length} out of the last ${evaluated.length} datapoints [${values.join(", ")}] ` +
    `${verb} ${comparisons[alarm.comparison].text} the threshold (${printDouble(threshold)}) ` +
    `(minimum ${printCount(least, "datapoint")} for ${transition} transition).`
  );
}

function describeData(alarm: MetricAlarm, { evaluated }: Judgement, nowMs: EpochMs): string {
  const { watches, periodMs, threshold } = alarm;
  const source = watches.kind === "metric" ? watches.source : undefined;
  const oldest = evaluated.at(-1);
  return JSON.stringify({
    version: "1.0",
    queryDate: printIsoTime(nowMs),
    ...(oldest === undefined ? {} : { startDate: printIsoTime(toEpochMs(oldest.startMs)) }),
    ...(source?.unit === undefined ? {} : { unit: source.unit }),
    ...(source === undefined ? {} : { statistic: source.statisticText }),
    period: periodMs / 1000,
    recentDatapoints: evaluated.map(({ value }) => value).reverse(),
    threshold,
    evaluatedDatapoints: evaluated.map(({ startMs, value }) => ({
      timestamp: printIsoTime(toEpochMs(startMs)),
      value,
    })),
  });
}

/** Why a composite alarm has its new state: the child, or those children at once, that changed last. */
export function explainRule(
  alarm: CompositeAlarm,
  before: AlarmState,
  value: AlarmStateValue,
  children: readonly { alarm: Alarm; state: AlarmState }[],
): Reason & { triggers: TriggeringChild[] } {
  const newest = children.toSorted((a, b) => b.state.transitionedMs - a.state.transitionedMs)[0];
  const triggers = children
    .filter(({ state }) => state.transitionedMs === newest?.state.transitionedMs)
    .map((child) => ({
      arn: child.alarm.arn,
      value: child.state.value,
      epochMs: child.state.transitionedMs,
    }));
  const text =
    before.value === "INSUFFICIENT_DATA" || newest === undefined
      ? `${alarm.arn} was created and its alarm rule evaluates to ${value}`
      : `${newest.alarm.arn} transitioned to ${newest.state.value} at ${printLongTime(newest.state.transitionedMs)}`;
  const triggeringAlarms = triggers.map((child) => ({
    arn: child.arn,
    state: { value: child.value, timestamp: printIsoTime(child.epochMs) },
  }));
  return { text, data: JSON.stringify({ triggeringAlarms }), triggers };
}
