import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, posix, relative, sep } from "node:path";

export interface Import {
  /** Paths from the root of the repository, with forward slashes. */
  from: string;
  to: string;
  /** Whether it is evaluated when the importing module is: `import(…)` is not, and `import type` is never. */
  isStatic: boolean;
}

const statement = /^(?:import|export)\b(?:[^"';]*?\bfrom)?\s*"([^"]+)"/gm;
const typeOnly = /^(?:import|export)\s+type\b/;
const dynamic = /\bimport\(\s*"([^"]+)"\s*\)/g;

/** Every import of a source file of our packages from another, type imports included. */
export function readImports(root: string): Import[] {
  const files = readdirSync(join(root, "packages"), { withFileTypes: true }).flatMap(({ name }) =>
    listSources(join(root, "packages", name, "src")),
  );
  return files.flatMap((file) => {
    const text = readFileSync(file, "utf8");
    const from = relative(root, file).split(sep).join("/");
    const found = (pattern: RegExp, isEvaluated: (words: string) => boolean): Import[] =>
      [...text.matchAll(pattern)].flatMap(([words, specifier = ""]) => {
        const to = resolve(from, specifier);
        return to === undefined ? [] : [{ from, to, isStatic: isEvaluated(words) }];
      });
    return [...found(statement, (words) => !typeOnly.test(words)), ...found(dynamic, () => false)];
  });
}

/** The source file a specifier names; undefined for what is not ours, or no source, such as package.json. */
function resolve(from: string, specifier: string): string | undefined {
  if (specifier.startsWith("."))
    return /\.tsx?$/.test(specifier) ? posix.normalize(posix.join(dirname(from), specifier)) : undefined;
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
