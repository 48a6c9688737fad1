import { createHash, randomUUID } from "node:crypto";
import { copyFile, mkdir, readFile, rename, rm, stat, writeFile } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import { type BuildOptions, build, version } from "esbuild";
import { andLeave } from "./build.ts";

/** A file the bundle was made of, as it was then. */
type Source = readonly [path: string, size: number, modifiedMs: number];

export type OneFileBuild = BuildOptions & { outfile: string; absWorkingDir: string };

/**
 * Builds a module as `build` does, or takes it from `directory` when it was built there with the same options and its
 * sources are unchanged. `options.outfile` is written either way; a directory that takes nothing costs the next build its time.
 */
export async function buildKept(options: OneFileBuild, directory: string): Promise<void> {
  const { outfile, ...rest } = options;
  const key = createHash("sha256")
    .update(JSON.stringify([version, rest]))
    .digest("hex")
    .slice(0, 32);
  const kept = join(directory, key);
  if (await isFresh(`${kept}.json`)) return copyFile(`${kept}.mjs`, outfile);
  const { metafile } = await andLeave(() => build({ ...options, metafile: true }));
  // esbuild names in parentheses what a package has no file for on this platform.
  const files = Object.keys(metafile.inputs).filter((path) => !path.startsWith("("));
  const sources = files.map((path) => resolve(rest.absWorkingDir, path));
  await keep(kept, outfile, sources).catch(() => {});
}

/** Another process may build the same: each file is whole at any time, and the list of sources comes last. */
async function keep(kept: string, outfile: string, sources: readonly string[]): Promise<void> {
  await mkdir(dirname(kept), { recursive: true });
  const list = JSON.stringify(await Promise.all(sources.map(describe)));
  await put(`${kept}.mjs`, (draft) => copyFile(outfile, draft));
  await put(`${kept}.json`, (draft) => writeFile(draft, list));
}

async function put(file: string, write: (draft: string) => Promise<void>): Promise<void> {
  const draft = `${file}.${randomUUID()}`;
  try {
    await write(draft);
    await rename(draft, file);
  } catch (error) {
    await rm(draft, { force: true });
    throw error;
  }
}

async function describe(path: string): Promise<Source> {
  const { size, mtimeMs } = await stat(path);
  return [path, size, mtimeMs];
}

/** Whether the bundle whose sources are listed in a file is there, and none of them changed. */
async function isFresh(list: string): Promise<boolean> {
  try {
    const sources = JSON.parse(await readFile(list, "utf8")) as Source[];
    const now = await Promise.all(sources.map(([path]) => describe(path)));
    return JSON.stringify(now) === JSON.stringify(sources);
  } catch {
    return false;
  }
}
