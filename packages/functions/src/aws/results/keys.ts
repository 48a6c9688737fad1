import { AppError } from "@crisscross/core/edge/error";
import type { JobRecord } from "@crisscross/core/job/job-record";
import { shardOf } from "@crisscross/core/job/plan";
import type { BlockId, Shard } from "../../results/block-store.ts";
import type { Claim } from "../../results/job-store.ts";
import type { Account } from "../../submit/budget-store.ts";
import { type Item, itemsOf, type QueryInput } from "./table.ts";

/*
 * The keys of what the results table holds. A job's partition has, in the order of sort keys: announced, cancelled, dead, finish, job,
 * published,
 * queued, rollup#<origin>, seal#<origin>#<shard>, started#<origin>#<shard>: what a finished job is read from comes before
 * what there is for every shard. Blocks, dead blocks and summaries have partitions of their own.
 */

export const partitionOf = (job: string): string => `job#${job}`;
/** Sort keys of a job's partition from here on are about single shards. */
export const firstShardKey = "seal#";

const keyIn = (job: string, sk: string): Item => ({ pk: { S: partitionOf(job) }, sk: { S: sk } });
/** What the index of jobs by creation has them under: lists without canaries do not page through thousands of them. */
export const lists = { jobs: "jobs", canaries: "canaries" } as const;
export const listOf = ({ canary }: Pick<JobRecord, "canary">): string =>
  canary ? lists.canaries : lists.jobs;
export const jobKey = (job: string): Item => keyIn(job, "job");
export const queuedKey = (job: string): Item => keyIn(job, "queued");
export const publishedKey = (job: string): Item => keyIn(job, "published");
export const cancelledKey = (job: string): Item => keyIn(job, "cancelled");
export const announcedKey = (job: string): Item => keyIn(job, "announced");
export const finishKey = (job: string): Item => keyIn(job, "finish");
/** How a job ended, if it has: `cancelled` and `finish`, and nothing besides. */
export const endingOf = (job: string): QueryInput => {
  const { ExpressionAttributeValues, ...query } = itemsOf(
    partitionOf(job),
    "sk between :sk and :last",
    "cancelled",
  );
  return {
    ...query,
    ExpressionAttributeValues: { ...ExpressionAttributeValues, ":last": { S: "finish" } },
  };
};
export const openKey = (job: string): Item => ({ pk: { S: "open" }, sk: { S: job } });
/** Jobs whose data are being deleted. */
export const purgesPartition = "purging";
export const purgeKey = (job: string): Item => ({ pk: { S: purgesPartition }, sk: { S: job } });
export const claimKey = ({ principal, key }: Pick<Claim, "principal" | "key">): Item => ({
  pk: { S: `idempotency#${principal}#${key}` },
  sk: { S: "idempotency" },
});

/** All tokens, and all that was spent of budgets: permissions name these partitions (stacks/). */
export const tokensPartition = "tokens";
const spentPartition = "spent";
export const tokenKey = (id: string): Item => ({ pk: { S: tokensPartition }, sk: { S: id } });
export const spentKey = ({ day, holder }: Account): Item => ({
  pk: { S: spentPartition },
  sk: { S: `${day}#${holder}` },
});

export const shardKey = ({ job, origin, shard }: Shard): string => `job#${job}#${origin}#${shard}`;
export const blockSortKey = (index: number): string => `block#${String(index).padStart(6, "0")}`;
export const blockKey = ({ job, origin, index }: BlockId): Item => ({
  pk: { S: shardKey({ job, origin, shard: shardOf(index) }) },
  sk: { S: blockSortKey(index) },
});
/** Beside the shard's partition, which holds blocks only. */
export const claimsPartition = (shard: Shard): string => `${shardKey(shard)}#claims`;
export const blockClaimKey = ({ job, origin, index }: BlockId): Item => ({
  pk: { S: claimsPartition({ job, origin, shard: shardOf(index) }) },
  sk: { S: blockSortKey(index) },
});
/** Says that there is something in the partition of dead blocks, which is thus read for few jobs only. */
export const hasDeadKey = (job: string): Item => keyIn(job, "dead");
export const deadPartition = (job: string): string => `job#${job}#dead`;

/** What there is once for every shard: marks that it is started, and its seal. */
type PerShard = "started" | "seal";

const padded = (shard: number): string => String(shard).padStart(4, "0");

export const perShardKey = (kind: PerShard, { job, origin, shard }: Shard): Item =>
  keyIn(job, `${kind}#${origin}#${padded(shard)}`);

/** Whether an item marks a shard as started. */
export const isStarted = ({ sk }: Item): boolean => sk?.S?.startsWith("started#") === true;

/** Throws AppError `corrupt`. */
export function placeIn(job: string, item: Item, kind: PerShard): Shard {
  const [, found, origin, shard] = /^([a-z]+)#([a-z0-9-]+)#(\d{4})$/.exec(item.sk?.S ?? "") ?? [];
  if (found !== kind || origin === undefined)
    throw new AppError("corrupt", `job ${job} has no such item; delete it`);
  return { job, origin, shard: Number(shard) };
}

export const rollUpKey = (job: string, origin: string): Item => keyIn(job, `rollup#${origin}`);

/** Summaries are kept by what they say, in parts that fit an item. */
export const partsPartition = (job: string, summary: string): string => `job#${job}#summary#${summary}`;
export const partKey = (job: string, summary: string, part: number): Item => ({
  pk: { S: partsPartition(job, summary) },
  sk: { S: `part#${padded(part)}` },
});
