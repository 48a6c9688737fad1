import { createHash } from "node:crypto";
import { glob, readFile } from "node:fs/promises";
import { join, resolve } from "node:path";

export const webFolder = resolve(import.meta.dirname, "../..");
const root = resolve(webFolder, "../..");

/** All that the page is made of: its sources, those it imports, and the versions of packages. */
const sources = [
  "packages/web/{index.html,package.json}",
  "packages/{web,core,client}/src/**/*.*",
  "package-lock.json",
];

/** A hash of what the page is made of, by content, so that a copy of the folder needs no build. */
export async function keyOfSources(): Promise<string> {
  const paths = (await Array.fromAsync(glob(sources, { cwd: root }))).toSorted();
  const hash = createHash("sha256");
  for (const path of paths) {
    const bytes = await readFile(join(root, path));
    hash.update(`${path.replaceAll("\\", "/")} ${bytes.length}\n`).update(bytes);
  }
  return hash.digest("hex");
}
