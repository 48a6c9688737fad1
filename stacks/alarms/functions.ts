import { type DefinedFunction, definedFunctions, nameOf } from "../functions.ts";
import { functionLimits, type Verb } from "../limits.ts";
import { lambdaMetric, timeoutsMetric } from "../metric.ts";
import { defineAlarm } from "./alarm.ts";

/** Fed by queues, where Lambda looks for loops through SQS and SNS. */
const fed: ReadonlySet<Verb> = new Set(["plan", "consume"]);

const logGroupName = (verb: Verb): string => `/aws/lambda/${nameOf(verb)}`;

export function defineFunctionAlarms(): void {
  for (const defined of definedFunctions) {
    defineCountAlarms(defined);
    defineTimeoutAlarm(defined);
    if (fed.has(defined.verb)) defineLoopAlarm(defined);
  }
}

function defineCountAlarms({ verb, site }: DefinedFunction): void {
  const { timeoutSeconds } = functionLimits[verb];
  const logs = `the log group ${logGroupName(verb)}`;
  defineAlarm(site, {
    name: `${verb}-throttles`,
    severity: "critical",
    says: `Lambda refused to run ${verb}.`,
    look: `Look first at the reserved concurrency of ${verb} and at the account's unreserved concurrency in ${site.region}.`,
    watches: lambdaMetric(verb, "Throttles"),
    threshold: 1,
    missing: "quiet",
  });
  defineAlarm(site, {
    name: `${verb}-errors`,
    severity: "warning",
    says: `An invocation of ${verb} failed.`,
    look: `Look first at ${logs} for level ERROR.`,
    watches: lambdaMetric(verb, "Errors"),
    threshold: 1,
    missing: "quiet",
  });
  defineAlarm(site, {
    name: `${verb}-error-rate`,
    severity: "critical",
    says: `More than 5% of at least 20 invocations of ${verb} within five minutes failed.`,
    look: `Look first at what changed last: a deployment, a permission, a quota; then at ${logs}.`,
    watches: {
      expression: "IF(invocations >= 20, 100 * errors / invocations, 0)",
      metrics: {
        errors: lambdaMetric(verb, "Errors"),
        invocations: lambdaMetric(verb, "Invocations"),
      },
    },
    comparison: "GreaterThanThreshold",
    threshold: 5,
    periodSeconds: 300,
    periods: 1,
    missing: "quiet",
  });
  defineAlarm(site, {
    name: `${verb}-duration`,
    severity: "warning",
    says: `An invocation of ${verb} took at least nine tenths of its timeout of ${timeoutSeconds} s.`,
    look: `Look first at what ${verb} waits for; then at its timeout in stacks/limits.ts.`,
    watches: lambdaMetric(verb, "Duration", "Maximum"),
    threshold: timeoutSeconds * 1000 * 0.9,
    missing: "quiet",
  });
}

function defineTimeoutAlarm({ verb, site, fn }: DefinedFunction): void {
  const watches = timeoutsMetric(verb);
  const { namespace, metricName } = watches;
  new aws.cloudwatch.LogMetricFilter(
    `${metricName}Filter${site.suffix}`,
    {
      name: `${nameOf(verb)}-timeouts`,
      logGroupName: fn.nodes.logGroup.apply((group) => (group ? group.name : $output(logGroupName(verb)))),
      pattern: '{ $.type = "platform.report" && $.record.status = "timeout" }',
      metricTransformation: { namespace, name: metricName, value: "1", unit: "Count" },
    },
    site.options,
  );
  defineAlarm(site, {
    name: `${verb}-timeouts`,
    severity: "critical",
    says: `Lambda ended an invocation of ${verb} at its timeout.`,
    look: `Look first at what ${verb} was waiting for: the last line before platform.report in its log.`,
    watches,
    threshold: 1,
    missing: "quiet",
  });
}

function defineLoopAlarm({ verb, site }: DefinedFunction): void {
  defineAlarm(site, {
    name: `${verb}-loops`,
    severity: "critical",
    says: `Lambda cut a loop that led back to ${verb} about 16 times; its messages are lost.`,
    look: `Look first at what ${verb} sends to a queue or topic that feeds it again.`,
    watches: lambdaMetric(verb, "RecursiveInvocationsDropped"),
    threshold: 1,
    missing: "quiet",
  });
}
