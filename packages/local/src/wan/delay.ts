import type { Clock } from "../clock.ts";

/** TCP's handshake and TLS 1.3's each take one round trip before a request can be sent. */
const SETUP_ROUND_TRIPS = 2;

export interface Crossing {
  rttMs: number;
  /** The request is the first on its connection, which it therefore had to set up. */
  fresh: boolean;
  /** When the request's first byte was here, on the clock. */
  arrivedMs: number;
}

/**
 * Makes a call cross the distance between two regions: half the round trip (and the connection's set-up) before it is
 * handed over, half before its answer is. Lateness of the first wait is taken off the second, so the sum is exact.
 * Where the service says how long it took itself (`serviceMs`), what this machine spent on handing over is taken off
 * the second wait too, as far as it reaches: the caller is to see the distance and not the local cloud.
 */
export async function cross<T extends { serviceMs?: number }>(
  clock: Clock,
  { rttMs, fresh, arrivedMs }: Crossing,
  call: () => Promise<T>,
): Promise<T> {
  const setupMs = fresh ? SETUP_ROUND_TRIPS * rttMs : 0;
  const dueMs = arrivedMs + setupMs + rttMs / 2;
  await clock.waitUntil(dueMs, "coarse");
  const lateMs = clock.nowMs() - dueMs;
  const answer = await call();
  const { serviceMs } = answer;
  const tookMs = serviceMs === undefined ? clock.nowMs() - dueMs - lateMs : serviceMs;
  await clock.waitUntil(dueMs + tookMs + rttMs / 2);
  return answer;
}
