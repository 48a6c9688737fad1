import { AppError } from "@crisscross/core/edge/error";
import { parse } from "@crisscross/core/edge/schema";
import { type EpochMs, epochMs } from "@crisscross/core/edge/time";
import type { BlockMessage, Probe } from "@crisscross/core/job/block-message";
import { customersPerJob } from "@crisscross/core/job/customers";
import type { Sample } from "@crisscross/core/sample/stored-block";
import { type CallDeps, prepareCall } from "../calls/call-function.ts";
import { CallOrder, variantOf } from "../calls/call-order.ts";
import { type FunctionNames, nextCallOf } from "../calls/next-call.ts";

export interface ProbeDeps extends CallDeps {
  names: FunctionNames;
  /** Those that are tenant-isolated. */
  isolatedNames: FunctionNames;
  nowMs(): EpochMs;
  sleep(ms: number): Promise<unknown>;
  /** Counts a probe; gives how many this environment of consume had sent before. */
  countProbe(): number;
}

/** A probe with what its block says of all its probes, and the tenant it is for. */
export type ProbeOfBlock = Probe &
  Pick<BlockMessage, "origin" | "seed" | "deadlineMs"> & { tenant?: string | undefined };

/** The order consume starts a probe with. Throws AppError `invalid` for a probe no plan would make. */
export function orderOf({ origin, target, variant, deadlineMs, seed, seq, tenant }: ProbeOfBlock): CallOrder {
  const order = { v: 1, target, variant, deadlineMs, seed, customer: seq % customersPerJob, via: [], tenant };
  const parsed = parse(CallOrder, order, "probe");
  const { path, via } = variantOf(parsed);
  return path === "direct" ? parsed : parse(CallOrder, { ...parsed, via: [origin, ...via] }, "probe");
}

/** When probes that are sent together are to be sent. */
export const dueMsOf = (probes: readonly ProbeOfBlock[]): EpochMs =>
  epochMs(Math.max(...probes.map(({ intendedAtMs }) => intendedAtMs)));

/** Connections are established, and requests built and signed, this long before a probe's time. */
const prepareMs = 2_000;

/**
 * Runs probes all at once: a burst, or one alone, never before their intended time. Gives their samples; whatever goes wrong with
 * their calls is in there. Throws AppError `unavailable` when that time is after `latestMs`: of a block that could not
 * be postponed once more.
 */
export async function runTogether(
  deps: ProbeDeps,
  probes: readonly ProbeOfBlock[],
  latestMs: number,
): Promise<Sample[]> {
  const dueMs = dueMsOf(probes);
  const aheadMs = dueMs - deps.nowMs();
  if (aheadMs > 0 && dueMs > latestMs)
    throw new AppError(
      "unavailable",
      `probe is due in ${aheadMs} ms, later than the block may wait; it comes back`,
    );
  if (aheadMs > prepareMs) await deps.sleep(aheadMs - prepareMs);
  const prepared = await Promise.all(
    probes.map(async (probe, lane) => {
      const names = probe.tenant === undefined ? deps.names : deps.isolatedNames;
      const send = await prepareCall(deps, nextCallOf(names, orderOf(probe)), lane);
      return { probe, send };
    }),
  );
  if (aheadMs > 0) await waitUntilDue(deps, dueMs);
  const startedAtMs = deps.nowMs();
  return Promise.all(
    prepared.map(async ({ probe, send }) => {
      const { origin: _, seed: __, deadlineMs: ___, tenant: ____, ...planned } = probe;
      const consumeServed = deps.countProbe();
      return { ...planned, startedAtMs, consumeServed, call: await send() };
    }),
  );
}

/** Timers fire early by less. */
const earlyMs = 10;

/** Bounded, in case the wall clock was set back meanwhile. */
async function waitUntilDue({ nowMs, sleep }: ProbeDeps, dueMs: EpochMs): Promise<void> {
  await sleep(Math.min(prepareMs, Math.max(0, dueMs - nowMs())));
  let leftMs = dueMs - nowMs();
  while (leftMs > 0 && leftMs < earlyMs) {
    await sleep(leftMs);
    leftMs = dueMs - nowMs();
  }
}
