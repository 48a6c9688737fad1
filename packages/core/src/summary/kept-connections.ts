import { seedOf } from "../edge/random.ts";
import type { Route } from "../sample/route.ts";

/**
 * Which kept connections calls went over, by a 32-bit hash of each: all of them up to `mostCounted`, beyond that those with
 * the least hashes, and one more to tell that there are more. One that is kept of the whole is kept of each part.
 */
export type KeptConnections = Set<number>;

const mostCounted = 64;

/**
 * Names the connection that the origin's call went over: all its calls share its path and its front end, so it, and not
 * the block, is what varies. Undefined for older samples, and for one that made its own.
 */
export function keptConnectionOf(
  { calls, outers, origin }: Pick<Route, "calls" | "outers" | "origin">,
  consumeEnvironment: string,
): number | undefined {
  const environment = outers > 0 ? calls[0]?.level?.environment : consumeEnvironment;
  if (origin?.connection !== "reused" || origin.socket === undefined || environment === undefined)
    return undefined;
  return seedOf(environment, origin.socket);
}

export function addConnection(into: KeptConnections, hash: number): void {
  into.add(hash);
  if (into.size > mostCounted + 1) into.delete(Math.max(...into));
}

/** How many there are, or that there are more than so many. */
export const countConnections = ({ size }: KeptConnections): number | { gt: number } =>
  size > mostCounted ? { gt: mostCounted } : size;
