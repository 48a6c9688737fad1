import type { ArrivalStore } from "./progress-store.ts";

/** Of more jobs than an environment lives to see end. */
const remembered = 1_000;

/**
 * Looks a job that is over up once: it stays over, so its other blocks are dropped at no cost. A queue full of a
 * cancelled job's blocks is thus empty within seconds.
 */
export function rememberEnded(arrivals: ArrivalStore): ArrivalStore {
  const ended = new Set<string>();
  return {
    ...arrivals,
    async lookUp(block) {
      if (ended.has(block.job)) return "over";
      const known = await arrivals.lookUp(block);
      if (known === "over" && ended.size < remembered) ended.add(block.job);
      return known;
    },
  };
}
