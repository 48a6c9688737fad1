import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { build, type Plugin } from "esbuild";

/** Another reading of one source in stacks/: `file` is relative to it, `find` occurs in it exactly once. */
export interface Edit {
  file: string;
  find: string;
  replace: string;
}

/** scripts/synth/program.ts and stacks/ in one module, which imports SST's component sources from `platformModule`. */
export const bundleProgram = async (
  root: string,
  platform: string,
  edits: readonly Edit[],
): Promise<Uint8Array> =>
  bundle(join(root, "scripts/synth/program.ts"), platform, [
    leaveOutPlatform,
    substitute(await applyEdits(edits.map((edit) => ({ ...edit, file: join(root, "stacks", edit.file) })))),
  ]);

/** How a program imports SST's component sources: from beside it. */
export const platformModule = "./platform.mjs";

const bundledPlatforms = new Map<string, Promise<Uint8Array>>();

/** SST's component sources in one module; packages stay outside. A process bundles them once, for all its programs. */
export function bundlePlatform(root: string, platform: string): Promise<Uint8Array> {
  const kept = bundledPlatforms.get(platform) ?? bundleComponents(root, platform);
  bundledPlatforms.set(platform, kept);
  return kept;
}

const bundleComponents = async (root: string, platform: string): Promise<Uint8Array> =>
  bundle(join(root, "scripts/synth/platform.ts"), platform, [
    substitute(
      await applyEdits([
        {
          // SST ends physical names with random letters.
          file: join(platform, "src/components/naming.ts"),
          find: `return \`\${main}-\${random}\${suffix}\`;`,
          replace: `return \`\${main}\${suffix}\`;`,
        },
      ]),
    ),
  ]);

async function bundle(entryPoint: string, platform: string, plugins: Plugin[]): Promise<Uint8Array> {
  const { dependencies } = JSON.parse(await readFile(join(platform, "package.json"), "utf8")) as {
    dependencies: Record<string, string>;
  };
  const { outputFiles } = await build({
    entryPoints: [entryPoint],
    bundle: true,
    write: false,
    platform: "node",
    format: "esm",
    target: "node24",
    external: Object.keys(dependencies).flatMap((name) => [name, `${name}/*`]),
    tsconfigRaw: {},
    plugins,
    logLevel: "silent",
  });
  const [module] = outputFiles;
  if (module === undefined) throw new Error(`esbuild returned no module for ${entryPoint}`);
  return module.contents;
}

/** The sources edited, by absolute path. Throws when an edit does not say exactly one place. */
async function applyEdits(edits: readonly Edit[]): Promise<Map<string, string>> {
  const sources = new Map<string, string>();
  for (const { file, find, replace } of edits) {
    const source = sources.get(file) ?? (await readFile(file, "utf8"));
    const places = source.split(find).length - 1;
    if (places !== 1) throw new Error(`${file}: found ${places} times, expected once: ${find}`);
    sources.set(
      file,
      source.replace(find, () => replace),
    );
  }
  return sources;
}

const substitute = (sources: ReadonlyMap<string, string>): Plugin => ({
  name: "substitute",
  setup(build) {
    build.onLoad({ filter: /\.ts$/ }, ({ path }) => {
      const contents = sources.get(path);
      return contents === undefined ? undefined : { contents, loader: "ts" };
    });
  },
});

const leaveOutPlatform: Plugin = {
  name: "leave-out-platform",
  setup(build) {
    build.onResolve({ filter: /^\.\/platform\.ts$/ }, () => ({ path: platformModule, external: true }));
  },
};
