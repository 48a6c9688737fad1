import type { Timers } from "@crisscross/local/schedule/run-schedule";
import { toEpochMs } from "@crisscross/local/time/times";

/** A wall clock that only `pass` moves. */
export interface FakeTimers extends Timers {
  /** Moves on by `ms`, stopping at every time somebody waits for. */
  pass(ms: number): Promise<void>;
}

export function createFakeTimers(startMs: number): FakeTimers {
  let nowMs = startMs;
  const waiting = new Set<{ untilMs: number; wake: () => void }>();
  return {
    nowMs: () => toEpochMs(nowMs),
    wait: (ms, signal) =>
      new Promise<void>((resolve) => {
        const waiter = { untilMs: nowMs + ms, wake: resolve };
        waiting.add(waiter);
        signal.addEventListener("abort", () => {
          waiting.delete(waiter);
          resolve();
        });
      }),
    async pass(ms) {
      const endMs = nowMs + ms;
      for (;;) {
        const [next] = [...waiting]
          .filter(({ untilMs }) => untilMs <= endMs)
          .sort((a, b) => a.untilMs - b.untilMs);
        nowMs = next?.untilMs ?? endMs;
        if (next === undefined) return;
        waiting.delete(next);
        next.wake();
        await new Promise(setImmediate);
      }
    },
  };
}
