/** How soon to ask again, in ms. */
export interface Pace {
  readonly firstMs: number;
  readonly mostMs: number;
}

export const livePace: Pace = { firstMs: 1_000, mostMs: 10_000 };
export const calmPace: Pace = { firstMs: 15_000, mostMs: 60_000 };

/**
 * What was just seen decides the next pause: something new brings it back to the first; nothing new, or no answer, makes it
 * half as long again, up to the most.
 */
export function nextPauseMs(pace: Pace, pauseMs: number, seen: "new" | "same" | "nothing"): number {
  if (seen === "new") return pace.firstMs;
  return Math.min(pace.mostMs, Math.round(pauseMs * (seen === "nothing" ? 2 : 1.5)));
}
