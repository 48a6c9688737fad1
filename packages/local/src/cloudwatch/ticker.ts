import { setTimeout } from "node:timers/promises";
import { readEpochMs } from "../time/times.ts";

export interface Ticker {
  /** Resolves when a tick under way is over; none follows. */
  stop(): Promise<void>;
}

/** Calls `tick` whenever the wall clock reaches a multiple of the interval, one call after the other. */
export function startTicker(intervalMs: number, tick: () => Promise<void>): Ticker {
  const stopping = new AbortController();
  const { signal } = stopping;
  const run = async (): Promise<void> => {
    while (!signal.aborted) {
      const waitMs = intervalMs - (readEpochMs() % intervalMs);
      await setTimeout(waitMs, undefined, { signal, ref: false }).catch(() => {});
      if (!signal.aborted) await tick();
    }
  };
  const running = run();
  return {
    stop() {
      stopping.abort();
      return running;
    },
  };
}
