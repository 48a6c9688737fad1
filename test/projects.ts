import { glob } from "node:fs/promises";
import { relative, resolve } from "node:path";
import { build, type Metafile, type Plugin } from "esbuild";

const root = resolve(import.meta.dirname, "..");

/** What starts processes, directly or, as esbuild does, behind the scenes. */
const starters: readonly string[] = ["node:child_process", "node:cluster", "node:worker_threads", "esbuild"];

export interface Projects {
  /** Files of tests that start no process, so no local cloud, no synthesis and no SST. */
  unit: string[];
  system: string[];
}

/**
 * Sorts test files by what they can reach through their imports: those that can start a process are system tests. A new
 * file so falls into its project by itself. Paths are relative to the root folder.
 */
export async function sortTests(folder = "test"): Promise<Projects> {
  const files = await Array.fromAsync(glob(`${folder}/**/*.test.ts`, { cwd: root }));
  const { inputs } = await readImports(files);
  const projects: Projects = { unit: [], system: [] };
  for (const file of files.sort()) projects[reaches(file, inputs, starters) ? "system" : "unit"].push(file);
  return projects;
}

/** All modules of ours that the files import, with their imports; types are none. */
async function readImports(files: readonly string[]): Promise<Metafile> {
  const { metafile } = await build({
    entryPoints: [...files],
    absWorkingDir: root,
    bundle: true,
    format: "esm",
    platform: "node",
    outdir: "unwritten",
    write: false,
    metafile: true,
    logLevel: "silent",
    plugins: [leaveOutPackages],
  });
  return metafile;
}

const leaveOutPackages: Plugin = {
  name: "leave-out-packages",
  setup({ onResolve }) {
    onResolve({ filter: /^[^./]/ }, ({ path, kind }) =>
      kind === "entry-point" || path.startsWith("@crisscross/") ? undefined : { path, external: true },
    );
  },
};

/** Tests may import the cloud when they run; what they test may, and then starts nothing as long as no test makes it. */
function reaches(file: string, inputs: Metafile["inputs"], targets: readonly string[]): boolean {
  const seen = new Set<string>();
  const look = (path: string): boolean => {
    if (seen.has(path)) return false;
    seen.add(path);
    const imports = inputs[path]?.imports ?? [];
    return imports
      .filter(({ kind }) => kind !== "dynamic-import" || path.startsWith("test/"))
      .some(({ path: next }) => targets.includes(next) || look(next));
  };
  return look(relative(root, resolve(root, file)));
}
