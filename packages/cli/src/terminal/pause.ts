import { setTimeout as sleep } from "node:timers/promises";

/** Waits so many ms; rejects as soon as the signal is aborted. */
export const pauseUntil =
  (interrupted: AbortSignal) =>
  (ms: number): Promise<void> =>
    sleep(ms, undefined, { signal: interrupted });
