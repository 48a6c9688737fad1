import type { AlarmStateValue } from "../../events/cloudwatch-event.ts";
import { comparisons, type MetricAlarm, readMissingData } from "./spec.ts";

/** One period of what an alarm watches. */
export interface Datapoint {
  startMs: number;
  /** Absent when the period has no data. */
  value?: number;
}

export interface Judgement {
  /** Absent: the alarm stays as it is. */
  state?: AlarmStateValue;
  /** The datapoints it rests on, newest first: real ones only. */
  evaluated: { startMs: number; value: number; breaching: boolean }[];
  /** Periods filled in as treatMissingData says. */
  filled: number;
}

/** Periods looked at beyond the evaluation periods, for when some of those have no data. */
const EXTRA_PERIODS = 2;

export function countEvaluationRange(evaluationPeriods: number): number {
  return evaluationPeriods + EXTRA_PERIODS;
}

/**
 * Decides an alarm from the datapoints of its evaluation range, oldest first. With as many real datapoints as
 * evaluation periods the newest of them decide; otherwise every real one does, and missing ones are filled in.
 * Source: CloudWatch User Guide, "Configuring how CloudWatch alarms treat missing data".
 */
export function judge(alarm: MetricAlarm, range: readonly Datapoint[]): Judgement {
  const { evaluationPeriods, datapointsToAlarm, threshold } = alarm;
  const { test } = comparisons[alarm.comparison];
  const newestFirst = range.toReversed();
  const real = newestFirst.flatMap(({ startMs, value }) =>
    value === undefined ? [] : [{ startMs, value, breaching: test(value, threshold) }],
  );
  const evaluated = real.slice(0, evaluationPeriods);
  const filled = evaluationPeriods - evaluated.length;
  const breaching = evaluated.filter((point) => point.breaching).length;
  const decide = (count: number): AlarmStateValue => (count >= datapointsToAlarm ? "ALARM" : "OK");
  if (filled === 0) return { state: decide(breaching), evaluated, filled };

  const onlyBreaching = breaching === evaluated.length;
  switch (readMissingData(alarm)) {
    case "breaching":
      return { state: decide(breaching + filled), evaluated, filled };
    case "notBreaching":
      return { state: decide(breaching), evaluated, filled };
    case "ignore":
      if (onlyBreaching && breaching < datapointsToAlarm) return { evaluated, filled };
      return { state: decide(breaching), evaluated, filled };
    case "missing": {
      if (evaluated.length === 0) return { state: "INSUFFICIENT_DATA", evaluated, filled };
      // An old breach that only breaches and gaps follow rings before there are enough datapoints, as AWS documents.
      const oldest = newestFirst.findLastIndex(({ value }) => value !== undefined) + 1;
      const isPremature = onlyBreaching && oldest >= datapointsToAlarm;
      return { state: isPremature ? "ALARM" : decide(breaching), evaluated, filled };
    }
  }
}
