import { stuckAfterMinutes } from "./metrics.ts";

/** How far an open job has come, in blocks, and for how long it has been no further. */
interface Progress {
  planned: number;
  stored: number;
  idleMs: number;
  isPastLimit: boolean;
}

export const isStuck = ({ planned, stored, idleMs, isPastLimit }: Progress): boolean =>
  isPastLimit || (stored < planned && idleMs >= stuckAfterMinutes * 60_000);
