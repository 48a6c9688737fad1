import { readdirSync, readFileSync, readlinkSync } from "node:fs";

/** Whether this machine tells what its processes listen on. */
export const canLook = process.platform === "linux";

/** A process and all that it and its children started, as far as they live. */
export function listFamily(pid: number): number[] {
  const parents = new Map(
    readdirSync("/proc")
      .filter((name) => /^\d+$/.test(name))
      .flatMap((name) => {
        const stat = readOrNothing(`/proc/${name}/stat`);
        const parent = Number(stat.slice(stat.lastIndexOf(")") + 2).split(" ")[1]);
        return stat === "" ? [] : [[Number(name), parent] as const];
      }),
  );
  const family = [pid];
  for (const member of family)
    for (const [child, parent] of parents) if (parent === member) family.push(child);
  return family;
}

/** What these processes can be reached by: "tcp 127.0.0.1:4000", "udp …", "unix PATH". */
export function listDoors(pids: readonly number[]): string[] {
  const own = new Set(pids.flatMap(listSockets));
  const ports = ["tcp", "tcp6", "udp", "udp6"].flatMap((kind) =>
    readRows(`/proc/net/${kind}`).flatMap(([, local = "", , state, , , , , , inode = ""]) =>
      own.has(inode) && (kind.startsWith("udp") || state === "0A") ? [`${kind} ${readAddress(local)}`] : [],
    ),
  );
  const paths = readRows("/proc/net/unix").flatMap(([, , , flags, , , inode = "", path = "unnamed"]) =>
    own.has(inode) && flags === "00010000" ? [`unix ${path}`] : [],
  );
  return [...ports, ...paths].sort();
}

/** Inodes of the sockets that a process holds; none for one that has ended. */
function listSockets(pid: number): string[] {
  try {
    return readdirSync(`/proc/${pid}/fd`).flatMap((fd) => {
      try {
        return /^socket:\[(\d+)\]$/.exec(readlinkSync(`/proc/${pid}/fd/${fd}`))?.[1] ?? [];
      } catch {
        return [];
      }
    });
  } catch {
    return [];
  }
}

function readRows(path: string): string[][] {
  return readOrNothing(path)
    .split("\n")
    .slice(1)
    .map((line) => line.trim().split(/\s+/));
}

/** "0100007F:0FA0" is 127.0.0.1:4000; others stay as they are. */
function readAddress(text: string): string {
  const [host = "", port = ""] = text.split(":");
  const bytes = host.length === 8 ? host.match(/../g)?.reverse() : undefined;
  return `${bytes?.map((byte) => Number.parseInt(byte, 16)).join(".") ?? host}:${Number.parseInt(port, 16)}`;
}

function readOrNothing(path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return "";
  }
}
