import type { Machine } from "./machine.ts";

/** Consumers of each origin: at most so many at a time, the others wait in order. */
export interface Seats {
  take(origin: string): Promise<Machine>;
  /** Without a machine, the one that sat there is gone and the next starts on a new one. */
  free(origin: string, machine: Machine | undefined): void;
}

interface Row {
  idle: Machine[];
  taken: number;
  waiting: ((machine: Machine) => void)[];
}

export function createSeats(perOrigin: number, open: (origin: string) => Machine): Seats {
  const rows = new Map<string, Row>();
  function rowOf(origin: string): Row {
    const found = rows.get(origin) ?? { idle: [], taken: 0, waiting: [] };
    rows.set(origin, found);
    return found;
  }
  return {
    async take(origin) {
      const row = rowOf(origin);
      if (row.taken === perOrigin) return new Promise((resolve) => row.waiting.push(resolve));
      row.taken++;
      return row.idle.pop() ?? open(origin);
    },
    free(origin, machine) {
      const row = rowOf(origin);
      const next = row.waiting.shift();
      if (next) return next(machine ?? open(origin));
      row.taken--;
      if (machine) row.idle.push(machine);
    },
  };
}
