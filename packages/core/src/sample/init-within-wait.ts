import type { Call } from "./call.ts";
import { startOf } from "./start-class.ts";
import { leftUs } from "./wait.ts";

/**
 * How much of a wait was its callee's init or restore: all that fits into it for a cold or restored one, none for the
 * others. An assumption: it may have begun before the request, for another call, which no mark shows.
 */
export function readyingUs(call: Call): number {
  const start = startOf(call.level, call.receipt);
  return start === "cold" || start === "restored" ? mostReadyingUs(call) : 0;
}

/**
 * The most of a wait that can have been init or restore, whatever the start. Causality: the execution lies within the
 * wait, and so does all since ready if init does; they leave no more room.
 */
export function mostReadyingUs(call: Call): number {
  const { receivedUs, level, receipt } = call;
  if (!receipt || (level && level.served > 0) || level?.initType === "provisioned-concurrency") return 0;
  // A restored function's ready mark is that of its snapshot.
  const sinceReadyUs = level && level.initType !== "snap-start" ? level.endUs - level.readyUs : 0;
  const roomUs = receivedUs - leftUs(call) - Math.max(receipt.durationUs, sinceReadyUs);
  return Math.max(0, Math.min(receipt.restoreUs ?? receipt.initUs ?? 0, roomUs));
}
