import type { Clock } from "../time/clock.ts";

/** TCP's handshake and TLS 1.3's each take one round trip before a request can be sent. */
const SETUP_ROUND_TRIPS = 2;

/** Finding an environment and the way to its process take about this long, timers included: so much earlier it begins. */
const HAND_OVER_MS = 1;

export interface Crossing {
  rttMs: number;
  /** The request is the first on its connection, which it therefore had to set up. */
  fresh: boolean;
  /** When the request left its caller, on the clock; when it was here, where the caller does not say. */
  departedMs: number;
}

/**
 * Makes a call cross the distance between two regions. Half the round trip, and the connection's set-up, pass before it gets
 * there; the other half passes before its answer is back, at `arrivesMs`: hold the answer until then. The way back makes up
 * for a late hand-over. Where the service says how long it took (`serviceMs`), the time this machine spent on handing over
 * is taken off the way back too, as far as that reaches: the caller sees the distance and not the local cloud.
 */
export async function cross<T extends { serviceMs?: number }>(
  clock: Clock,
  { rttMs, fresh, departedMs }: Crossing,
  call: () => Promise<T>,
): Promise<{ answer: T; arrivesMs: number }> {
  const setupMs = fresh ? SETUP_ROUND_TRIPS * rttMs : 0;
  const dueMs = departedMs + setupMs + rttMs / 2;
  await clock.waitUntil(dueMs - HAND_OVER_MS, "coarse");
  const handedOverMs = clock.monotonicMs();
  const answer = await call();
  const { serviceMs } = answer;
  const tookMs = serviceMs === undefined ? clock.monotonicMs() - handedOverMs : serviceMs;
  return { answer, arrivesMs: dueMs + tookMs + rttMs / 2 };
}
