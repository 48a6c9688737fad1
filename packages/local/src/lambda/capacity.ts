import { totalmem } from "node:os";

/** What this machine carries of a Lambda that has no bounds. */
export interface Capacity {
  /** Execution environments alive at once, of all functions. */
  environments: number;
  /** Environments that initialise at once: the rest of the machine is for what is running, and being measured, meanwhile. */
  starting: number;
  /** Requests of HTTP APIs, and of their authorizers, that run at once. */
  requests: number;
  /** How long such a request waits for an environment before it is refused. */
  requestWaitMs: number;
}

/** What one environment takes of the machine's memory, its share of common pages included (docs/load.md). */
const environmentBytes = 80 * 1_048_576;
const environmentsPerCore = 20;
/** Enough for a chain of the longest length beside what answers requests. */
const fewest = 16;

/** A quarter of the memory is for environments: the rest is the local cloud's own, and other programs'. */
export function capacityOf(cores: number, memoryBytes = memoryHere()): Capacity {
  const fit = Math.floor(memoryBytes / 4 / environmentBytes);
  return {
    environments: Math.max(fewest, Math.min(fit, environmentsPerCore * cores)),
    starting: Math.max(1, Math.floor(cores / 2)),
    requests: Math.max(2, cores),
    requestWaitMs: 2_000,
  };
}

/** A container may be given less than the machine has. */
function memoryHere(): number {
  const limit = process.constrainedMemory();
  return limit > 0 ? Math.min(totalmem(), limit) : totalmem();
}
