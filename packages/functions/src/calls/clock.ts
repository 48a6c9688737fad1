import { type EpochMs, epochMs, type MonotonicUs, monotonicUs } from "@crisscross/core/edge/time";

/** This process's monotonic clock: integer µs since the process started. */
export const nowUs = (): MonotonicUs => monotonicUs(performance.now() * 1000);

const wallClock = Date.now;

/** This machine's wall clock. */
export const nowMs = (): EpochMs => epochMs(wallClock());
