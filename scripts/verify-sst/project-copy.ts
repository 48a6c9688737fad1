import {
  copyFile,
  cp,
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  realpath,
  rm,
  symlink,
  writeFile,
} from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { ensurePlatform } from "../platform.ts";

export const sourceRoot = resolve(import.meta.dirname, "../..");

/** A copy of the project to run SST in: it writes into its project, and tests break handlers there. */
export interface ProjectCopy {
  readonly root: string;
  /** Replaces text in one file; `find` must be there. */
  edit(file: string, find: string, replace: string): Promise<void>;
  remove(): Promise<void>;
}

const files = ["sst.config.ts", "package.json", "package-lock.json", "tsconfig.json"];
const folders = ["stacks", "packages"];

/** Dependencies and SST's platform are linked to, so that nothing is installed. Throws when the platform cannot be had. */
export async function copyProject(): Promise<ProjectCopy> {
  const platform = await ensurePlatform();
  const root = await realpath(await mkdtemp(join(tmpdir(), "crisscross-verify-")));
  for (const file of files) await copyFile(join(sourceRoot, file), join(root, file));
  for (const folder of folders)
    await cp(join(sourceRoot, folder), join(root, folder), {
      recursive: true,
      filter: (source) => !/node_modules|sst-env\.d\.ts$/.test(source.slice(sourceRoot.length)),
    });
  await linkEntries(platform, join(root, ".sst/platform"));
  // It says the providers are installed.
  await copyFile(join(sourceRoot, ".sst/provider-lock.json"), join(root, ".sst/provider-lock.json"));
  await linkEntries(join(sourceRoot, "node_modules"), join(root, "node_modules"), "@crisscross");
  await linkWorkspaces(root);
  return {
    root,
    async edit(file, find, replace) {
      const path = join(root, file);
      const text = await readFile(path, "utf8");
      if (!text.includes(find)) throw new Error(`${file}: not found: ${find}`);
      await writeFile(
        path,
        text.replace(find, () => replace),
      );
    },
    remove: () => rm(root, { recursive: true, force: true }),
  };
}

/** Links to folders and copies files, but for one entry. */
async function linkEntries(from: string, to: string, except?: string): Promise<void> {
  await mkdir(to, { recursive: true });
  for (const entry of await readdir(from, { withFileTypes: true })) {
    if (entry.name === except) continue;
    const [source, target] = [join(from, entry.name), join(to, entry.name)];
    if (entry.isFile()) await copyFile(source, target);
    else await symlink(source, target, "junction");
  }
}

/** Our own packages are those of the copy. */
async function linkWorkspaces(root: string): Promise<void> {
  const scope = join(root, "node_modules/@crisscross");
  await mkdir(scope);
  for (const name of await readdir(join(root, "packages")))
    await symlink(join(root, "packages", name), join(scope, name), "junction");
}
