import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { build } from "esbuild";

/**
 * The functions SST bundled, by component. Throws when a bundle exports no `handler`: SST does not look, and the function
 * would fail when it is first called.
 */
export async function checkBundles(root: string): Promise<string[]> {
  const artifacts = join(root, ".sst/artifacts");
  const entries = await readdir(artifacts);
  const names = entries.filter((name) => name.endsWith("-src")).map((name) => name.replace(/-src$/, ""));
  const without: string[] = [];
  for (const name of names)
    if (!(await exportsOf(join(artifacts, `${name}-src`, "bundle.mjs"))).includes("handler"))
      without.push(name);
  if (without.length > 0) throw new Error(`these functions export no \`handler\`: ${without.join(", ")}`);
  return names.sort();
}

async function exportsOf(file: string): Promise<string[]> {
  const { metafile } = await build({
    entryPoints: [file],
    format: "esm",
    write: false,
    metafile: true,
    logLevel: "silent",
  });
  return Object.values(metafile.outputs).flatMap(({ exports }) => exports);
}
