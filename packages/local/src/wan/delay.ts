import type { Clock } from "../clock.ts";

/** TCP's handshake and TLS 1.3's each take one round trip before a request can be sent. */
const SETUP_ROUND_TRIPS = 2;

export interface Crossing {
  rttMs: number;
  /** The request is the first on its connection, which it therefore had to set up. */
  fresh: boolean;
}

/**
 * Makes a call cross the distance between two regions: half the round trip (and the connection's set-up) before it is
 * handed over, half before its answer is. Lateness of the first wait is taken off the second, so the sum is exact.
 */
export async function cross<T>(clock: Clock, crossing: Crossing, call: () => Promise<T>): Promise<T> {
  const { rttMs, fresh } = crossing;
  const startMs = clock.nowMs();
  const outboundMs = rttMs / 2 + (fresh ? SETUP_ROUND_TRIPS * rttMs : 0);
  await clock.waitUntil(startMs + outboundMs);
  const lateMs = clock.nowMs() - startMs - outboundMs;
  const answer = await call();
  await clock.waitUntil(clock.nowMs() + rttMs / 2 - lateMs);
  return answer;
}
