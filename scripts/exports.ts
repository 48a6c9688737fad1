// Writes what packages export: the modules that others, tests among them, import by the package's name.
import { readFile, writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { exportsOf } from "./house/exports.ts";
import { readImports } from "./house/imports.ts";

const root = resolve(import.meta.dirname, "..");
const imports = readImports(root);

for (const name of ["core", "functions", "local", "client"]) {
  const file = join(root, "packages", name, "package.json");
  const before = JSON.parse(await readFile(file, "utf8"));
  await writeFile(file, `${JSON.stringify({ ...before, exports: exportsOf(name, imports) }, null, 2)}\n`);
}
