import type { LogEventName } from "@crisscross/functions/edges/log-events";
import { type DefinedFunction, logGroupOf, nameOf } from "../functions.ts";
import { functionLimits, type Verb } from "../limits.ts";
import { lambdaMetric, type Metric, ownNamespace, timeoutsMetric } from "../metric.ts";
import { home } from "../regions.ts";
import { type DefinedAlarm, defineAlarm } from "./alarm.ts";

/** Fed by queues, where Lambda looks for loops through SQS and SNS. */
const fed: ReadonlySet<Verb> = new Set(["plan", "consume"]);

/** The share of invocations that may fail, in %, and how many it takes within five minutes to speak of a share. */
function tolerance(verb: Verb): { percent: number; least: number } {
  // Its schedule runs it five times in them, and what one run leaves undone the next one does.
  if (verb === "reconcile") return { percent: 50, least: 3 };
  // A job takes plan once and an origin's consume a few times, and what failed comes again half an hour later.
  if (fed.has(verb)) return { percent: 50, least: 1 };
  return { percent: 5, least: 20 };
}

export const defineFunctionAlarms = (functions: readonly DefinedFunction[]): DefinedAlarm[] =>
  functions.flatMap((defined) => [
    ...defineCountAlarms(defined),
    defineTimeoutAlarm(defined),
    ...(fed.has(defined.verb) ? [defineLoopAlarm(defined)] : []),
    ...(defined.verb === "consume" && defined.placement.region !== home.region
      ? [defineMetricsAlarm(defined)]
      : []),
  ]);

function defineCountAlarms({ verb, placement }: DefinedFunction): DefinedAlarm[] {
  const { timeoutSeconds } = functionLimits[verb];
  const { percent, least } = tolerance(verb);
  const logs = `the log group ${logGroupOf(verb)}`;
  return [
    defineAlarm(placement, {
      name: `${verb}-throttles`,
      severity: "critical",
      says: `Lambda refused to run ${verb}.`,
      look: `Look first at the reserved concurrency of ${verb} and at the account's unreserved concurrency in ${placement.region}.`,
      watches: lambdaMetric(verb, "Throttles"),
      threshold: 1,
      missing: "quiet",
    }),
    defineAlarm(placement, {
      name: `${verb}-errors`,
      severity: "warning",
      says: `An invocation of ${verb} failed.`,
      look: `Look first at ${logs} for level ERROR.`,
      watches: lambdaMetric(verb, "Errors"),
      threshold: 1,
      missing: "quiet",
    }),
    defineAlarm(placement, {
      name: `${verb}-error-rate`,
      severity: "critical",
      says: `More than ${percent}% of ${least > 1 ? `at least ${least}` : "all"} invocations of ${verb} within five minutes failed.`,
      look: `Look first at what changed last: a deployment, a permission, a quota; then at ${logs}.`,
      watches: {
        expression: `IF(invocations >= ${least}, 100 * errors / invocations, 0)`,
        metrics: {
          errors: lambdaMetric(verb, "Errors"),
          invocations: lambdaMetric(verb, "Invocations"),
        },
      },
      comparison: "GreaterThanThreshold",
      threshold: percent,
      periodSeconds: 300,
      periods: 1,
      missing: "quiet",
    }),
    defineAlarm(placement, {
      name: `${verb}-duration`,
      severity: "warning",
      says: `An invocation of ${verb} took at least nine tenths of its timeout of ${timeoutSeconds} s.`,
      look: `Look first at what ${verb} waits for; then at its timeout in stacks/limits.ts.`,
      watches: lambdaMetric(verb, "Duration", "Maximum"),
      threshold: timeoutSeconds * 1000 * 0.9,
      missing: "quiet",
    }),
  ];
}

/** Counts the lines of a function's log that match a pattern. */
function countLines(
  { verb, placement, fn }: DefinedFunction,
  what: string,
  pattern: string,
  into: Metric,
): void {
  const { namespace, metricName } = into;
  new aws.cloudwatch.LogMetricFilter(
    `${metricName}Filter${placement.suffix}`,
    {
      name: `${nameOf(verb)}-${what}`,
      logGroupName: fn.nodes.logGroup.apply((group) => (group ? group.name : $output(logGroupOf(verb)))),
      pattern,
      metricTransformation: { namespace, name: metricName, value: "1", unit: "Count" },
    },
    placement.options,
  );
}

function defineTimeoutAlarm(defined: DefinedFunction): DefinedAlarm {
  const { verb, placement } = defined;
  const watches = timeoutsMetric(verb);
  const pattern = '{ $.type = "platform.report" && $.record.status = "timeout" }';
  countLines(defined, "timeouts", pattern, watches);
  return defineAlarm(placement, {
    name: `${verb}-timeouts`,
    severity: "critical",
    says: `Lambda ended an invocation of ${verb} at its timeout.`,
    look: `Look first at what ${verb} was waiting for: the last line before platform.report in its log.`,
    watches,
    threshold: 1,
    missing: "quiet",
  });
}

function defineLoopAlarm({ verb, placement }: DefinedFunction): DefinedAlarm {
  return defineAlarm(placement, {
    name: `${verb}-loops`,
    severity: "critical",
    says: `Lambda cut a loop that led back to ${verb} about 16 times; its messages are lost.`,
    look: `Look first at what ${verb} sends to a queue or topic that feeds it again.`,
    watches: lambdaMetric(verb, "RecursiveInvocationsDropped"),
    threshold: 1,
    missing: "quiet",
  });
}

/** A name of the table of log events: another one is a type error. */
const metricsFailed: LogEventName = "metrics.failed";

/** consume goes on without the metrics that it puts in the home region, and what reads them there would see no fault. */
function defineMetricsAlarm(defined: DefinedFunction): DefinedAlarm {
  const { verb, placement } = defined;
  const watches = { namespace: ownNamespace, metricName: "MetricsFailed", dimensions: {}, stat: "Sum" };
  countLines(defined, "metrics-failed", `{ $.message = "${metricsFailed}" }`, watches);
  return defineAlarm(placement, {
    name: "metrics-failed",
    severity: "warning",
    says: `Failed probes from ${placement.region} could not be counted in ${home.region}, so the alarms on bad origins and targets there may be silent.`,
    look: `Look first at ${metricsFailed} in the log group ${logGroupOf(verb)}; then at what lets ${verb} put metrics in ${home.region}.`,
    watches,
    threshold: 1,
    missing: "quiet",
  });
}
