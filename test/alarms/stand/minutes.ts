/** Longer than a minute's schedules take to run. */
const tickLimitMs = 15_000;
export const minuteMs = 60_000;

/** Lets minutes pass for CloudWatch, and dates what happens accordingly. */
export interface Minutes {
  /** How far what happens is dated ahead of the machine's time. */
  aheadMs(): number;
  /** Evaluates alarms every `step` minutes, each time after what the schedules do in the minute before. */
  pass(minutes: number, step?: number): Promise<void>;
  /** Dates what happens from now on after the minutes that have passed. */
  resume(): void;
}

export function createMinutes(
  tick: () => Promise<void>,
  evaluate: (epochMs: number) => Promise<void>,
): Minutes {
  let aheadMs = 0;
  let watchedMs = Date.now();

  /** Only what the schedules do is dated then: what waits in queues is to age meanwhile. */
  const tickAt = async (epochMs: number): Promise<void> => {
    const beforeMs = aheadMs;
    aheadMs = epochMs - Date.now();
    await tick();
    // CloudWatch takes in what it was told when the loop comes round.
    await new Promise(setImmediate);
    aheadMs = beforeMs;
  };

  return {
    aheadMs: () => aheadMs,
    async pass(minutes, step = 1) {
      watchedMs = Math.max(watchedMs, Date.now() + aheadMs);
      // What a tick does has to be of a minute that is over when alarms are evaluated, also if it takes a moment.
      const intoMinuteMs = watchedMs % minuteMs;
      if (intoMinuteMs > minuteMs - tickLimitMs) watchedMs += minuteMs - intoMinuteMs;
      for (let passed = step; passed <= minutes; passed += step) {
        watchedMs += step * minuteMs;
        await tickAt(watchedMs - minuteMs);
        await evaluate(watchedMs);
      }
    },
    resume() {
      aheadMs = watchedMs - Date.now();
    },
  };
}
