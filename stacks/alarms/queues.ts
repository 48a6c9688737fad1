import { queueMetric } from "../metric.ts";
import { type DefinedQueue, queues } from "../queues.ts";
import { type DefinedAlarm, defineAlarm } from "./alarm.ts";

/** SQS's quota of messages in flight in one standard queue. */
const inFlightQuota = 120_000;

/** By queue: how old a message may get while all is well, in seconds, and what that rests on. */
const oldest: Readonly<Record<string, { seconds: number; why: string }>> = {
  Jobs: { seconds: 600, why: "twice plan's timeout" },
  Blocks: { seconds: 1800, why: "half of a job's default time limit" },
};

/** "BlocksDead" becomes "blocks-dead". */
export const dashed = (name: string): string => name.replace(/(?<=[a-z])[A-Z]/g, "-$&").toLowerCase();

export const defineQueueAlarms = (): DefinedAlarm[] =>
  queues.flatMap((queue) => (queue.kind === "dead" ? [defineDeadEndAlarm(queue)] : defineWorkAlarms(queue)));

function defineDeadEndAlarm({ name, placement, queue }: DefinedQueue): DefinedAlarm {
  const how: Readonly<Record<string, readonly [says: string, look: string]>> = {
    Unroutable: [
      "A block names an origin that no queue serves.",
      "Look first at the message's attribute origin, and at the filter policies in stacks/queues.ts.",
    ],
  };
  const [says, look] = how[name] ?? [
    `A message failed until ${name} took it; its work is not done.`,
    "Look first at the message, and at message.failed in the log of the function it was for; redrive it once that is mended.",
  ];
  return defineAlarm(placement, {
    name: `${dashed(name)}-depth`,
    severity: "critical",
    says,
    look,
    watches: queueMetric(queue, "ApproximateNumberOfMessagesVisible"),
    threshold: 1,
    periods: 1,
    missing: "quiet",
  });
}

function defineWorkAlarms({ name, placement, queue }: DefinedQueue): DefinedAlarm[] {
  const limit = oldest[name];
  if (limit === undefined)
    throw new Error(`stacks/alarms/queues.ts: say how old a message in ${name} may get`);
  return [
    defineAlarm(placement, {
      name: `${dashed(name)}-age`,
      severity: "warning",
      says: `A message in ${name} is older than ${limit.seconds} s, ${limit.why}.`,
      look: `Look first at whether the function that empties it runs at all: its throttles, its errors and its mapping.`,
      watches: queueMetric(queue, "ApproximateAgeOfOldestMessage"),
      threshold: limit.seconds,
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
