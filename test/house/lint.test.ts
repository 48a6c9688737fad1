import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { afterAll, expect, it } from "vitest";

const root = resolve(import.meta.dirname, "../..");
const house = mkdtempSync(join(tmpdir(), "crisscross-lint-"));
afterAll(() => rmSync(house, { recursive: true, force: true }));

const { vcs: _, ...rules } = JSON.parse(readFileSync(join(root, "biome.json"), "utf8"));
writeFileSync(join(house, "biome.json"), JSON.stringify(rules));
cpSync(join(root, "scripts/house/seeded.grit"), join(house, "scripts/house/seeded.grit"));

/** What lint says of a file at this path with this text. */
function lint(path: string, text: string): string {
  const file = join(house, path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, `${text}\n`);
  const biome = join(root, "node_modules/@biomejs/biome/bin/biome");
  const { stdout, stderr, status } = spawnSync(
    process.execPath,
    [biome, "lint", "--error-on-warnings", path],
    {
      cwd: house,
      encoding: "utf8",
    },
  );
  rmSync(file);
  return status === 0 ? "" : stdout + stderr;
}

it.each([
  ["packages/core/src/edge/a.ts", "export const nowMs = Date.now();", "core has no clock"],
  ["packages/core/src/edge/a.ts", "export const nowUs = performance.now();", "core has no clock"],
  ["packages/core/src/edge/a.ts", "export const stage = process.env.STAGE;", "core has no clock"],
  ["packages/core/src/edge/a.ts", "export const date = globalThis.Date;", "core has no clock"],
  ["packages/core/src/edge/a.ts", "setTimeout(() => {}, 1);", "core has no clock"],
  ["packages/core/src/edge/a.ts", "setInterval(() => {}, 1);", "core has no clock"],
  ["packages/core/src/edge/a.ts", 'export * from "node:fs";', "core imports its own files"],
  ["packages/core/src/edge/a.ts", "export const dice = Math.random();", "Randomness is seeded"],
  ["packages/local/src/a.ts", "export const dice = Math.random();", "Randomness is seeded"],
  ["packages/functions/src/a.ts", 'export * from "@crisscross/local/cloud";', "functions imports core"],
  ["packages/local/src/a.ts", 'export * from "@crisscross/core/job/job";', "knows nothing of probes"],
  ["packages/cli/src/a.ts", 'export * from "@crisscross/functions/api";', "functions are reached over HTTP"],
  ["stacks/a.ts", 'export * from "@crisscross/local/cloud";', "stacks imports core's"],
])("lint refuses %s with %s", (path, text, message) => {
  expect(lint(path, text)).toContain(message);
});

it("lint has nothing against what is well", () => {
  expect(lint("packages/core/src/edge/a.ts", "export const one = 1;")).toBe("");
});
