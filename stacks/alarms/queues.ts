import { queueMetric } from "../metric.ts";
import { type DefinedQueue, queues } from "../queues.ts";
import { type DefinedAlarm, defineAlarm } from "./alarm.ts";

/** SQS's quota of messages in flight in one standard queue. */
const inFlightQuota = 120_000;

/**
 * By queue: how old a message may get, in seconds, before it is asked whether any is taken off at all. Age alone is no fault: the
 * last block of a long job waits as long as the job takes.
 */
const oldestSeconds: Readonly<Record<string, number>> = { Jobs: 600, Blocks: 1800 };

/** Longer than a batch takes: plan's and consume's timeouts are within it. */
const idlePeriodSeconds = 300;
/** Consecutive ones, so that counts which come late are still seen in the next. */
const idlePeriods = 3;

/** SQS stops publishing for a queue that nobody has used for six hours. */
const asleep =
  "It may ring a quarter of an hour late: after six idle hours SQS publishes no metrics of a queue, and waking takes that long.";

/** "BlocksDead" becomes "blocks-dead". */
const dashed = (name: string): string => name.replace(/(?<=[a-z])[A-Z]/g, "-$&").toLowerCase();

export const defineQueueAlarms = (): DefinedAlarm[] =>
  queues.flatMap((queue) => (queue.kind === "dead" ? [defineDeadEndAlarm(queue)] : defineWorkAlarms(queue)));

function defineDeadEndAlarm({ name, placement, queue }: DefinedQueue): DefinedAlarm {
  const how: Readonly<Record<string, readonly [says: string, look: string]>> = {
    Unroutable: [
      "A block names an origin that no queue serves.",
      "Look first at the origins that npx crisscross deadletters shows, and at the filter policies in stacks/queues.ts.",
    ],
  };
  const [says, look] = how[name] ?? [
    `A message failed until ${name} took it; its work is not done.`,
    `Look first at what npx crisscross deadletters says of it, and at message.failed in the log of the function it was for; once that is mended, npx crisscross deadletters redrive ${name} sends it back.`,
  ];
  return defineAlarm(placement, {
    name: `${dashed(name)}-depth`,
    severity: "critical",
    says: `${says} ${asleep}`,
    look,
    watches: queueMetric(queue, "ApproximateNumberOfMessagesVisible"),
    threshold: 1,
    periods: 1,
    missing: "quiet",
  });
}

function defineWorkAlarms({ name, placement, queue }: DefinedQueue): DefinedAlarm[] {
  const seconds = oldestSeconds[name];
  if (seconds === undefined)
    throw new Error(`stacks/alarms/queues.ts: say how old a message in ${name} may get`);
  return [
    defineAlarm(placement, {
      name: `${dashed(name)}-age`,
      severity: "warning",
      says: `A message in ${name} is older than ${seconds} s, and none has been taken off for ${(idlePeriods * idlePeriodSeconds) / 60} minutes.`,
      look: `Look first at whether the function that empties it runs at all: its throttles, its errors and its mapping.`,
      watches: {
        expression: `IF(age >= ${seconds} && FILL(deleted, 0) == 0, 1, 0)`,
        metrics: {
          age: queueMetric(queue, "ApproximateAgeOfOldestMessage"),
          deleted: queueMetric(queue, "NumberOfMessagesDeleted", "Sum"),
        },
      },
      threshold: 1,
      periodSeconds: idlePeriodSeconds,
      periods: idlePeriods,
      breaches: idlePeriods,
      missing: "quiet",
    }),
    defineAlarm(placement, {
      name: `${dashed(name)}-in-flight`,
      severity: "critical",
      says: `${name} has nine tenths of the ${inFlightQuota} messages in flight that SQS allows.`,
      look: "Look first at deletions that fail in the function that empties it.",
      watches: queueMetric(queue, "ApproximateNumberOfMessagesNotVisible"),
      threshold: inFlightQuota * 0.9,
      missing: "quiet",
    }),
  ];
}
