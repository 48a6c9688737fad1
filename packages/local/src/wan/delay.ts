import type { Clock } from "../time/clock.ts";
import { type MonotonicMs, monotonicMs } from "../time/times.ts";

/** Finding an environment and the way to its process take about this long, timers included: so much earlier it begins. */
const HAND_OVER_MS = 1;

export interface Crossing {
  /** From the caller to the called region, and back: the round trip is the sum. */
  requestMs: number;
  responseMs: number;
  /** When the request left its caller, on the clock; when it was here, where the caller does not say. */
  departedMs: MonotonicMs;
}

/**
 * Makes a call cross the distance between two regions. The way there passes before it is handed over; the way back passes
 * before its answer is there, `tookMs` after it left: hold the answer until then. The way back makes up for a late
 * hand-over. Where the service says how long it took (`serviceMs`), the time this machine spent on handing over is taken
 * off the way back too, as far as that reaches: the caller sees the distance and not the local cloud.
 */
export async function cross<T extends { serviceMs?: number }>(
  clock: Clock,
  { requestMs, responseMs, departedMs }: Crossing,
  call: () => Promise<T>,
): Promise<{ answer: T; tookMs: number }> {
  await clock.waitUntil(monotonicMs(departedMs + requestMs - HAND_OVER_MS), "coarse");
  const handedOverMs = clock.monotonicMs();
  const answer = await call();
  const serviceMs = answer.serviceMs ?? clock.monotonicMs() - handedOverMs;
  return { answer, tookMs: requestMs + serviceMs + responseMs };
}
