import type { EpochMs } from "@crisscross/core/edge/time";
import { planBlocks } from "@crisscross/core/job/plan";
import { forEachOf } from "../edges/for-each-of.ts";
import { sendUntilTaken } from "../edges/send-until-taken.ts";
import { type KnownJob, signBlock } from "../edges/sign-block.ts";
import type { BlockSpan } from "../results/block-store.ts";
import type { JobStore } from "../results/job-store.ts";
import { batchesOf, type TopicEntry } from "./topic-batches.ts";

export interface ProbeTopic {
  /** Publishes a batch of messages; gives the places of those that were not taken. */
  publishBatch(entries: readonly TopicEntry[]): Promise<readonly number[]>;
}

export interface PublishDeps {
  topic: ProbeTopic;
  jobs: Pick<JobStore, "isCancelled">;
  nowMs(): EpochMs;
  sleep(ms: number): Promise<unknown>;
}

const batchesInFlight = 8;
const askEveryMs = 1_000;

export interface Published {
  blocks: number;
  /** Whether publishing stopped there because the job was cancelled. */
  cancelled: boolean;
}

/**
 * Publishes these blocks of each origin of a job, signed with its key; doing it again publishes the same blocks. Asks once a
 * second whether the job is cancelled, and then publishes no more than the batches under way.
 */
export async function publishPlan(deps: PublishDeps, job: KnownJob, span: BlockSpan): Promise<Published> {
  const published: Published = { blocks: 0, cancelled: false };
  let askedMs = deps.nowMs();
  function* entriesLeft(): Generator<TopicEntry> {
    for (const entry of entriesOf(deps, job, span)) {
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

function* entriesOf(
  { nowMs }: PublishDeps,
  { record, key }: KnownJob,
  { from, to }: BlockSpan,
): Generator<TopicEntry> {
  for (const block of planBlocks(record, from, to)) {
    const message = signBlock(key, { ...block, publishedAtMs: nowMs() });
    yield { origin: block.origin, group: block.job, body: JSON.stringify(message) };
  }
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
