import { randomBytes } from "node:crypto";
import { readdir, rm } from "node:fs/promises";
import { hostname } from "node:os";
import { basename, dirname, join } from "node:path";

const host = hostname().replace(/[^A-Za-z0-9-]/g, "-");

/** This process's files. A process number is used again: in a container that is started again it is always the same. */
const own = new Set<string>();

/** The name a file has until it is complete. It says whose it is: machine and process. Give it back to `forgetPartial`. */
export function newPartial(path: string): string {
  const partial = `${path}.${host}.${process.pid}.${randomBytes(4).toString("hex")}.part`;
  own.add(partial);
  return partial;
}

export const forgetPartial = (partial: string): boolean => own.delete(partial);

/** Removes what earlier processes of this machine, killed while they wrote `path`, left beside it. Never one that is being written. */
export async function removeLeftovers(path: string): Promise<void> {
  const folder = dirname(path);
  for (const name of await readdir(folder)) {
    if (!name.startsWith(`${basename(path)}.${host}.`)) continue;
    const pid = /^\.(\d+)\.[0-9a-f]{8}\.part$/.exec(name.slice(basename(path).length + 1 + host.length))?.[1];
    if (pid === undefined || isWriting(Number(pid), join(folder, name))) continue;
    await rm(join(folder, name), { force: true });
  }
}

function isWriting(pid: number, partial: string): boolean {
  if (pid === process.pid) return own.has(partial);
  try {
    return process.kill(pid, 0);
  } catch (error) {
    // EPERM: there is such a process, of another user.
    return (error as NodeJS.ErrnoException).code !== "ESRCH";
  }
}
