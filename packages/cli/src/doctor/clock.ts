import { type Check, failed, ok, unchecked } from "./check.ts";

/** What a server's clock said when it answered, and what this machine's said then; ms since 1970. */
export interface Clock {
  serverMs: number;
  ownMs: number;
}

/** AWS refuses signatures that are 5 minutes off (IAM user guide, signature version 4); half a minute shows in what two clocks measure. */
const mostSkewMs = 30_000;

/** A server tells its time to the second, and takes some to answer. */
const roughlyMs = 2_000;

/** How far this machine's clock is from that of a server that has just answered. */
export function checkClock(clock: Clock | undefined): Check {
  if (clock === undefined)
    return unchecked("clock", "neither AWS nor an API answered that could tell the time");
  const skewMs = clock.ownMs - clock.serverMs;
  if (Math.abs(skewMs) <= roughlyMs) return ok("clock", "as the server's, to two seconds");
  const words = `${Math.round(Math.abs(skewMs) / 1_000)} s ${skewMs > 0 ? "ahead of" : "behind"} the server's`;
  if (Math.abs(skewMs) <= mostSkewMs) return ok("clock", words);
  return failed(
    "clock",
    words,
    "have the system set it (timedatectl set-ntp true); AWS refuses what is 5 minutes off",
  );
}

/** The time of a server, which every answer of HTTP tells, beside our own; undefined where none answers. */
export async function clockOf(url: string, signal: AbortSignal): Promise<Clock | undefined> {
  try {
    const { headers } = await fetch(url, { method: "HEAD", redirect: "manual", signal });
    const serverMs = Date.parse(headers.get("date") ?? "");
    return Number.isFinite(serverMs) ? { serverMs, ownMs: Date.now() } : undefined;
  } catch {
    return undefined;
  }
}
