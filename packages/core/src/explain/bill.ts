import { gbSeconds } from "../job/gb-seconds.ts";
import { knownUsd } from "../job/prices.ts";
import type { Call } from "../sample/call.ts";
import { callChainOf, calleesOf } from "../sample/call-chain.ts";
import type { Sample } from "../sample/stored-block.ts";

/**
 * What one function of a route was billed for one call, at us-east-1 list price, and what its wait for the function it
 * called is in that bill. A wait for DynamoDB is not counted as one. Data transfer is in no figure: no mark says how many
 * bytes a call took.
 */
export interface Bill {
  name: string;
  billedMs: number;
  /** Compute: `billedMs` at this function's memory. */
  computeUsd: number;
  /** The price of one request. */
  requestUsd: number;
  /** How long it waited for the function it called; 0 for the last. */
  waitedUs: number;
  /** That wait in two parts; absent where the function below left no receipt. */
  split?: WaitSplit;
}

/**
 * `paidTwice`: as much of a wait as the function below was billed for, so that both were billed at a time. `idle`: the
 * rest, billed while nobody worked for it. USD are this function's own, of its compute.
 */
export interface WaitSplit {
  idleUs: number;
  idleUsd: number;
  paidTwiceUs: number;
  paidTwiceUsd: number;
}

const requestUsd = knownUsd("us-east-1", "lambdaRequest");
const gbSecondUsd = knownUsd("us-east-1", "lambdaGbSecond");

/** Compute alone, without the request: `ms` billed at `memoryMb`, in USD. */
export const computeUsd = (ms: number, memoryMb: number): number => gbSeconds(ms, memoryMb) * gbSecondUsd;

/** What each function of a sample's route was billed, outermost first; those without a receipt are missing. */
export function billsOf(sample: Sample): Bill[] {
  const chain = callChainOf(sample);
  const names = calleesOf(chain);
  return chain.calls.flatMap((call, place) => billOf(call, names[place] ?? ""));
}

function billOf({ receipt, level }: Call, name: string): Bill[] {
  if (!receipt) return [];
  const { billedMs, memoryMb } = receipt;
  const waitedUs = level?.call ? level.call.receivedUs - level.call.sentUs : 0;
  const split = splitOf(waitedUs, level?.call, memoryMb);
  return [
    {
      name,
      billedMs,
      computeUsd: computeUsd(billedMs, memoryMb),
      requestUsd,
      waitedUs,
      ...(split && { split }),
    },
  ];
}

/** What was billed below cannot have been billed within the wait for longer than the wait: an init may lie before it. */
function splitOf(waitedUs: number, below: Call | undefined, memoryMb: number): WaitSplit | undefined {
  if (below && !below.receipt) return undefined;
  const paidTwiceUs = Math.min(waitedUs, Math.round((below?.receipt?.billedMs ?? 0) * 1_000));
  const idleUs = waitedUs - paidTwiceUs;
  const usd = (us: number) => computeUsd(us / 1_000, memoryMb);
  return { idleUs, idleUsd: usd(idleUs), paidTwiceUs, paidTwiceUsd: usd(paidTwiceUs) };
}
