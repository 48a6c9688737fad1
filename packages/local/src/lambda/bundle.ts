import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { mkdir, symlink } from "node:fs/promises";
import { basename, extname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { type BuildOptions, build } from "esbuild";
import { andLeave } from "./build.ts";
import type { FunctionSpec } from "./contract.ts";
import { buildKept, type OneFileBuild } from "./kept-bundle.ts";
import { sstBanner, sstOptions } from "./sst-options.ts";

export interface Bundle {
  /** Absolute path of the ES module. */
  file: string;
  exportName: string;
  /** Directory the file is in: the function's task root. */
  taskRoot: string;
}

const extensions = [".ts", ".tsx", ".mts", ".cts", ".js", ".jsx", ".mjs", ".cjs"];

/** Over these lie the options that the graph has for a function. */
const sstDefaults: BuildOptions = {
  ...sstOptions,
  mainFields: [...sstOptions.mainFields],
  external: [...sstOptions.external],
  target: "esnext",
  minify: true,
  banner: { js: sstBanner.join("\n") },
};

/**
 * Returns a bundler that writes below `directory` and builds each (handler, options) once; it takes what is in `kept`, and
 * keeps what it builds there. It rejects, naming the handler, when the file is missing or does not build.
 */
export function createBundler(
  directory: string,
  kept?: string,
): (source: FunctionSpec["source"]) => Promise<Bundle> {
  const bundles = new Map<string, Promise<Bundle>>();
  return (source) => {
    const key = createHash("sha256").update(JSON.stringify(source)).digest("hex").slice(0, 16);
    const known = bundles.get(key);
    if (known) return known;
    const bundle = bundleHandler(source, join(directory, key), kept);
    bundles.set(key, bundle);
    return bundle;
  };
}

async function bundleHandler(
  source: FunctionSpec["source"],
  taskRoot: string,
  kept: string | undefined,
): Promise<Bundle> {
  const exportName = extname(source.handler).slice(1);
  const stem = source.handler.slice(0, -exportName.length - 1);
  const entry = extensions.map((extension) => join(source.root, stem + extension)).find(existsSync);
  if (exportName === "" || entry === undefined) {
    throw new Error(`No source file for the handler ${source.handler}; looked in ${source.root}.`);
  }
  const file = join(taskRoot, `${basename(stem)}.mjs`);
  await mkdir(taskRoot, { recursive: true });
  await buildOrTake(kept, {
    ...sstDefaults,
    ...source.esbuild,
    entryPoints: [entry],
    absWorkingDir: source.root,
    bundle: true,
    platform: "node",
    outfile: file,
    logLevel: "silent",
  }).catch((cause: Error) => {
    throw new Error(`The handler ${source.handler} does not build: ${cause.message}`, { cause });
  });
  // Packages left out of the bundle are found where SST would have installed them.
  await symlink(join(source.root, "node_modules"), join(taskRoot, "node_modules"), "junction");
  return { file, exportName, taskRoot };
}

const buildOrTake = (kept: string | undefined, options: OneFileBuild): Promise<unknown> =>
  kept === undefined ? andLeave(() => build(options)) : buildKept(options, kept);

/** Writes the runtime as plain JavaScript, so that no environment pays for stripping its types. */
export async function bundleRuntime(directory: string, kept?: string): Promise<string> {
  const file = join(directory, "runtime.cjs");
  await buildOrTake(kept, {
    entryPoints: [fileURLToPath(new URL("./runtime.ts", import.meta.url))],
    absWorkingDir: import.meta.dirname,
    bundle: true,
    platform: "node",
    format: "cjs",
    target: "node24",
    outfile: file,
    logLevel: "silent",
  });
  return file;
}
