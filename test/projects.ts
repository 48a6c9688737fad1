import { glob, readFile } from "node:fs/promises";
import { join, relative, resolve } from "node:path";
import { type BuildFailure, build, type Metafile, type Plugin } from "esbuild";

const root = resolve(import.meta.dirname, "..");

/**
 * What starts processes: directly, behind the scenes as esbuild does, or by what it loads then as the local cloud does.
 * And the servers that the local cloud embeds, and browsers.
 */
const starters: readonly string[] = [
  ...["node:child_process", "node:cluster", "node:worker_threads", "esbuild"],
  ...["dynalite", "fauxqs", "playwright-core"],
  "packages/local/src/cloud.ts",
];

/**
 * Files share processes, and Node's own modules, which nothing loads anew. Who wants that, or asks the kernel what his own process
 * has, has one to himself.
 */
const wantsProcess = /\bvi\.(resetModules|mock|doMock)\b|\/proc\/self\//;

export interface Projects {
  /** Files of tests that start no process, so no local cloud, no synthesis and no SST. */
  unit: string[];
  system: string[];
  /** Those that would disturb others in one process, or be disturbed. */
  alone: string[];
}

/** Every test file, in its project. Paths are relative to the root folder. */
export const sortTests = async (): Promise<Projects> =>
  sortFiles(await Array.fromAsync(glob("test/**/*.test.ts", { cwd: root })));

/**
 * Sorts test files by what they can reach through their imports: those that can start a process are system tests. Those
 * that want a process to themselves say so by what they use. A new file so falls into its project by itself.
 */
export async function sortFiles(files: readonly string[]): Promise<Projects> {
  const { inputs } = await readImports(files);
  const projects: Projects = { unit: [], system: [], alone: [] };
  for (const file of files.toSorted()) {
    const isAlone = wantsProcess.test(await readFile(join(root, file), "utf8"));
    const others = reaches(file, inputs, starters) ? "system" : "unit";
    projects[isAlone ? "alone" : others].push(file);
  }
  return projects;
}

/**
 * All modules of ours that the files import, with their imports; types are none. What is not there yet fails in the test
 * that imports it, and not here.
 */
async function readImports(files: readonly string[], missing: string[] = []): Promise<Metafile> {
  try {
    const { metafile } = await build({
      entryPoints: [...files],
      absWorkingDir: root,
      bundle: true,
      format: "esm",
      splitting: true,
      platform: "node",
      outdir: "unwritten",
      write: false,
      metafile: true,
      logLevel: "silent",
      external: missing,
      plugins: [leaveOutPackages],
    });
    return metafile;
  } catch (error) {
    const unresolved = (error as BuildFailure).errors.map(
      ({ text }) => /^Could not resolve "(.+)"$/.exec(text)?.[1],
    );
    const found = unresolved.filter((path) => path !== undefined);
    if (missing.length > 0 || found.length === 0 || found.length < unresolved.length) throw error;
    return readImports(files, found);
  }
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
