import { readdirSync, readFileSync } from "node:fs";

/** What a process and all it started take of the machine. Linux only. */
export interface Footprint {
  processes: number;
  /** Proportional set size of all: what they share counts once. */
  totalMb: number;
  /** Of the process itself. */
  ownMb: number;
  /** Open files of the process itself. */
  handles: number;
}

export function readFootprint(pid: number): Footprint {
  const parents = new Map(processes().map((id) => [id, parentOf(id)]));
  const isBelow = (id: number | undefined): boolean =>
    id !== undefined && (id === pid || isBelow(parents.get(id)));
  const family = [...parents.keys()].filter(isBelow);
  return {
    processes: family.length,
    totalMb: family.reduce((sum, id) => sum + proportionalMb(id), 0),
    ownMb: proportionalMb(pid),
    handles: readdirSync(`/proc/${pid}/fd`).length,
  };
}

const processes = (): number[] =>
  readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .map(Number);

/** Processes end while they are looked at: one that is gone has no parent and takes nothing. */
function parentOf(pid: number): number | undefined {
  const status = readOrNothing(`/proc/${pid}/status`);
  const parent = /^PPid:\s+(\d+)/m.exec(status)?.[1];
  return parent === undefined ? undefined : Number(parent);
}

const proportionalMb = (pid: number): number =>
  Number(/^Pss:\s+(\d+)/m.exec(readOrNothing(`/proc/${pid}/smaps_rollup`))?.[1] ?? 0) / 1024;

function readOrNothing(path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return "";
  }
}
