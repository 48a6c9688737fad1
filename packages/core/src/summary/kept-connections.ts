import { seedOf } from "../edge/random.ts";
import type { CallChain } from "../sample/call-chain.ts";

/**
 * Names the connection that the origin's call went over, by a 32-bit hash: all its calls share its path and its front end, so it,
 * and not the block, is what varies. Undefined for older samples, and for one that made its own.
 */
export function keptConnectionOf(
  { calls, outers, origin }: Pick<CallChain, "calls" | "outers" | "origin">,
  consumeEnvironment: string,
): number | undefined {
  const environment = outers > 0 ? calls[0]?.level?.environment : consumeEnvironment;
  if (origin?.connection !== "reused" || origin.socket === undefined || environment === undefined)
    return undefined;
  return seedOf(environment, origin.socket);
}
