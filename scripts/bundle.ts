import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { build, type Plugin } from "esbuild";

/** Another reading of one source in stacks/: `file` is relative to it, `find` occurs in it exactly once. */
export interface Edit {
  file: string;
  find: string;
  replace: string;
}

/** scripts/synth/program.ts, stacks/ and SST's component sources in one module; packages stay outside. */
export async function bundleProgram(
  root: string,
  platform: string,
  edits: readonly Edit[],
): Promise<Uint8Array> {
  const { dependencies } = JSON.parse(await readFile(join(platform, "package.json"), "utf8")) as {
    dependencies: Record<string, string>;
  };
  const naming = join(platform, "src/components/naming.ts");
  const sources = await applyEdits([
    ...edits.map((edit) => ({ ...edit, file: join(root, "stacks", edit.file) })),
    {
      // SST ends physical names with random letters.
      file: naming,
      find: `return \`\${main}-\${random}\${suffix}\`;`,
      replace: `return \`\${main}\${suffix}\`;`,
    },
  ]);
  const { outputFiles } = await build({
    entryPoints: [join(root, "scripts/synth/program.ts")],
    bundle: true,
    write: false,
    platform: "node",
    format: "esm",
    target: "node24",
    external: Object.keys(dependencies).flatMap((name) => [name, `${name}/*`]),
    tsconfigRaw: {},
    plugins: [substitute(sources)],
    logLevel: "silent",
  });
  const [program] = outputFiles;
  if (program === undefined) throw new Error("esbuild returned no program for scripts/synth/program.ts");
  return program.contents;
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
