import type { Exchange, Range } from "./exchange.ts";

/** How far two clocks may part while nobody looks, in µs a second: 100 for each of two ordinary oscillators. */
export const defaultDriftPpm = 200;

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

function at<T>(list: readonly T[], index: number): T {
  const item = list[index];
  if (item === undefined) throw new RangeError(`no item ${index} among ${list.length}`);
  return item;
}
