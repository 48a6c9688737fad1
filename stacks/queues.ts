import { maxReceiveCount, type Verb, visibilitySeconds } from "./limits.ts";
import { home, probeSites, type Site } from "./regions.ts";

export interface DefinedQueue {
  /** "Blocks" in every probe region. */
  readonly name: string;
  readonly site: Site;
  readonly queue: sst.aws.Queue;
  /** `dead`: nothing empties it, so every message in it needs a person. */
  readonly kind: "work" | "dead";
}

const defined: DefinedQueue[] = [];
export const definedQueues: readonly DefinedQueue[] = defined;

const fourteenDaysInSeconds = 14 * 24 * 60 * 60;

/** Blocks of probes, each with the message attribute `origin` that says whose queue it belongs in. */
export const probes = new sst.aws.SnsTopic("Probes");

export const jobs = defineQueue("Jobs", "plan", home);

/** The queue of blocks of each probe region. */
export const blocksIn: ReadonlyMap<string, sst.aws.Queue> = new Map(
  probeSites.map((site) => [site.region, defineQueue("Blocks", "consume", site)]),
);

for (const site of probeSites)
  subscribe(`Blocks${site.suffix}`, blockQueue(site), { origin: [site.region] }, site);

/** SNS drops a message that no filter matches without a trace; this one matches what the others do not. */
export const unroutable = defineDeadEnd("Unroutable", home);
subscribe(
  "Unroutable",
  unroutable,
  {
    $or: [
      { origin: [{ "anything-but": probeSites.map(({ region }) => region) }] },
      { origin: [{ exists: false }] },
    ],
  },
  home,
);

export function blockQueue({ region }: Site): sst.aws.Queue {
  const queue = blocksIn.get(region);
  if (queue === undefined) throw new Error(`no queue of blocks in ${region}: it is not a probe region`);
  return queue;
}

/** A queue with its dead-letter queue, sized for the function that empties it. */
function defineQueue(name: string, consumer: Verb, site: Site): sst.aws.Queue {
  const dead = defineDeadEnd(`${name}Dead`, site);
  const queue = new sst.aws.Queue(
    `${name}${site.suffix}`,
    {
      visibilityTimeout: `${visibilitySeconds(consumer)} seconds`,
      dlq: { queue: dead.arn, retry: maxReceiveCount },
      transform: { queue: { sqsManagedSseEnabled: true } },
    },
    site.options,
  );
  defined.push({ name, site, queue, kind: "work" });
  return queue;
}

/** A queue nothing empties by itself: messages wait for a person as long as SQS keeps them. */
function defineDeadEnd(name: string, site: Site): sst.aws.Queue {
  const queue = new sst.aws.Queue(
    `${name}${site.suffix}`,
    { transform: { queue: { sqsManagedSseEnabled: true, messageRetentionSeconds: fourteenDaysInSeconds } } },
    site.options,
  );
  defined.push({ name, site, queue, kind: "dead" });
  return queue;
}

/**
 * Routes the blocks a filter on message attributes matches to a queue, as raw messages.
 * Not SST's subscribeQueue: that writes the policy of another region's queue in the topic's region.
 */
function subscribe(name: string, queue: sst.aws.Queue, filter: object, site: Site): void {
  const policy = new aws.sqs.QueuePolicy(
    `${name}Policy`,
    {
      queueUrl: queue.url,
      policy: aws.iam.getPolicyDocumentOutput({
        statements: [
          {
            actions: ["sqs:SendMessage"],
            resources: [queue.arn],
            principals: [{ type: "Service", identifiers: ["sns.amazonaws.com"] }],
            conditions: [{ test: "ArnEquals", variable: "aws:SourceArn", values: [probes.arn] }],
          },
        ],
      }).json,
    },
    site.options,
  );
  new aws.sns.TopicSubscription(
    `${name}Subscription`,
    {
      topic: probes.arn,
      protocol: "sqs",
      endpoint: queue.arn,
      rawMessageDelivery: true,
      filterPolicyScope: "MessageAttributes",
      filterPolicy: JSON.stringify(filter),
    },
    { dependsOn: [policy] },
  );
}
