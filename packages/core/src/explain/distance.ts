import { callChainOf } from "../sample/call-chain.ts";
import { resultOf } from "../sample/probe-outcome.ts";
import type { StoredBlock } from "../sample/stored-block.ts";
import { exchangeOf } from "./exchange.ts";
import { networkOf } from "./network-time.ts";

/** The least transit from one region to another in µs; undefined where there is none. */
export type DistanceUs = (from: string, to: string) => number | undefined;

/**
 * The least transit of all calls between two regions, of ok samples over one network, whatever their variant and environment: what none
 * of them went without. No init is taken off, so none is too short.
 */
export function distancesIn(blocks: Iterable<StoredBlock>): DistanceUs {
  const least = new Map<string, number>();
  for (const block of blocks)
    for (const sample of block.samples) {
      if (resultOf(sample).outcome !== "ok") continue;
      let from = block.origin;
      for (const call of callChainOf(sample).calls) {
        const key = `${from} ${call.region}`;
        from = call.region;
        if (!call.level || !call.receipt) continue;
        const { highUs } = networkOf(exchangeOf(call, call.level, "")).sumUs;
        least.set(key, Math.min(least.get(key) ?? Number.POSITIVE_INFINITY, highUs));
      }
    }
  return (from, to) => least.get(`${from} ${to}`);
}
