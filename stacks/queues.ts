import { type FilterPolicy, originIs, originIsNoneOf } from "./filter-policies.ts";
import { maxReceiveCount, type Verb, visibilitySeconds } from "./limits.ts";
import { protectQueue, protectTopic } from "./policies.ts";
import { home, type Placement, probePlacements } from "./regions.ts";

export interface DefinedQueue {
  /** "Blocks" in every probe region. */
  readonly name: string;
  readonly placement: Placement;
  readonly queue: sst.aws.Queue;
  readonly policy: aws.sqs.QueuePolicy;
  /** `dead`: nothing empties it, so every message in it needs a person. */
  readonly kind: "work" | "dead";
  /** Of a dead one, the queue whose messages it takes; absent where it takes what SNS could not place. */
  readonly source?: sst.aws.Queue;
}

/** A queue of work, and the one that takes what failed. */
interface QueuePair {
  readonly work: DefinedQueue;
  readonly dead: DefinedQueue;
}

const fourteenDaysInSeconds = 14 * 24 * 60 * 60;

/** Blocks of probes, each with the message attribute `origin` that says whose queue it belongs in. */
export const probes = new sst.aws.SnsTopic("Probes");
protectTopic("Probes", probes, home, { alarms: false });

const jobsQueues = defineQueue("Jobs", "plan", home, []);
export const jobs = jobsQueues.work.queue;

/** The queue of blocks of each probe region. */
const blocksIn: ReadonlyMap<string, QueuePair> = new Map(
  probePlacements.map((placement) => [
    placement.region,
    defineQueue("Blocks", "consume", placement, [probes]),
  ]),
);

/** Blocks SNS gave up on delivering. It has to be in the topic's region, whatever the region of the queue meant. */
const undeliveredQueue = defineDeadEnd("Undelivered", home, [probes]);
const undelivered = undeliveredQueue.queue;

for (const [region, { work }] of blocksIn) subscribe(work, originIs(region));

const unroutableQueue = defineDeadEnd("Unroutable", home, [probes]);
export const unroutable = unroutableQueue.queue;
subscribe(unroutableQueue, originIsNoneOf(probePlacements.map(({ region }) => region)));

export function blockQueue({ region }: Placement): sst.aws.Queue {
  const pair = blocksIn.get(region);
  if (pair === undefined) throw new Error(`no queue of blocks in ${region}: it is not a probe region`);
  return pair.work.queue;
}

/** Every queue there is. */
export const queues: readonly DefinedQueue[] = [
  jobsQueues.dead,
  jobsQueues.work,
  ...[...blocksIn.values()].flatMap(({ dead, work }) => [dead, work]),
  undeliveredQueue,
  unroutableQueue,
];

/** Every queue that nothing empties by itself. */
export const deadQueues = queues.filter(({ kind }) => kind === "dead");

/** A queue with its dead-letter queue, sized for the function that empties it; `senders` may send to it. */
function defineQueue(
  name: string,
  consumer: Verb,
  placement: Placement,
  senders: readonly sst.aws.SnsTopic[],
): QueuePair {
  const dead = defineDeadEnd(`${name}Dead`, placement, []);
  const queue = new sst.aws.Queue(
    `${name}${placement.suffix}`,
    {
      visibilityTimeout: `${visibilitySeconds(consumer)} seconds`,
      dlq: { queue: dead.queue.arn, retry: maxReceiveCount(consumer) },
      transform: { queue: { sqsManagedSseEnabled: true } },
    },
    placement.options,
  );
  const policy = protectQueue(name, queue, placement, senders);
  return { work: { name, placement, queue, policy, kind: "work" }, dead: { ...dead, source: queue } };
}

/** A queue nothing empties by itself: messages wait for a person as long as SQS keeps them. */
function defineDeadEnd(
  name: string,
  placement: Placement,
  senders: readonly sst.aws.SnsTopic[],
): DefinedQueue {
  const queue = new sst.aws.Queue(
    `${name}${placement.suffix}`,
    { transform: { queue: { sqsManagedSseEnabled: true, messageRetentionSeconds: fourteenDaysInSeconds } } },
    placement.options,
  );
  return { name, placement, queue, policy: protectQueue(name, queue, placement, senders), kind: "dead" };
}

/**
 * Routes the blocks a filter on message attributes matches to a queue, as raw messages.
 * Not SST's subscribeQueue: that writes the policy of another region's queue in the topic's region.
 */
function subscribe({ name, placement, queue, policy }: DefinedQueue, filter: FilterPolicy): void {
  new aws.sns.TopicSubscription(
    `${name}${placement.suffix}Subscription`,
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
