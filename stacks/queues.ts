import { maxReceiveCount, type Verb, visibilitySeconds } from "./limits.ts";
import { protectQueue, protectTopic } from "./policies.ts";
import { home, probeSites, type Site } from "./regions.ts";

export interface DefinedQueue {
  /** "Blocks" in every probe region. */
  readonly name: string;
  readonly site: Site;
  readonly queue: sst.aws.Queue;
  readonly policy: aws.sqs.QueuePolicy;
  /** `dead`: nothing empties it, so every message in it needs a person. */
  readonly kind: "work" | "dead";
}

const defined: DefinedQueue[] = [];
export const definedQueues: readonly DefinedQueue[] = defined;

const fourteenDaysInSeconds = 14 * 24 * 60 * 60;

/** Blocks of probes, each with the message attribute `origin` that says whose queue it belongs in. */
export const probes = new sst.aws.SnsTopic("Probes");
protectTopic("Probes", probes, home, { alarms: false });

export const jobs = defineQueue("Jobs", "plan", home, []).queue;

/** The queue of blocks of each probe region. */
const blocksIn: ReadonlyMap<string, DefinedQueue> = new Map(
  probeSites.map((site) => [site.region, defineQueue("Blocks", "consume", site, [probes])]),
);

/** Blocks SNS gave up on delivering. It has to be in the topic's region, whatever the region of the queue meant. */
export const undelivered = defineDeadEnd("Undelivered", home, [probes]).queue;

for (const [region, queue] of blocksIn) subscribe(queue, { origin: [region] });

/** SNS drops a message that no filter matches without a trace; this one matches what the others do not. */
const unroutableQueue = defineDeadEnd("Unroutable", home, [probes]);
export const unroutable = unroutableQueue.queue;
subscribe(unroutableQueue, {
  $or: [
    { origin: [{ "anything-but": probeSites.map(({ region }) => region) }] },
    { origin: [{ exists: false }] },
  ],
});

export function blockQueue({ region }: Site): sst.aws.Queue {
  const defined = blocksIn.get(region);
  if (defined === undefined) throw new Error(`no queue of blocks in ${region}: it is not a probe region`);
  return defined.queue;
}

/** A queue with its dead-letter queue, sized for the function that empties it; `senders` may send to it. */
function defineQueue(
  name: string,
  consumer: Verb,
  site: Site,
  senders: readonly sst.aws.SnsTopic[],
): DefinedQueue {
  const dead = defineDeadEnd(`${name}Dead`, site, []);
  const queue = new sst.aws.Queue(
    `${name}${site.suffix}`,
    {
      visibilityTimeout: `${visibilitySeconds(consumer)} seconds`,
      dlq: { queue: dead.queue.arn, retry: maxReceiveCount },
      transform: { queue: { sqsManagedSseEnabled: true } },
    },
    site.options,
  );
  return remember({ name, site, queue, policy: protectQueue(name, queue, site, senders), kind: "work" });
}

/** A queue nothing empties by itself: messages wait for a person as long as SQS keeps them. */
function defineDeadEnd(name: string, site: Site, senders: readonly sst.aws.SnsTopic[]): DefinedQueue {
  const queue = new sst.aws.Queue(
    `${name}${site.suffix}`,
    { transform: { queue: { sqsManagedSseEnabled: true, messageRetentionSeconds: fourteenDaysInSeconds } } },
    site.options,
  );
  return remember({ name, site, queue, policy: protectQueue(name, queue, site, senders), kind: "dead" });
}

function remember(queue: DefinedQueue): DefinedQueue {
  defined.push(queue);
  return queue;
}

/**
 * Routes the blocks a filter on message attributes matches to a queue, as raw messages.
 * Not SST's subscribeQueue: that writes the policy of another region's queue in the topic's region.
 */
function subscribe({ name, site, queue, policy }: DefinedQueue, filter: object): void {
  new aws.sns.TopicSubscription(
    `${name}${site.suffix}Subscription`,
    {
      topic: probes.arn,
      protocol: "sqs",
      endpoint: queue.arn,
      rawMessageDelivery: true,
      filterPolicyScope: "MessageAttributes",
      filterPolicy: JSON.stringify(filter),
      redrivePolicy: $jsonStringify({ deadLetterTargetArn: undelivered.arn }),
    },
    { dependsOn: [policy] },
  );
}
