import { AppError } from "@crisscross/core/edge/error";
import { canaryPrincipal } from "@crisscross/core/job/canary";
import type { JobSpec } from "@crisscross/core/job/job";
import type { JobRecord } from "@crisscross/core/job/job-record";
import { type Labels, parseLabels } from "@crisscross/core/job/labels";
import type { Unkindness } from "@crisscross/core/job/unkindness";
import type { Wan } from "@crisscross/core/job/wan";
import type { Claim, JobStore } from "../results/job-store.ts";
import { type ChargeDeps, charge, type GiveBack, type Payer } from "./charge.ts";
import { type CostDeps, costJob } from "./cost-job.ts";

export interface SubmitDeps extends ChargeDeps, CostDeps {
  jobs: Pick<JobStore, "claimKey" | "releaseKey" | "putJob" | "markQueued" | "isQueued" | "purgedAtMs">;
  queue: { send(jobId: string): Promise<void> };
  wan: Wan;
  unkindness?: Unkindness;
  /** What a simulated network does. */
  network?: string | undefined;
  newId(epochMs: number): string;
  hash(text: string): string;
}

interface Submission extends Payer {
  /** The parsed JSON body. */
  body: unknown;
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
 * Checks, prices, charges, stores and queues a job. Under an idempotency key every step is write-once and repeated by a retry,
 * so a crash between steps is harmless: the retry finishes the first submission. A job that was never queued is
 * finished, as lost, when its time limit has passed.
 * Throws AppError: `invalid` before anything is written, `over-budget` with nothing left written, `conflict` for a body that asks for something
 * else under the same key, `gone` for the key of a job that was purged, `in-flight` while another request under it may be at work.
 */
export async function submitJob(deps: SubmitDeps, submission: Submission): Promise<Submitted> {
  const { body, principal, idempotencyKey: key } = submission;
  const fresh = recordOf(deps, body, principal);
  if (key === undefined) {
    await queueJob(deps, fresh, await charge(deps, submission, fresh));
    return { record: fresh, repeated: false };
  }
  const bodyHash = deps.hash(JSON.stringify(body));
  const specHash = deps.hash(canonical(fresh, body));
  const own: Claim = { principal, key, bodyHash, specHash, record: fresh };
  const claim = await deps.jobs.claimKey(own);
  if (claim.record.id !== fresh.id) return repeat(deps, submission, own, claim);
  await queueJob(deps, fresh, await chargeOrRelease(deps, submission, own));
  return { record: fresh, repeated: false };
}

/** A claim of what was refused would hold its key for days, and its job would be too old by the time the budget renews. */
async function chargeOrRelease(deps: SubmitDeps, payer: Payer, own: Claim): Promise<GiveBack> {
  try {
    return await charge(deps, payer, own.record);
  } catch (error) {
    if (error instanceof AppError && error.code === "over-budget") await deps.jobs.releaseKey(own);
    throw error;
  }
}

/** Answers with the job of an earlier submission, which it finishes if that has failed half-way. */
async function repeat(deps: SubmitDeps, payer: Payer, own: Claim, earlier: Claim): Promise<Submitted> {
  const { record } = earlier;
  // The same words ask for the same even when a deployment in between has changed the defaults.
  if (earlier.bodyHash !== own.bodyHash && earlier.specHash !== own.specHash)
    throw new AppError(
      "conflict",
      `Idempotency-Key: ${JSON.stringify(own.key)} was used for another body, job ${record.id}; use a new key`,
    );
  if ((await deps.jobs.purgedAtMs(record.id)) !== undefined)
    throw new AppError(
      "gone",
      `Idempotency-Key: ${JSON.stringify(own.key)} is of job ${record.id}, which was purged; use a new key`,
    );
  if (await deps.jobs.isQueued(record.id)) return { record, repeated: true };
  if (own.record.createdAtMs - record.createdAtMs < inFlightMs)
    throw new AppError(
      "in-flight",
      `Idempotency-Key: ${JSON.stringify(own.key)} is of a request that came less than ${inFlightMs / 1000} s ago and is not done; send this one again`,
    );
  await queueJob(deps, record, await charge(deps, payer, record));
  return { record, repeated: true };
}

/** What a body asks for, the same text for the same job: fields in one order, defaults filled in, a picked seed left open. */
function canonical({ spec, name, tags }: Labels & { spec: JobSpec }, body: unknown): string {
  const picksSeed = !(typeof body === "object" && body !== null && "seed" in body);
  const labels = { ...(name !== undefined && { name }), ...(tags && { tags }) };
  const fields = Object.entries({ ...spec, ...(picksSeed && { seed: "picked" }), ...labels });
  const load = Object.entries(spec.load).sort();
  return JSON.stringify([...fields.filter(([name]) => name !== "load"), ["load", load]].sort());
}

/** What was charged stays so if it is this that has the job queued. */
async function queueJob({ jobs, queue }: SubmitDeps, record: JobRecord, giveBack: GiveBack): Promise<void> {
  await orGiveBack(giveBack, jobs.putJob(record));
  await orGiveBack(giveBack, queue.send(record.id));
  if ((await jobs.markQueued(record)) === "existing") await giveBack();
}

async function orGiveBack<T>(giveBack: GiveBack, step: Promise<T>): Promise<T> {
  try {
    return await step;
  } catch (error) {
    await giveBack();
    throw error;
  }
}

function recordOf(deps: SubmitDeps, body: unknown, principal: string): JobRecord {
  const { spec: costed, probesPerBlock, estimate } = costJob(deps, body);
  const { origins, targets, variants, ...numbers } = costed;
  const spec = { origins: [...origins], targets: [...targets], variants: [...variants], ...numbers };
  const createdAtMs = deps.nowMs();
  const id = deps.newId(createdAtMs);
  const estimatedUsd = roundToMicroUsd(estimate.usd);
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

const roundToMicroUsd = (usd: number): number => Math.round(usd * 1e6) / 1e6;
