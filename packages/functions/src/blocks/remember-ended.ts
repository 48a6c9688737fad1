import type { Arrival, ArrivalStore } from "../results/block-store.ts";

/** Of more jobs than an environment lives to see end. */
const remembered = 1_000;

/**
 * Looks a job that is over up once: it stays over, so its other blocks are dropped at no cost. A queue full of a
 * cancelled job's blocks is thus empty within seconds.
 */
export function rememberEnded(arrivals: ArrivalStore): ArrivalStore {
  const ended = new Map<string, Arrival>();
  return {
    ...arrivals,
    async lookUp(block) {
      const over = ended.get(block.job);
      if (over !== undefined) return over;
      const arrival = await arrivals.lookUp(block);
      const isOver = arrival.standing === "over" || arrival.standing === "gone";
      if (isOver && ended.size < remembered) ended.set(block.job, arrival);
      return arrival;
    },
  };
}
