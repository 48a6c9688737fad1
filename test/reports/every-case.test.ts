import { existsSync, readFileSync } from "node:fs";
import { glob } from "node:fs/promises";
import { dirname, join } from "node:path";
import { describe, expect, it } from "vitest";
import { register } from "./register.ts";

const root = join(import.meta.dirname, "../..");

async function readAll(pattern: string): Promise<Map<string, string>> {
  const files = new Map<string, string>();
  for await (const file of glob(pattern, { cwd: root, exclude: ["**/node_modules/**"] }))
    files.set(file, readFileSync(join(root, file), "utf8"));
  return files;
}

/** Data that a test imports as JSON or reads by its name beside it belongs to what it says. */
function withData(file: string, text: string): string {
  const named = [...text.matchAll(/"(\.[^"]*\.json)"/g)].map(([, path = ""]) =>
    join(root, dirname(file), path),
  );
  return [text, ...named.filter(existsSync).map((path) => readFileSync(path, "utf8"))].join("\n");
}

const own = join("test", "reports", "every-case.test.ts");
const tests = [...(await readAll("test/**/*.test.ts"))]
  .filter(([file]) => file !== own)
  .map(([file, text]) => ({ file, says: withData(file, text) }));

describe("every case of the bug reports has a test that names it", () => {
  it.each([...register])("%s %j", (number, outcome) => {
    const found = tests.filter(({ says }) => new RegExp(`\\b${number}\\b`).test(says));
    expect(found.map(({ file }) => file)).not.toEqual([]);
    // What is refused is refused in the register's words, which its own test takes from there.
    if (outcome !== "passes") expect(found.filter(({ says }) => says.includes("refusalOf("))).not.toEqual([]);
  });
});
