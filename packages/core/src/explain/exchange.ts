import type { Call, Level } from "../sample/call.ts";
import { callChainOf } from "../sample/call-chain.ts";
import { mostReadyingUs } from "../sample/init-within-wait.ts";
import type { Sample } from "../sample/stored-block.ts";
import { leftUs } from "../sample/wait.ts";

/*
 * Two environments' clocks have an unknown offset, but a callee runs within its caller's wait: nothing is received
 * before it was sent. So every call bounds the offset, and with it how a wait splits into request and response.
 */

/** All that is known of an amount in µs; low equals high when it is exact. Never clamped: low > high is a contradiction. */
export interface Range {
  lowUs: number;
  highUs: number;
}

/**
 * One call from both ends; `sentUs` is when its request can have left, once a fresh connection stood. It and `receivedUs`
 * are in the caller's clock, the others in the callee's.
 */
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

/** The exchanges of a sample, outermost first; calls whose callee left no account have none. */
export function exchangesOf(sample: Sample, consumeEnvironment: string): Exchange[] {
  let caller = consumeEnvironment;
  return callChainOf(sample).calls.flatMap((call) => {
    if (!call.level) return [];
    const exchange = exchangeOf(call, call.level, caller);
    caller = exchange.callee;
    return [exchange];
  });
}

export function exchangeOf(call: Call, level: Level, caller: string): Exchange {
  const { receivedUs, receipt } = call;
  const { environment: callee, startUs, endUs } = level;
  const runtimeUs = receipt && receipt.durationUs - (endUs - startUs);
  return {
    caller,
    callee,
    sentUs: leftUs(call),
    receivedUs,
    startUs,
    endUs,
    mostInitUs: mostReadyingUs(call),
    ...(runtimeUs !== undefined && { runtimeUs }),
  };
}
