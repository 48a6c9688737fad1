import { readMachineUs } from "@crisscross/local/time/times";
import type { Injected } from "@crisscross/local/wan/injected";

/** What an export says of a probe, as far as it tells which call to inner was its. */
export interface ProbeLine {
  origin: string;
  target: string;
  /** ISO 8601. */
  sentAt: string;
  totalMs: number;
  innerObservedMs: number;
  /** What outer and inner-db took to prepare their calls, which the two waits leave out as far as connections were made. */
  preparingMs?: number | null | undefined;
  dbPreparingMs?: number | null | undefined;
}

/** What the network, and this machine by handing the call over late, put into it. */
export const putInMs = ({ roundTripMs, lateMs = 0 }: Injected): number => roundTripMs + lateMs;

/** A sender's clock is read in whole ms before its first mark. */
const slackMs = 2;

/**
 * For each probe, what the simulated network put into its call to inner. That is the call between its regions which left
 * while the probe ran and took no longer than outer waited; of several, the one that took nearly as long. Throws for a
 * probe without one.
 */
export function matchCalls<T extends ProbeLine>(
  probes: readonly T[],
  injected: readonly Injected[],
): { probe: T; call: Injected }[] {
  const epochMsOf = ({ departedUs }: Injected) => departedUs / 1000 + clockOffsetMs();
  const invokes = Map.groupBy(
    injected.filter(({ operation, tookMs }) => operation === "Invoke" && tookMs !== undefined),
    ({ from, to }) => `${from} ${to}`,
  );
  return probes.map((probe) => {
    const { origin, target, sentAt, totalMs, innerObservedMs } = probe;
    const behindMs = probe.dbPreparingMs ?? 0;
    const lastMs = totalMs + (probe.preparingMs ?? 0) + behindMs + slackMs;
    const sentMs = Date.parse(sentAt);
    const restMs = ({ tookMs = Number.NaN }: Injected) => innerObservedMs + behindMs - tookMs;
    const [call] = (invokes.get(`${origin} ${target}`) ?? [])
      .filter((one) => {
        const leftMs = epochMsOf(one) - sentMs;
        return leftMs >= -slackMs && leftMs <= lastMs && restMs(one) >= -0.01;
      })
      .sort((one, other) => restMs(one) - restMs(other));
    if (call === undefined)
      throw new Error(`no call from ${origin} to ${target} is known that left after ${sentAt} and fits`);
    return { probe, call };
  });
}

/** What the wall clock says when the machine's says 0. */
const clockOffsetMs = (): number => Date.now() - readMachineUs() / 1000;
