import { existsSync } from "node:fs";
import { readFile, statfs } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import { checkPort } from "../cloud/listening-port.ts";
import { CommandError } from "../terminal/command-error.ts";
import { reasonOf } from "../terminal/reason.ts";
import { type Check, failed, ok } from "./check.ts";

const leastNode = [22, 18] as const;

/** Whether this Node.js can run the sources: it strips types by itself from 22.18 on. */
export function checkNode(version: string): Check {
  const [major = 0, minor = 0] = version.split(".").map(Number);
  const isEnough = major > leastNode[0] || (major === leastNode[0] && minor >= leastNode[1]);
  return isEnough
    ? ok("Node.js", version)
    : failed(
        "Node.js",
        `${version}; ${leastNode.join(".")} is needed`,
        "run npm ci: it installs Node.js 24 here",
      );
}

/** Whether a local cloud can listen, on `port` or on any. */
export async function checkListening(port: number): Promise<Check> {
  const where = port === 0 ? "a free port of 127.0.0.1" : `port ${port} of 127.0.0.1`;
  try {
    await checkPort(port);
    return ok("ports", `${where} can be listened on`);
  } catch (error) {
    const why = error instanceof CommandError ? error.message.replace("--port: ", "") : reasonOf(error);
    return failed("ports", why, "name another with --port, or look at what holds it: ss -ltnp, lsof -i");
  }
}

/** Jobs of a local cloud are kept in the one folder, and it works in the other. */
const leastFreeMb = 200;

/** Whether there is room, where a data folder is or would be made and in the temporary folder. */
export async function checkDisk(
  folders: readonly string[],
  free: (folder: string) => Promise<number> = freeMb,
): Promise<Check> {
  const found: string[] = [];
  try {
    for (const folder of new Set(folders.map(nearest))) {
      const mb = await free(folder);
      if (mb < leastFreeMb)
        return failed(
          "disk",
          `${folder} has ${Math.floor(mb)} MB free; a local cloud may need ${leastFreeMb}`,
          "make room there, or name another folder with --data (temporary files: with TMPDIR)",
        );
      found.push(`${(mb / 1_000).toFixed(1)} GB free in ${folder}`);
    }
    return ok("disk", found.join(", "));
  } catch (error) {
    return failed("disk", reasonOf(error), "name a folder that can be read with --data");
  }
}

/** The folder itself, or the first above it that is there. */
function nearest(folder: string): string {
  const path = resolve(folder);
  return existsSync(path) || dirname(path) === path ? path : nearest(dirname(path));
}

async function freeMb(folder: string): Promise<number> {
  const { bavail, bsize } = await statfs(folder);
  return (bavail * bsize) / 1e6;
}

/** Whether SST's components are there, in the version that is pinned. Only deploying and the types of stacks/ need them. */
export async function checkPlatform(root: string): Promise<Check> {
  const todo =
    "node scripts/platform.ts fetches it (about 320 MB from the npm registry); the first npm test would, too";
  try {
    const { version } = JSON.parse(await readFile(join(root, "node_modules/sst/package.json"), "utf8"));
    const installed = (await readFile(join(root, ".sst/platform/version"), "utf8")).trim();
    if (installed === version) return ok("SST platform", installed);
    return { name: "SST platform", state: "note", found: `${installed}, and ${version} is pinned`, todo };
  } catch {
    return {
      name: "SST platform",
      state: "note",
      found: "not there: only deploying and types need it",
      todo,
    };
  }
}
