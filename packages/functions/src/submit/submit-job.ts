import { AppError } from "@crisscross/core/edge/error";
import type { EpochMs } from "@crisscross/core/edge/time";
import { canaryPrincipal } from "@crisscross/core/job/canary";
import type { JobSpec } from "@crisscross/core/job/job";
import type { JobRecord } from "@crisscross/core/job/job-record";
import { type Labels, parseLabels } from "@crisscross/core/job/labels";
import { parseJobSpec } from "@crisscross/core/job/parse-job";
import { probesPerBlockFor } from "@crisscross/core/job/plan";
import { estimateUsd } from "@crisscross/core/job/price";
import type { MemoryMb } from "@crisscross/core/job/priced-functions";
import type { Region } from "@crisscross/core/job/regions";
import type { Unkindness } from "@crisscross/core/job/unkindness";
import type { Wan } from "@crisscross/core/job/wan";
import type { JobStore } from "../results/job-store.ts";

export interface SubmitDeps {
  jobs: Pick<JobStore, "claimKey" | "putJob" | "markQueued" | "isQueued" | "purgedAtMs">;
  queue: { send(jobId: string): Promise<void> };
  /** Regions with a consumer. */
  deployed: readonly Region[];
  blockBudgetMs: number;
  memoryMb: MemoryMb;
  wan: Wan;
  unkindness?: Unkindness;
  /** What a simulated network does. */
  network?: string | undefined;
  nowMs(): EpochMs;
  newId(epochMs: number): string;
  /** For a job that names none: a whole number below 2^32. */
  newSeed(): number;
  hash(text: string): string;
}

interface Submission {
  /** The parsed JSON body. */
  body: unknown;
  principal: string;
  idempotencyKey?: string | undefined;
}

interface Submitted {
  record: JobRecord;
  /** Whether an earlier submission under the same key made this job. */
  repeated: boolean;
}

/** Submitting takes less than a second. What has not ended after this long has failed half-way, and a retry finishes it. */
const inFlightMs = 3000;

/**
 * Checks, prices, stores and queues a job. Under an idempotency key every step is write-once and repeated by a retry,
 * so a crash between steps is harmless: the retry finishes the first submission. A job that was never queued is
 * finished, as lost, when its time limit has passed.
 * Throws AppError: `invalid` before anything is written, `conflict` for a body that asks for something
 * else under the same key, `gone` for the key of a job that was purged, `in-flight` while another request under it may be at work.
 */
export async function submitJob(deps: SubmitDeps, submission: Submission): Promise<Submitted> {
  const { body, principal, idempotencyKey: key } = submission;
  const fresh = recordOf(deps, body, principal);
  if (key === undefined) {
    await queueJob(deps, fresh);
    return { record: fresh, repeated: false };
  }
  const bodyHash = deps.hash(JSON.stringify(body));
  const specHash = deps.hash(canonical(fresh, body));
  const claim = await deps.jobs.claimKey({ principal, key, bodyHash, specHash, record: fresh });
  // The same words ask for the same even when a deployment in between has changed the defaults.
  if (claim.bodyHash !== bodyHash && claim.specHash !== specHash)
    throw new AppError(
      "conflict",
      `Idempotency-Key: ${JSON.stringify(key)} was used for another body, job ${claim.record.id}; use a new key`,
    );
  const repeated = claim.record.id !== fresh.id;
  if (repeated && (await deps.jobs.purgedAtMs(claim.record.id)) !== undefined)
    throw new AppError(
      "gone",
      `Idempotency-Key: ${JSON.stringify(key)} is of job ${claim.record.id}, which was purged; use a new key`,
    );
  if (repeated && fresh.createdAtMs - claim.record.createdAtMs < inFlightMs) {
    if (!(await deps.jobs.isQueued(claim.record.id)))
      throw new AppError(
        "in-flight",
        `Idempotency-Key: ${JSON.stringify(key)} is of a request that came less than ${inFlightMs / 1000} s ago and is not done; send this one again`,
      );
  } else await queueJob(deps, claim.record);
  return { record: claim.record, repeated };
}

/** What a body asks for, the same text for the same job: fields in one order, defaults filled in, a picked seed left open. */
function canonical({ spec, name, tags }: Labels & { spec: JobSpec }, body: unknown): string {
  const picksSeed = !(typeof body === "object" && body !== null && "seed" in body);
  const labels = { ...(name !== undefined && { name }), ...(tags && { tags }) };
  const fields = Object.entries({ ...spec, ...(picksSeed && { seed: "picked" }), ...labels });
  const load = Object.entries(spec.load).sort();
  return JSON.stringify([...fields.filter(([name]) => name !== "load"), ["load", load]].sort());
}

async function queueJob({ jobs, queue }: SubmitDeps, record: JobRecord): Promise<void> {
  const existing = (await jobs.putJob(record)) === "existing";
  if (existing && (await jobs.isQueued(record.id))) return;
  await queue.send(record.id);
  await jobs.markQueued(record);
}

function recordOf(deps: SubmitDeps, body: unknown, principal: string): JobRecord {
  const { origins, targets, variants, ...numbers } = parseJobSpec(body, deps.deployed, deps.newSeed());
  const spec = { origins: [...origins], targets: [...targets], variants: [...variants], ...numbers };
  const createdAtMs = deps.nowMs();
  const id = deps.newId(createdAtMs);
  const probesPerBlock = probesPerBlockFor(spec.deadlineMs, deps.blockBudgetMs, spec.load);
  const estimatedUsd = estimateUsd(spec, probesPerBlock, deps.memoryMb);
  const { wan, unkindness, network } = deps;
  const cloud = { wan, ...(unkindness && { unkindness }), ...(network !== undefined && { network }) };
  const labels = parseLabels(body);
  const record = {
    id,
    createdAtMs,
    spec,
    ...labels,
    creator: principal,
    probesPerBlock,
    estimatedUsd,
    ...cloud,
  };
  return principal === canaryPrincipal ? { ...record, canary: true } : record;
}
