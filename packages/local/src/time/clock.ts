import { type MachineUs, type MonotonicMs, machineUs, monotonicMs } from "./times.ts";

/** Time as the gateway uses it; tests pass their own to see delays without waiting for them. */
export interface Clock {
  monotonicMs(): MonotonicMs;
  /** monotonicMs() at a moment of the machine's clock. */
  atMs(us: MachineUs): MonotonicMs;
  /** The opposite of atMs. */
  machineUs(at: MonotonicMs): MachineUs;
  /**
   * Resolves once monotonicMs() has reached the given value. `coarse` may be a few ms late, costs no processor time, and keeps
   * no process from ending; otherwise the last millisecond is spun away.
   */
  waitUntil(atMs: MonotonicMs, precision?: "coarse"): Promise<void>;
}

/** A timer may fire a millisecond late or early: stop short of the end and yield to the loop until it is reached. */
const TIMER_SLACK_MS = 1.2;

/** The two clocks a process reads: the one that all processes of the machine share, in ns, and its own, in ms. */
interface Readings {
  machineNs(): bigint;
  monotonicMs(): number;
}

export const systemClock: Clock = createClock({
  machineNs: process.hrtime.bigint,
  monotonicMs: () => performance.now(),
});

export function createClock(readings: Readings): Clock {
  const originUs = readOrigin(readings);
  const readMs = (): MonotonicMs => monotonicMs(readings.monotonicMs());
  return {
    monotonicMs: readMs,
    atMs: (us) => monotonicMs((us - originUs) / 1000),
    machineUs: (atMs) => machineUs(atMs * 1000 + originUs),
    waitUntil: (atMs, precision) =>
      new Promise((resolve) => {
        const check = (): void => {
          const leftMs = atMs - readMs();
          if (leftMs <= 0) resolve();
          else if (precision === "coarse") setTimeout(check, Math.ceil(leftMs)).unref();
          else if (leftMs >= TIMER_SLACK_MS + 1) setTimeout(check, Math.floor(leftMs - TIMER_SLACK_MS));
          else setImmediate(check);
        };
        check();
      }),
  };
}

/**
 * What the machine's clock says, in µs, when the process's own says 0: the two are one clock, counted from elsewhere. The
 * first look at either loads and compiles, which takes about 1 ms: the closest pair of a few counts.
 */
function readOrigin({ machineNs, monotonicMs: readMs }: Readings): number {
  const looks = Array.from({ length: 5 }, () => {
    const beforeNs = machineNs();
    const atUs = readMs() * 1000;
    const widthNs = Number(machineNs() - beforeNs);
    return { widthNs, originUs: (Number(beforeNs) + widthNs / 2) / 1000 - atUs };
  });
  return looks.reduce((best, look) => (look.widthNs < best.widthNs ? look : best)).originUs;
}
