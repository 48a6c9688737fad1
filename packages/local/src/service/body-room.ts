import type { IncomingMessage } from "node:http";
import { readBody } from "./call.ts";

/** A whole request has to arrive in this time; a client that stalls is cut off. */
export const requestLimitMs = 60_000;

/** Why a body was not read: it is too large itself, or those being read already take all the room. */
type Unread = "tooLarge" | "busy";

/**
 * Reads bodies of `limitBytes` at most, which together hold no more than `sumBytes` while they arrive. A body counts as long
 * as it says it is, or as the most it may be.
 */
export function createBodyRoom(
  limitBytes: number,
  sumBytes: number,
): (request: IncomingMessage) => Promise<Buffer | Unread> {
  let takenBytes = 0;
  return async (request) => {
    const bytes = Math.min(declaredBytes(request), limitBytes);
    if (takenBytes + bytes > sumBytes) return "busy";
    takenBytes += bytes;
    try {
      return (await readBody(request, limitBytes)) ?? "tooLarge";
    } finally {
      takenBytes -= bytes;
    }
  };
}

/** What an answer adds that leaves its request's body unread: the connection ends with it. A request without a body keeps it. */
export const closingUnread = (request: IncomingMessage): { connection?: "close" } =>
  request.complete || declaredBytes(request) === 0 ? {} : { connection: "close" };

/** Infinite for a body that comes in chunks. */
function declaredBytes({ headers }: IncomingMessage): number {
  if (headers["transfer-encoding"] !== undefined) return Number.POSITIVE_INFINITY;
  return Number(headers["content-length"] ?? 0);
}
