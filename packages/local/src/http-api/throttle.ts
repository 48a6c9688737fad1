import type { Clock } from "../time/clock.ts";

export interface ThrottleLimits {
  /** Requests a second, in the long run. */
  ratePerS: number;
  /** Requests at once. */
  burst: number;
}

/** A token bucket for each route, as API Gateway throttles; take() tells whether a request may pass. */
export function createThrottle(limits: ThrottleLimits, clock: Clock): { take(routeKey: string): boolean } {
  const buckets = new Map<string, { tokens: number; atMs: number }>();
  return {
    take(routeKey) {
      const atMs = clock.monotonicMs();
      const bucket = buckets.get(routeKey) ?? { tokens: limits.burst, atMs };
      const refilled = bucket.tokens + ((atMs - bucket.atMs) / 1000) * limits.ratePerS;
      const tokens = Math.min(limits.burst, refilled);
      const passes = tokens >= 1;
      buckets.set(routeKey, { tokens: passes ? tokens - 1 : tokens, atMs });
      return passes;
    },
  };
}
