import { chmod, lstat, readdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { isOwnName } from "./check-folder.ts";
import { unfinished } from "./keep-file.ts";

/** From now on only the owner can read what this process and its children create. */
export function createPrivately(): void {
  process.umask(0o077);
}

/** Lets only the owner read and write what a data folder keeps, whatever modes its files had; removes half-written files. */
export async function makePrivate(folder: string): Promise<void> {
  for (const name of (await readdir(folder)).filter(isOwnName)) {
    const path = join(folder, name);
    if (unfinished.test(name)) await rm(path, { force: true });
    else await tighten(path);
  }
}

async function tighten(path: string): Promise<void> {
  const stats = await lstat(path);
  // What a link leads to may be anybody's, and pipes and sockets are none of ours.
  if (!stats.isFile() && !stats.isDirectory()) return;
  const mode = stats.isDirectory() ? 0o700 : 0o600;
  if ((stats.mode & 0o777) !== mode) await chmod(path, mode);
  if (!stats.isDirectory()) return;
  for (const name of await readdir(path)) await tighten(join(path, name));
}
