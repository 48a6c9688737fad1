import { planBlocks } from "@crisscross/core/job/plan";
import { forEachOf } from "../edges/for-each-of.ts";
import { sendUntilTaken } from "../edges/send-until-taken.ts";
import { type KnownJob, signBlock } from "../edges/sign-block.ts";
import type { JobStore } from "../results/job-store.ts";

/** One message of a batch, its origin as the attribute that routes it. */
export interface TopicEntry {
  origin: string;
  /** Whose backlog must not hold other groups up: the job. */
  group: string;
  body: string;
}

export interface ProbeTopic {
  /** Publishes up to `batchEntries` messages; gives the places of those that were not taken. */
  publishBatch(entries: readonly TopicEntry[]): Promise<readonly number[]>;
}

export interface PublishDeps {
  topic: ProbeTopic;
  jobs: Pick<JobStore, "isCancelled">;
  nowMs(): number;
  sleep(ms: number): Promise<unknown>;
}

/** SNS takes 10 messages and 256 KiB in a batch; attributes count, so some room is left for them. */
const batchEntries = 10;
const batchBytes = 250_000;
const batchesInFlight = 8;
const askEveryMs = 1_000;

export interface Published {
  blocks: number;
  /** Whether publishing stopped there because the job was cancelled. */
  cancelled: boolean;
}

/**
 * Publishes the blocks of a job, signed with its key; doing it again publishes the same blocks. Asks once a second whether the job is
 * cancelled, and then publishes no more than the batches under way.
 */
export async function publishPlan(deps: PublishDeps, job: KnownJob): Promise<Published> {
  const published: Published = { blocks: 0, cancelled: false };
  let askedMs = deps.nowMs();
  function* entriesLeft(): Generator<TopicEntry> {
    for (const entry of entriesOf(deps, job)) {
      if (published.cancelled) return;
      yield entry;
    }
  }
  await forEachOf(batchesOf(entriesLeft()), batchesInFlight, async (batch) => {
    if (deps.nowMs() - askedMs >= askEveryMs) {
      askedMs = deps.nowMs();
      published.cancelled ||= await deps.jobs.isCancelled(job.record.id);
    }
    if (published.cancelled) return;
    await publishAll(deps, batch);
    published.blocks += batch.length;
  });
  return published;
}

function* entriesOf({ nowMs }: PublishDeps, { record, key }: KnownJob): Generator<TopicEntry> {
  for (const block of planBlocks(record)) {
    const message = signBlock(key, { ...block, publishedAtMs: nowMs() });
    yield { origin: block.origin, group: block.job, body: JSON.stringify(message) };
  }
}

/** Groups messages into batches that SNS takes. */
export function* batchesOf(entries: Iterable<TopicEntry>): Generator<TopicEntry[]> {
  let batch: TopicEntry[] = [];
  let bytes = 0;
  for (const entry of entries) {
    const size = Buffer.byteLength(entry.body);
    if (batch.length === batchEntries || (batch.length > 0 && bytes + size > batchBytes)) {
      yield batch;
      batch = [];
      bytes = 0;
    }
    batch.push(entry);
    bytes += size;
  }
  if (batch.length > 0) yield batch;
}

const publishAll = ({ topic, sleep }: PublishDeps, batch: readonly TopicEntry[]): Promise<void> =>
  sendUntilTaken(
    { sleep },
    batch,
    async (entries) => {
      const refused = new Set(await topic.publishBatch(entries));
      return entries.filter((_, place) => refused.has(place));
    },
    (count) => `the topic refused ${count} blocks`,
  );
