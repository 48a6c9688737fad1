import { stuckAfterMinutes } from "@crisscross/core/metrics/metrics";
import { ownMetric } from "../metric.ts";
import { home, type Placement, probePlacements, settings } from "../regions.ts";
import { type DefinedAlarm, defineAlarm, silentPeriods } from "./alarm.ts";

export const defineProbeAlarms = (): DefinedAlarm[] => [
  ...probePlacements.flatMap(defineOriginAlarms),
  definePoisonAlarm(home),
  ...defineJobAlarms(),
  ...(settings.canaryMinutes !== false ? [defineHeartbeat(settings.canaryMinutes)] : []),
];

function defineOriginAlarms(placement: Placement): DefinedAlarm[] {
  const origin = placement.region;
  const outcomes = [
    ["Throttled", "throttled", "Look first at the throttles of outer, inner and inner-db in every region."],
    [
      "TimedOut",
      "timed-out",
      "Look first at the timeouts and durations of inner in the targets the job's ledger names.",
    ],
    [
      "Failed",
      "failed",
      "Look first at the reasons in the job's ledger, then at the errors of outer and inner.",
    ],
  ] as const;
  const ofOutcomes = outcomes.map(([metric, dashed, look]) =>
    defineAlarm(placement, {
      name: `probe-${dashed}`,
      severity: "warning",
      says: `A probe from ${origin} has the outcome ${dashed.replace("-", " ")}.`,
      look,
      watches: ownMetric(metric, { origin }),
      threshold: 1,
      missing: "quiet",
    }),
  );
  const ofReceipts = defineAlarm(placement, {
    name: "receipts-missing",
    severity: "warning",
    says: `Answers to ${origin} carried no readable receipt, so execution and bill are unknown.`,
    look: "Look first at the log level and format of outer and inner: INFO and JSON keep the report in the log tail.",
    watches: ownMetric("ReceiptsMissing", { origin }),
    threshold: 1,
    missing: "quiet",
  });
  const ofConnections = defineAlarm(placement, {
    name: "connections-unkept",
    severity: "warning",
    says: `Of the probes from ${origin} stored within five minutes, more than a tenth made new connections though they were to go over kept ones.`,
    look: "Look first at whether Lambda's endpoints close a connection after an answer to an unsigned request; then at connections in the matrix.",
    watches: {
      expression: "100 * unkept / probes",
      metrics: { unkept: ownMetric("Unkept", { origin }), probes: ownMetric("Probes", { origin }) },
    },
    comparison: "GreaterThanThreshold",
    threshold: 10,
    periodSeconds: 300,
    periods: 1,
    missing: "quiet",
  });
  const elsewhere = placement.region !== home.region;
  return [...ofOutcomes, ofReceipts, ofConnections, ...(elsewhere ? [definePoisonAlarm(placement)] : [])];
}

function definePoisonAlarm(placement: Placement): DefinedAlarm {
  return defineAlarm(placement, {
    name: "poison",
    severity: "warning",
    says: "A queue delivers a message that can never be handled.",
    look: "Look first at message.failed with the code invalid in the logs of consume and plan, and at who sends.",
    watches: ownMetric("Poison", { origin: placement.region }),
    threshold: 1,
    missing: "quiet",
  });
}

function defineJobAlarms(): DefinedAlarm[] {
  const origin = home.region;
  const minutes = 5;
  return [
    defineAlarm(home, {
      name: "jobs-stuck",
      severity: "critical",
      says: `A job misses blocks and has gained none for ${stuckAfterMinutes} minutes, or is past its time limit.`,
      look: "Look first at the job's ledger for the origins that miss blocks, then at the age of those queues.",
      watches: ownMetric("JobsStuck", { origin }, "Maximum"),
      threshold: 1,
      missing: "quiet",
    }),
    // Every scheduled run publishes one value at its end, 0 when all is well, so their number is that of the runs.
    defineAlarm(home, {
      name: "reconcile-silent",
      severity: "critical",
      says: `No scheduled run of reconcile came to its end for about ${silentPeriods(minutes)} minutes: no job is finished, nor known to be stuck.`,
      look: "Look first at reconcile's schedule and its role, then at the throttles, errors and timeouts of reconcile.",
      watches: ownMetric("JobsStuck", { origin }, "SampleCount"),
      comparison: "LessThanThreshold",
      threshold: 1,
      periods: minutes,
      breaches: minutes,
      missing: "silent",
    }),
    // Published when a job finishes: it rings for an hour, long enough to be seen, and not until the next job.
    defineAlarm(home, {
      name: "completeness",
      severity: "warning",
      says: "A job finished with probes lost.",
      look: "Look first at the reasons in the job's ledger, then at the dead-letter queues of its origins.",
      watches: ownMetric("Completeness", { origin }, "Minimum"),
      comparison: "LessThanThreshold",
      threshold: 100,
      periodSeconds: 300,
      periods: 12,
      missing: "quiet",
    }),
  ];
}

/** Two canaries may be missed or late. Their probes may fail: that has alarms, and here it is whether all is counted. */
function defineHeartbeat(canaryMinutes: number): DefinedAlarm {
  const periods = 3;
  return defineAlarm(home, {
    name: "heartbeat",
    severity: "critical",
    says: `No job was complete for about ${silentPeriods(periods) * canaryMinutes} minutes, though a canary is launched every ${canaryMinutes}.`,
    look: "Look first at the canary's schedule, then along the flow: jobs queue, plan, probe topic, queues of blocks, consume, reconcile.",
    watches: ownMetric("JobsCompleted", { origin: home.region }),
    comparison: "LessThanThreshold",
    threshold: 1,
    periodSeconds: canaryMinutes * 60,
    periods,
    breaches: periods,
    missing: "silent",
  });
}
