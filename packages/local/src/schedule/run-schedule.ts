import { setTimeout } from "node:timers/promises";
import type { Timing } from "./expression.ts";

/** Wall-clock time as schedules use it; tests pass their own. */
export interface Timers {
  nowMs(): number;
  /** Resolves after `ms`, or at once when the signal aborts. */
  wait(ms: number, signal: AbortSignal): Promise<void>;
}

export const systemTimers: Timers = {
  nowMs: Date.now,
  wait: (ms, signal) => setTimeout(ms, undefined, { signal, ref: false }).catch(() => {}),
};

export interface RunningSchedule {
  /** Nothing is invoked after this; resolves when what was being invoked has been handed over. */
  stop(): Promise<void>;
}

const minuteMs = 60_000;

/**
 * Calls `fire` at every time a schedule names, a rate's first time at once, as a schedule without StartDate. Times that
 * pass while the machine sleeps are left out.
 */
export function runSchedule(timing: Timing, fire: () => Promise<void>, timers: Timers): RunningSchedule {
  const stopping = new AbortController();
  const { signal } = stopping;
  const firing = new Set<Promise<void>>();
  const startMs = timing.kind === "rate" ? timers.nowMs() : 0;
  const everyMs = timing.kind === "rate" ? timing.everyMs : minuteMs;

  const start = (): void => {
    const fired: Promise<void> = fire().finally(() => firing.delete(fired));
    firing.add(fired);
  };

  async function run(): Promise<void> {
    let lastMs = timers.nowMs();
    if (timing.kind === "rate") start();
    for (;;) {
      const nextMs = startMs + (1 + Math.floor((lastMs - startMs) / everyMs)) * everyMs;
      await timers.wait(nextMs - timers.nowMs(), signal);
      if (signal.aborted) return;
      // A timer may fire a little early; the time it was set for must not come twice.
      lastMs = Math.max(nextMs, timers.nowMs());
      if (timing.kind === "minutes" && !timing.isDue(lastMs)) continue;
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
