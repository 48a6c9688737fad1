import type { Call, Level, Preparing } from "./call.ts";
import { stoodUs } from "./connecting-steps.ts";

/**
 * How long a caller waited, in µs, had every connection that functions behind it keep been there already. Making one is
 * no part of a call over a kept connection: the next call does not meet it.
 */
export const waitUs = (call: Call): number => call.receivedUs - call.sentUs - makingUs(call.level);

/** How much of a level's execution it, or what it called, spent on making connections to keep. */
export function makingUs(level: Level | undefined): number {
  if (!level) return 0;
  const { call, db } = level;
  return madeUs(call?.preparing) + madeUs(db?.preparing) + makingUs(call?.level);
}

/** Of preparing, the making of a connection, addresses given up for it included; the rest is building and signing the request. */
export function madeUs(preparing: Pick<Preparing, "connecting"> | undefined): number {
  if (!preparing?.connecting) return 0;
  const { startUs, beganUs = startUs, endUs } = preparing.connecting;
  return endUs - beganUs;
}

export const preparingUs = ({ startUs, endUs }: Preparing): number => endUs - startUs;

/** When a request can have left at the earliest: once the connection that was made for it stood. */
export const leftUs = ({ sentUs, connecting }: Pick<Call, "sentUs" | "connecting">): number =>
  Math.max(sentUs, connecting ? stoodUs(connecting) : sentUs);
