import type { Machine } from "./machine.ts";

/** One connection's truth: what making it takes, in µs of true time, and what every call over it takes more. */
export interface ConnectionTruth {
  tcpUs: number;
  tlsUs: number;
  /** For a first, unsigned answer over it. */
  greetingUs: number;
  /** Of its path and its front end: the same for all calls over it. */
  offsetUs: number;
  /** Calls after which the other end has closed it. */
  calls: number;
  /** Its owner stood still when it was closed, so that what it writes next finds it dead. */
  diesUnseen?: boolean;
}

/** What the world decides of the number-th connection of an environment. A pure function. */
export type ConnectionOf = (environment: string, number: number) => ConnectionTruth;

export interface Taken extends ConnectionTruth {
  /** Among those of its environment, from 1; 0 where they are not told apart. */
  number: number;
  isNew: boolean;
  /** Nothing was called from this environment so, over a connection of this kind to this place. */
  isFirst: boolean;
  /** It was kept, and is closed: its caller will find out. */
  isDead: boolean;
}

/** The connections of all environments: each keeps one for every place, as long as that lasts. */
export interface Connections {
  take(machine: Machine, place: string, kind: "reused" | "fresh"): Taken;
}

/** Stands for good, was there from the beginning, costs nothing and is nobody's first. */
const still: Taken = {
  ...{ tcpUs: 0, tlsUs: 0, greetingUs: 0, offsetUs: 0, calls: Number.POSITIVE_INFINITY },
  ...{ number: 0, isNew: false, isFirst: false, isDead: false },
};

/** Without `connectionOf` it is not known whose calls went over which. */
export function createConnections(connectionOf?: ConnectionOf): Connections {
  if (!connectionOf) return { take: () => still };
  const made = new Map<string, number>();
  const kept = new Map<string, { taken: Taken; left: number }>();
  const known = new Set<string>();
  return {
    take(machine, place, kind) {
      const key = `${machine.name} ${place} ${kind}`;
      const isFirst = !known.has(key);
      known.add(key);
      const old = kind === "reused" ? kept.get(key) : undefined;
      if (old && old.left > 0) {
        old.left--;
        return { ...old.taken, isNew: false, isFirst };
      }
      kept.delete(key);
      if (old?.taken.diesUnseen) return { ...old.taken, isNew: false, isFirst, isDead: true };
      const number = (made.get(machine.name) ?? 0) + 1;
      made.set(machine.name, number);
      const connection = connectionOf(machine.name, number);
      const taken = { ...connection, number, isNew: true, isFirst, isDead: false };
      if (kind === "reused") kept.set(key, { taken, left: connection.calls - 1 });
      return taken;
    },
  };
}
