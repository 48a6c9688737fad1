import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, posix, relative, sep } from "node:path";

export interface Import {
  /** Paths from the root of the repository, with forward slashes. */
  from: string;
  to: string;
  /**
   * What loads it: a static one is loaded with the importing module, a dynamic one by `import(…)`, a type never. Node.js
   * loads also what only an inline `{ type A }` is imported from, so that is static.
   */
  kind: "static" | "dynamic" | "type";
}

const statement = /^(?:import|export)\b(?:[^"';]*?\bfrom)?\s*"([^"]+)"/gm;
const dynamic = /\bimport\(\s*"([^"]+)"\s*\)/g;

/** Every import of a source file of our packages from another, type imports included. */
export function readImports(root: string): Import[] {
  const files = readdirSync(join(root, "packages"), { withFileTypes: true }).flatMap(({ name }) =>
    listSources(join(root, "packages", name, "src")),
  );
  return files.flatMap((file) => {
    const text = readFileSync(file, "utf8");
    const from = relative(root, file).split(sep).join("/");
    const found = (pattern: RegExp, kindOf: (words: string) => Import["kind"]): Import[] =>
      [...text.matchAll(pattern)].flatMap(([words, specifier = ""]) => {
        const to = resolve(from, specifier);
        return to === undefined ? [] : [{ from, to, kind: kindOf(words) }];
      });
    return [...found(statement, kindOfStatement), ...found(dynamic, () => "dynamic")];
  });
}

const kindOfStatement = (words: string): Import["kind"] =>
  /^(?:import|export)\s+type\b(?!\s+from\b)/.test(words) ? "type" : "static";

/** The file a specifier names; undefined for what is not ours. */
function resolve(from: string, specifier: string): string | undefined {
  if (specifier.startsWith(".")) return posix.normalize(posix.join(dirname(from), specifier));
  const [, name, path] = /^@crisscross\/([^/]+)\/(.+)$/.exec(specifier) ?? [];
  return name === undefined ? undefined : `packages/${name}/src/${path}.ts`;
}

export function listSources(folder: string): string[] {
  try {
    return readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && /(?<!\.d)\.tsx?$/.test(entry.name))
      .map((entry) => join(entry.parentPath, entry.name));
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return [];
    throw error;
  }
}
