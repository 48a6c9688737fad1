import { AppError } from "@crisscross/core/edge/error";
import { type EpochMs, epochMs } from "@crisscross/core/edge/time";
import type { BlockMessage } from "@crisscross/core/job/block-message";
import { keptDaysOf } from "@crisscross/core/job/canary";
import { tenantOf } from "@crisscross/core/job/refresh";
import type { Unkindness } from "@crisscross/core/job/unkindness";
import type { Wan } from "@crisscross/core/job/wan";
import { metricsOfBlock } from "@crisscross/core/metrics/block-metrics";
import { countOf } from "@crisscross/core/metrics/metric-datum";
import { takeBuilds } from "@crisscross/core/sample/build";
import type { StoredBlock } from "@crisscross/core/sample/stored-block";
import type { MetricSink } from "../edges/publish-metrics.ts";
import { isSigned } from "../edges/sign-block.ts";
import type { ArrivalStore, BlockStore } from "../results/block-store.ts";
import { type AnnounceDeps, announceShard } from "./announce-shard.ts";
import { checkBlock } from "./check-block.ts";
import { type LastNote, openLastNote } from "./last-note.ts";
import { longestEndMs, secondsToHide, secondsUntil } from "./postpone-block.ts";
import { checkOrders, neededMsOf, runBlock, timesOf } from "./run-block.ts";
import type { ProbeDeps } from "./run-probe.ts";

export interface ConsumeDeps extends ProbeDeps, AnnounceDeps {
  blocks: Pick<BlockStore, "putBlock">;
  arrivals: ArrivalStore;
  metrics: MetricSink;
  queue: BlockQueue;
  /** Deliveries after which the queue gives a message up. */
  maxReceives: number;
  wan: Wan;
  unkindness?: Unkindness;
  /** Where this consume runs: the origin of every block it may run. */
  region: string;
  /** consume's own execution environment. */
  environment: string;
  build: string;
}

type Consumed = "stored" | "duplicate" | "dropped" | "postponed";

/** The queue that blocks come from. */
export interface BlockQueue {
  /** Hides a message from now on for so many seconds, after which it is handed over again. */
  hide(receipt: string, seconds: number): Promise<void>;
}

/** A block as the queue handed it over. */
export interface Delivery {
  message: BlockMessage;
  /** What the queue knows this delivery by. */
  receipt: string;
  /** Deliveries so far, this one included, also those that were postponed. */
  receives: number;
  enqueuedAtMs: EpochMs;
  firstReceivedAtMs: EpochMs;
}

/**
 * Runs a block's probes, stores their samples once, then publishes their metrics. Neither a block that was stored before (a
 * duplicate) nor one whose job is over (dropped) is run, nor one whose time has not come or that another delivery is running:
 * it is hidden until then (postponed), and must be left in the queue. No probe waits for its time during the last
 * `reserveMs`. Throws AppError: `invalid` for a block of another region or one that plan did not publish, `unavailable` when
 * `timeLeftMs` is too short.
 */
export async function consumeBlock(
  deps: ConsumeDeps,
  delivery: Delivery,
  timeLeftMs: number,
  reserveMs: () => Promise<number> = async () => 0,
): Promise<Consumed> {
  const last = openLastNote(deps, delivery, timeLeftMs);
  try {
    return await takeBlock(deps, delivery, timeLeftMs, reserveMs, last);
  } catch (error) {
    await last.explain(error);
    throw error;
  }
}

async function takeBlock(
  deps: ConsumeDeps,
  { message, receipt, ...times }: Delivery,
  timeLeftMs: number,
  reserveMs: () => Promise<number>,
  last: LastNote,
): Promise<Consumed> {
  const { job, origin, index, publishedAtMs } = message;
  if (origin !== deps.region)
    throw new AppError("invalid", `origin: ${origin} is not ${deps.region}; correct the filter policy`, {
      rejections: [{ field: "origin", value: origin, accepted: deps.region }],
    });
  const arrival = await deps.arrivals.lookUp({ job, origin, index }).catch(async (error: unknown) => {
    const known = await deps.arrivals.knownJob(job).catch(() => undefined);
    if (known && isSigned(known.key, message)) await last.note(known.record);
    throw error;
  });
  if (arrival.standing === "gone") return "dropped";
  checkBlock(arrival.job, message);
  if (arrival.standing === "over") return "dropped";
  if (arrival.standing === "stored") return dropDuplicate(deps, origin);
  const reservedMs = await reserveMs();
  const startedAtMs = deps.nowMs();
  const endMs = epochMs(startedAtMs + timeLeftMs - reservedMs);
  const seconds = secondsToHide(timesOf(message), startedAtMs, endMs);
  if (seconds !== undefined && times.receives < deps.maxReceives) {
    await deps.queue.hide(receipt, seconds);
    return "postponed";
  }
  await last.note(arrival.job.record);
  const neededMs = neededMsOf(message);
  if (timeLeftMs < neededMs)
    throw new AppError(
      "unavailable",
      `block needs up to ${neededMs} ms, ${timeLeftMs} ms are left; it comes back`,
    );
  checkOrders(message);
  const latestMs = Math.max(endMs, startedAtMs + neededMs);
  // Beside its twin a block would measure itself.
  const claim = {
    receipt,
    nowMs: startedAtMs,
    untilMs: epochMs(Math.min(latestMs, longestEndMs(timesOf(message), startedAtMs))),
  };
  const takenUntilMs = await deps.arrivals.claim({ job, origin, index }, claim);
  if (takenUntilMs !== undefined) {
    if (times.receives >= deps.maxReceives) {
      last.runsUntil(takenUntilMs);
      throw new AppError("unavailable", "block is being run for another delivery; it comes back");
    }
    await deps.queue.hide(receipt, secondsUntil(takenUntilMs, deps.nowMs()));
    return "postponed";
  }
  const { record } = arrival.job;
  const probes = { ...message, tenantOf: (seq: number) => tenantOf(record, origin, seq) };
  const ran = await runBlock(deps, probes, latestMs);
  const { environment, wan, unkindness } = deps;
  const { samples, builds } = takeBuilds(ran);
  const block: StoredBlock = {
    job,
    origin,
    index,
    wan,
    ...(unkindness && { unkindness }),
    environment,
    builds: { ...builds, [environment]: deps.build },
    ...times,
    publishedAtMs,
    startedAtMs,
    samples,
  };
  if ((await deps.blocks.putBlock(block, keptDaysOf(arrival.job.record))) === "duplicate")
    return dropDuplicate(deps, origin);
  // Only now: between the marks of a probe nothing else may take time.
  await deps.metrics.publish(metricsOfBlock(block));
  await announceShard(deps, message);
  return "stored";
}

async function dropDuplicate({ metrics }: ConsumeDeps, origin: string): Promise<"duplicate"> {
  await metrics.publish([countOf("DuplicatesDropped", origin)]);
  return "duplicate";
}
