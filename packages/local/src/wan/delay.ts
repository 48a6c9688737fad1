import type { Clock } from "../time/clock.ts";
import { type MachineUs, type MonotonicMs, monotonicMs } from "../time/times.ts";

/** Finding an environment and the way to its process take about this long, timers included: so much earlier it begins. */
const HAND_OVER_MS = 1;

interface Crossing {
  /** From the caller to the called region, and back: the round trip is the sum. */
  requestMs: number;
  responseMs: number;
  /** When the request left its caller, on the clock; when it was here, where the caller does not say. */
  departedMs: MonotonicMs;
}

/**
 * Makes a call cross the distance between two regions. The way there passes before it is handed over; the whole way back
 * passes after the service ended. Its answer is there `tookMs` after it left: hold it until then. `lateMs` of that is what
 * this machine was late by in handing over. Where the service says how long it took and when it ended, the time spent on
 * handing its answer over is no part of it: the caller sees the distance and not the local cloud.
 */
export async function cross<T extends { serviceMs?: number; endedUs?: MachineUs }>(
  clock: Clock,
  { requestMs, responseMs, departedMs }: Crossing,
  call: () => Promise<T>,
): Promise<{ answer: T; tookMs: number; lateMs: number }> {
  await clock.waitUntil(monotonicMs(departedMs + requestMs - HAND_OVER_MS), "coarse");
  const handedOverMs = clock.monotonicMs();
  const answer = await call();
  const endedMs = answer.endedUs === undefined ? clock.monotonicMs() : clock.atMs(answer.endedUs);
  const serviceMs = answer.serviceMs ?? endedMs - handedOverMs;
  // An answer cannot have left before there was one.
  const lateMs = Math.max(0, endedMs - serviceMs - departedMs - requestMs);
  return { answer, tookMs: requestMs + lateMs + serviceMs + responseMs, lateMs };
}
