import type { Sample } from "../sample/block.ts";
import type { Call, Level } from "../sample/call.ts";
import { mostReadyingUs, routeOf } from "../sample/result.ts";

/*
 * Two environments' clocks have an unknown offset, but a callee runs within its caller's wait: nothing is received
 * before it was sent. So every call bounds the offset, and with it how a wait splits into request and response.
 */

/** All that is known of an amount in µs; low equals high when it is exact. Never clamped: low > high is a contradiction. */
export interface Range {
  lowUs: number;
  highUs: number;
}

/** One call from both ends. `sentUs` and `receivedUs` are in the caller's clock, the others in the callee's. */
export interface Exchange {
  caller: string;
  callee: string;
  sentUs: number;
  receivedUs: number;
  startUs: number;
  endUs: number;
  /** Init or restore between sending and start: at most this, at least none, since it may have begun for another call. */
  mostInitUs: number;
  /** The billed execution beyond the callee's own account of it: Lambda's runtime before and after. Unknown without a receipt. */
  runtimeUs?: number;
}

/** How far two clocks may part while nobody looks, in µs a second: 100 for each of two ordinary oscillators. */
export const defaultDriftPpm = 200;

/** The exchanges of a sample, outermost first; calls whose callee left no account have none. */
export function exchangesOf(sample: Sample, consumeEnvironment: string): Exchange[] {
  let caller = consumeEnvironment;
  return routeOf(sample).calls.flatMap((call) => {
    if (!call.level) return [];
    const exchange = exchangeOf(call, call.level, caller);
    caller = exchange.callee;
    return [exchange];
  });
}

export function exchangeOf(call: Call, level: Level, caller: string): Exchange {
  const { sentUs, receivedUs, receipt } = call;
  const { environment: callee, startUs, endUs } = level;
  const runtimeUs = receipt && receipt.durationUs - (endUs - startUs);
  return {
    caller,
    callee,
    sentUs,
    receivedUs,
    startUs,
    endUs,
    mostInitUs: mostReadyingUs(call),
    ...(runtimeUs !== undefined && { runtimeUs }),
  };
}

/**
 * Callee's clock minus caller's, as far as one exchange tells. Its width is the time spent between the two, init
 * included: only that the callee starts after the request was sent is certain.
 */
export function offsetOf({ sentUs, receivedUs, startUs, endUs }: Exchange): Range {
  return { lowUs: endUs - receivedUs, highUs: startUs - sentUs };
}

/**
 * The offset at each exchange of one pair of environments, from all of them: every other bound, widened by what the
 * clocks may have drifted in between, also holds. Low > high says that they drifted more than `driftPpm`.
 */
export function offsetsOf(exchanges: readonly Exchange[], driftPpm = defaultDriftPpm): Range[] {
  const offsets = exchanges.map(offsetOf);
  const order = [...exchanges.keys()].sort((a, b) => at(exchanges, a).sentUs - at(exchanges, b).sentUs);
  for (const direction of [order, order.toReversed()]) {
    for (const [place, index] of direction.entries()) {
      const before = direction[place - 1];
      if (before === undefined) continue;
      const apartUs = furthestApart(at(exchanges, before), at(exchanges, index));
      const slackUs = Math.ceil((apartUs * driftPpm) / 1e6);
      const known = at(offsets, before);
      const own = at(offsets, index);
      offsets[index] = {
        lowUs: Math.max(own.lowUs, known.lowUs - slackUs),
        highUs: Math.min(own.highUs, known.highUs + slackUs),
      };
    }
  }
  return offsets;
}

/** Bounds hold somewhere between sending and receiving: the longest time that two exchanges' can be apart. */
function furthestApart(a: Exchange, b: Exchange): number {
  return Math.max(a.receivedUs, b.receivedUs) - Math.min(a.sentUs, b.sentUs);
}

/**
 * What a caller waited beyond its callee's init and execution: the sum is open by `mostInitUs`, without an init exact
 * but for what two clocks part during that execution (at `defaultDriftPpm` 4 µs in 20 ms). Each way is known within its range.
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

function at<T>(list: readonly T[], index: number): T {
  const item = list[index];
  if (item === undefined) throw new RangeError(`no item ${index} among ${list.length}`);
  return item;
}
