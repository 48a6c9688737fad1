/** Time as the gateway uses it; tests pass their own to see delays without waiting for them. */
export interface Clock {
  /** Monotonic milliseconds, µs resolution. */
  nowMs(): number;
  /** nowMs() at a moment that another process of this machine gives in µs of the clock they share, never after now. */
  atMs(machineUs: number): number;
  /**
   * Resolves once nowMs() has reached the given value. `coarse` may be a few ms late and costs no processor time;
   * otherwise the last millisecond is spun away.
   */
  waitUntil(monotonicMs: number, precision?: "coarse"): Promise<void>;
}

/** A timer may fire a millisecond late or early: stop short of the end and yield to the loop until it is reached. */
const TIMER_SLACK_MS = 1.2;

export const systemClock: Clock = {
  nowMs: () => performance.now(),
  atMs: (machineUs) =>
    performance.now() - Math.max(0, Number(process.hrtime.bigint()) / 1000 - machineUs) / 1000,
  waitUntil: (monotonicMs, precision) =>
    new Promise((resolve) => {
      const check = (): void => {
        const leftMs = monotonicMs - performance.now();
        if (leftMs <= 0) resolve();
        else if (precision === "coarse") setTimeout(check, Math.ceil(leftMs));
        else if (leftMs >= TIMER_SLACK_MS + 1) setTimeout(check, Math.floor(leftMs - TIMER_SLACK_MS));
        else setImmediate(check);
      };
      check();
    }),
};
