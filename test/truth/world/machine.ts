import type { Random } from "@crisscross/core/edge/random";
import {
  monotonicUs as asMonotonicUs,
  type EpochMs,
  epochMs,
  type MonotonicUs,
} from "@crisscross/core/edge/time";

/** How wrong clocks are. Rates are in ppm, so in µs a second. */
export interface ClockLimits {
  offsetUs: number;
  driftPpm: number;
  wallSkewMs: number;
}

/** One execution environment's clocks: a monotonic one that counts from its boot, and a wall clock. */
export interface Machine {
  name: string;
  bootedAtUs: number;
  /** What the monotonic clock showed at boot. */
  offsetUs: number;
  /** Its rate is 1 + (steady + wander × sin(2πt / wanderPeriodUs)) / 10⁶. */
  steadyPpm: number;
  wanderPpm: number;
  wallSkewMs: number;
}

const wanderPeriodUs = 60_000_000;
export const worldStartMs = 1_800_000_000_000;

/** A machine whose rate never leaves ± limits.driftPpm. */
export function createMachine(
  name: string,
  bootedAtUs: number,
  limits: ClockLimits,
  random: Random,
): Machine {
  const steadyPpm = limits.driftPpm * (2 * random() - 1);
  return {
    name,
    bootedAtUs,
    offsetUs: Math.floor(limits.offsetUs * random()),
    steadyPpm,
    wanderPpm: (limits.driftPpm - Math.abs(steadyPpm)) * random(),
    wallSkewMs: Math.round(limits.wallSkewMs * (2 * random() - 1)),
  };
}

/** What the monotonic clock would show at a moment of true time if it had no resolution: the truth of a mark. */
export function monotonicUs(machine: Machine, atUs: number): number {
  const { bootedAtUs, offsetUs, steadyPpm, wanderPpm } = machine;
  const aliveUs = atUs - bootedAtUs;
  const turn = (2 * Math.PI) / wanderPeriodUs;
  const driftUs = (steadyPpm * aliveUs + (wanderPpm / turn) * (1 - Math.cos(turn * aliveUs))) / 1e6;
  return offsetUs + aliveUs + driftUs;
}

/** What the machine reads: integer µs. */
export const readUs = (machine: Machine, atUs: number): MonotonicUs =>
  asMonotonicUs(monotonicUs(machine, atUs));

/** What the machine's wall clock shows: integer ms. */
export const readEpochMs = ({ wallSkewMs }: Pick<Machine, "wallSkewMs">, atUs: number): EpochMs =>
  epochMs(worldStartMs + Math.floor(atUs / 1_000) + wallSkewMs);

/** Time between two moments as this machine counts it. */
export const elapsedUs = (machine: Machine, fromUs: number, toUs: number): number =>
  monotonicUs(machine, toUs) - monotonicUs(machine, fromUs);

/** Runs something at once on this machine: `performance.now` is its monotonic clock meanwhile. */
export function onMachine<T>(machine: Machine, atUs: number, run: () => T): T {
  performance.now = () => readUs(machine, atUs) / 1_000;
  try {
    return run();
  } finally {
    // What is left is the method of the prototype.
    Reflect.deleteProperty(performance, "now");
  }
}
