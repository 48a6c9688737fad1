import { offsetOf } from "./clock-offset.ts";
import type { Exchange, Range } from "./exchange.ts";

/**
 * What a caller waited beyond its callee's init and execution. How much of the wait was init is unknown, so the sum is a range
 * of `mostInitUs`. Without an init it is exact, up to the drift of two clocks during the execution: 4 µs in 20 ms at
 * `defaultDriftPpm`. Request and response each have their own range.
 */
export interface NetworkTime {
  sumUs: Range;
  requestUs: Range;
  responseUs: Range;
}

/**
 * Network and the platform's handling of request and response, given an offset the exchange is known to have. Each
 * way's range also holds what causality says: neither is negative, so neither exceeds the sum.
 */
export function networkOf(exchange: Exchange, offset: Range = offsetOf(exchange)): NetworkTime {
  const { sentUs, receivedUs, startUs, endUs, mostInitUs, runtimeUs = 0 } = exchange;
  const restUs = receivedUs - sentUs - (endUs - startUs) - runtimeUs;
  const there = startUs - sentUs;
  const back = receivedUs - endUs;
  // How much of the runtime lay before the handler is unknown, so either way may be shorter by all of it.
  const [lessUs, moreUs] = [Math.max(runtimeUs, 0), Math.min(runtimeUs, 0)];
  const way = (lowUs: number, highUs: number): Range => ({
    lowUs: Math.max(0, lowUs - lessUs),
    highUs: Math.min(restUs, highUs - moreUs),
  });
  return {
    sumUs: { lowUs: restUs - mostInitUs, highUs: restUs },
    requestUs: way(there - mostInitUs - offset.highUs, there - offset.lowUs),
    responseUs: way(back + offset.lowUs, back + offset.highUs),
  };
}
