import { alertsIn } from "../alerts.ts";
import { alarmPrefix, type Metric } from "../metric.ts";
import { type Placement, pascalCase } from "../regions.ts";

/** `critical`: measurements are being lost or cannot be made. `warning`: look at it within the day. */
type Severity = "critical" | "warning";

/** What an alarm takes a period without data for, and why. */
const missingData = {
  /** Published only while there is something to count, or while something is used at all. */
  quiet: "notBreaching",
  /** Published whenever all is well, so silence is the fault. */
  silent: "breaching",
} as const;

/** How many periods must be empty: CloudWatch first looks for data in about two more than it is told to evaluate. */
export const silentPeriods = (periods: number): number => periods + 2;

interface AlarmSpec {
  /** Unique in its region, such as "inner-throttles". */
  readonly name: string;
  readonly severity: Severity;
  /** What has happened when it rings, as a sentence. */
  readonly says: string;
  /** Where to look first, as a sentence. */
  readonly look: string;
  /** One metric, or an expression over metrics by their ids. */
  readonly watches:
    | Metric
    | { readonly expression: string; readonly metrics: Readonly<Record<string, Metric>> };
  readonly comparison?: "GreaterThanOrEqualToThreshold" | "GreaterThanThreshold" | "LessThanThreshold";
  readonly threshold: number;
  readonly periodSeconds?: number;
  /** Rings when `breaches` of the last `periods` breach: by default at the first, and until five minutes are clear. */
  readonly periods?: number;
  readonly breaches?: number;
  readonly missing: keyof typeof missingData;
}

export interface DefinedAlarm {
  readonly name: string;
  readonly severity: Severity;
  readonly placement: Placement;
  readonly alarm: aws.cloudwatch.MetricAlarm | aws.cloudwatch.CompositeAlarm;
}

export const alarmName = (name: string): string => `${alarmPrefix}${name}`;

export const logicalName = (name: string, placement: Placement): string =>
  `${pascalCase(name)}Alarm${placement.suffix}`;

/**
 * Critical alarms notify by themselves when they ring; all else, warnings and that all is well again, comes from their region's
 * composite alarm: a new alarm runs its OK actions at once, and a deployment that makes all of them anew would mail each.
 */
export function defineAlarm(placement: Placement, spec: AlarmSpec): DefinedAlarm {
  const { name, severity, says, look, threshold, periodSeconds = 60, periods = 5, breaches = 1 } = spec;
  const alarm = new aws.cloudwatch.MetricAlarm(
    logicalName(name, placement),
    {
      name: alarmName(name),
      alarmDescription: `${severity}: ${says} ${look}`,
      ...watched(spec.watches, periodSeconds),
      comparisonOperator: spec.comparison ?? "GreaterThanOrEqualToThreshold",
      threshold,
      evaluationPeriods: periods,
      datapointsToAlarm: breaches,
      treatMissingData: missingData[spec.missing],
      alarmActions: severity === "critical" ? [alertsIn(placement).arn] : [],
      tags: { severity },
    },
    placement.options,
  );
  return { name, severity, placement, alarm };
}

function watched(watches: AlarmSpec["watches"], period: number) {
  if ("expression" in watches) {
    const { expression, metrics } = watches;
    return {
      metricQueries: [
        { id: "watched", expression, label: "watched", returnData: true },
        ...Object.entries(metrics).map(([id, metric]) => ({ id, metric: { ...metric, period } })),
      ],
    };
  }
  const { stat, ...metric } = watches;
  return { ...metric, period, statistic: stat };
}
