import { AppError } from "../edge/error.ts";
import { parseVariant } from "../job/variant.ts";
import { workFacts } from "../job/works.ts";
import type { Call } from "./call.ts";
import type { Sample } from "./stored-block.ts";

/**
 * A sample's calls in order: consume's own first, then the one each level made. `inner` is the one to the last function,
 * `origin` the one that leaves for it: outer's, or consume's own where the variant is direct.
 */
export interface CallChain {
  calls: readonly Call[];
  /** How many functions lie before inner: 0 for direct, 1 for nested, more with via. */
  outers: number;
  origin: Call | undefined;
  inner: Call | undefined;
  /** Whether the call to inner is to make its own connection; all others go over kept ones. */
  fresh: boolean;
  wantsDb: boolean;
  /** Whether its calls asked for receipts. */
  wantsReceipts: boolean;
}

/** Throws AppError `corrupt` for a sample whose variant does not parse: it could not have been planned. */
export function callChainOf(sample: Sample): CallChain {
  const variant = parseVariant(sample.variant);
  if (!variant)
    throw new AppError(
      "corrupt",
      `sample ${sample.seq} has no such variant: ${JSON.stringify(sample.variant)}`,
    );
  const outers = variant.path === "direct" ? 0 : 1 + variant.via.length;
  const calls: Call[] = [];
  for (let call: Call | undefined = sample.call; call && calls.length <= outers; call = call.level?.call)
    calls.push(call);
  const origin = calls[originPlaceOf({ outers })];
  return {
    calls,
    outers,
    origin,
    inner: calls[outers],
    fresh: variant.connection === "fresh",
    wantsDb: workFacts[variant.work].runsIn === "innerDb",
    wantsReceipts: !variant.quiet,
  };
}

/** The place among a route's calls of the one that `origin` is: those from it on are the way from origin to target. */
export const originPlaceOf = ({ outers }: Pick<CallChain, "outers">): number => (outers > 0 ? 1 : 0);

/** What each call of a route calls: `outer`, `via 1` and so on, `inner`; a call that goes no further keeps its place. */
export function calleesOf({ calls, outers }: Pick<CallChain, "calls" | "outers">): string[] {
  return calls.map((_, index) => {
    if (index === outers) return "inner";
    return index === 0 ? "outer" : `via ${index}`;
  });
}

/** Who makes each call of a route: `consume`, `outer`, `via 1` and so on. */
export function callersOf(chain: Pick<CallChain, "calls" | "outers">): string[] {
  return ["consume", ...calleesOf(chain)].slice(0, chain.calls.length);
}
