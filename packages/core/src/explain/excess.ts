import type { Call } from "../sample/call.ts";
import { callChainOf } from "../sample/call-chain.ts";
import type { StoredBlock } from "../sample/stored-block.ts";
import { exchangesOf } from "./exchange.ts";

/** By how much a call's request and response took longer than the fastest between the same two environments, in µs. */
export interface Excess {
  requestUs: number;
  responseUs: number;
}

/**
 * The excess of every call of these blocks. What two clocks are apart is in all calls of a pair alike and cancels out, but for what they
 * drift. A request's also has what of an init lay within it. Undefined where a pair has no other call without init to compare with.
 */
export function excessIn(blocks: Iterable<StoredBlock>): (call: Call) => Excess | undefined {
  const pairs = new Map<string, { call: Call; requestUs: number; responseUs: number; hasInit: boolean }[]>();
  for (const block of blocks)
    for (const sample of block.samples) {
      const calls = callChainOf(sample).calls.filter(({ level }) => level !== undefined);
      for (const [place, exchange] of exchangesOf(sample, block.environment).entries()) {
        const { caller, callee, sentUs, startUs, endUs, receivedUs, mostInitUs } = exchange;
        const pair = `${caller} ${callee}`;
        const known = pairs.get(pair) ?? [];
        if (known.length === 0) pairs.set(pair, known);
        known.push({
          call: calls[place] as Call,
          requestUs: startUs - sentUs,
          responseUs: receivedUs - endUs,
          hasInit: mostInitUs > 0,
        });
      }
    }
  const found = new Map<Call, Excess>();
  for (const entries of pairs.values()) {
    if (entries.filter(({ hasInit }) => !hasInit).length < 2) continue;
    const request = leastOf(entries.map(({ requestUs }) => requestUs));
    const response = leastOf(entries.map(({ responseUs }) => responseUs));
    for (const { call, requestUs, responseUs } of entries)
      found.set(call, { requestUs: requestUs - request, responseUs: responseUs - response });
  }
  return (call) => found.get(call);
}

const leastOf = (values: readonly number[]): number =>
  values.reduce((least, value) => Math.min(least, value), Number.POSITIVE_INFINITY);
