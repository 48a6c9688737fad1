import { setTimeout } from "node:timers/promises";
import type { Running } from "../service/service.ts";
import { type EpochMs, readEpochMs } from "../time/times.ts";

/** Wall-clock time as schedules use it; tests pass their own. */
export interface Timers {
  nowMs(): EpochMs;
  /** Resolves after `ms`, or at once when the signal aborts. */
  wait(ms: number, signal: AbortSignal): Promise<void>;
}

export const systemTimers: Timers = {
  nowMs: readEpochMs,
  wait: (ms, signal) => setTimeout(ms, undefined, { signal, ref: false }).catch(() => {}),
};

/**
 * Calls `fire` at once and then every `everyMs`, as a rate schedule without StartDate. Times that pass while the
 * machine sleeps are left out. Nothing is invoked after a stop, which resolves when what was being invoked has been handed over.
 */
export function runSchedule(everyMs: number, fire: () => Promise<void>, timers: Timers): Running {
  const stopping = new AbortController();
  const { signal } = stopping;
  const firing = new Set<Promise<void>>();
  const startMs = timers.nowMs();

  const start = (): void => {
    const fired: Promise<void> = fire().finally(() => firing.delete(fired));
    firing.add(fired);
  };

  async function run(): Promise<void> {
    let lastMs: number = timers.nowMs();
    start();
    for (;;) {
      const nextMs = startMs + (1 + Math.floor((lastMs - startMs) / everyMs)) * everyMs;
      await timers.wait(nextMs - timers.nowMs(), signal);
      if (signal.aborted) return;
      // A timer may fire a little early; the time it was set for must not come twice.
      lastMs = Math.max(nextMs, timers.nowMs());
      start();
    }
  }

  const running = run();
  return {
    async stop() {
      stopping.abort();
      await running;
      await Promise.all(firing);
    },
  };
}
