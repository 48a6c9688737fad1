import type { BlockMessage, Sample, StoredBlock } from "@crisscross/core/block";
import { AppError } from "@crisscross/core/error";
import type { Wan } from "@crisscross/core/job";
import { callGraceMs } from "@crisscross/core/plan";
import type { ArrivalStore } from "./progress-store.ts";
import type { BlockStore } from "./result-store.ts";
import { orderOf, type ProbeDeps, runProbe } from "./run-probe.ts";

export interface ConsumeDeps extends ProbeDeps {
  blocks: Pick<BlockStore, "putBlock">;
  arrivals: ArrivalStore;
  /** Deliveries after which the queue gives a message up. */
  maxReceives: number;
  wan: Wan;
  /** Where this consume runs: the origin of every block it may run. */
  region: string;
  /** consume's own execution environment. */
  environment: string;
}

/** A block as the queue handed it over. */
export interface Delivery {
  message: BlockMessage;
  receives: number;
  enqueuedAtMs: number;
  firstReceivedAtMs: number;
}

/** Kept back for writing the block, retries included. */
const storeMs = 5_000;

/**
 * Runs a block's probes one after another and stores their samples, once. A block that was stored before is a
 * duplicate and one whose job is over is dropped: neither is run. The last delivery is noted before anything can fail.
 * Throws AppError: `invalid` for a block of another region or a probe no plan would make, `unavailable` when the time left cannot hold the block.
 */
export async function consumeBlock(
  deps: ConsumeDeps,
  { message, ...times }: Delivery,
  timeLeftMs: number,
): Promise<"stored" | "duplicate" | "dropped"> {
  const { job, origin, index, seed, deadlineMs, publishedAtMs } = message;
  if (origin !== deps.region)
    throw new AppError("invalid", `origin: ${origin} is not ${deps.region}; correct the filter policy`, {
      rejections: [{ field: "origin", value: origin, accepted: deps.region }],
    });
  const known = await deps.arrivals.lookUp({ job, origin, index });
  if (known !== "new") return known === "stored" ? "duplicate" : "dropped";
  if (times.receives >= deps.maxReceives) await deps.arrivals.noteDead({ job, origin, index }, deps.nowMs());
  const neededMs = message.probes.length * (deadlineMs + callGraceMs) + storeMs;
  if (timeLeftMs < neededMs)
    throw new AppError(
      "unavailable",
      `block needs up to ${neededMs} ms, ${timeLeftMs} ms are left; it comes back`,
    );
  const probes = message.probes.map((probe) => ({ ...probe, origin, seed, deadlineMs }));
  // All orders are checked before the first call, so that a poison block costs nothing.
  for (const probe of probes) orderOf(probe);
  const startedAtMs = deps.nowMs();
  const samples: Sample[] = [];
  for (const probe of probes) samples.push(await runProbe(deps, probe));
  const { environment, wan } = deps;
  const block: StoredBlock = {
    job,
    origin,
    index,
    wan,
    environment,
    ...times,
    publishedAtMs,
    startedAtMs,
    samples,
  };
  return deps.blocks.putBlock(block);
}
