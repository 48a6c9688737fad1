import { spawnSync } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterAll, expect, it } from "vitest";

const root = resolve(import.meta.dirname, "../../..");
const house = mkdtempSync(join(tmpdir(), "crisscross-works-"));
afterAll(() => rmSync(house, { recursive: true, force: true }));

for (const name of ["core", "functions"])
  cpSync(join(root, `packages/${name}/src`), join(house, `packages/${name}/src`), { recursive: true });
symlinkSync(join(root, "node_modules"), join(house, "node_modules"));
const { compilerOptions } = JSON.parse(readFileSync(join(root, "tsconfig.json"), "utf8"));
const paths = { "@crisscross/core/*": ["./packages/core/src/*.ts"] };
/** What has a table by work, and nothing that takes the type checker long. */
const tables = ["packages/core/src/job/works.ts", "packages/functions/src/calls/touch-record.ts"];
writeFileSync(
  join(house, "tsconfig.json"),
  JSON.stringify({ compilerOptions: { ...compilerOptions, paths }, files: tables }),
);

/** The files in which the type checker finds faults. */
function faultyFiles(): string[] {
  const tsc = join(root, "node_modules/typescript/bin/tsc");
  const { stdout } = spawnSync(process.execPath, [tsc, "--noEmit", "-p", house, "--pretty", "false"], {
    cwd: house,
    encoding: "utf8",
  });
  return [...new Set([...stdout.matchAll(/^(\S+)\(\d+,\d+\): error/gm)].map(([, file = ""]) => file))].sort();
}

it("a work that a table lacks is a type error in it", () => {
  expect(faultyFiles()).toEqual([]);
  const file = join(house, "packages/core/src/job/works.ts");
  const text = readFileSync(file, "utf8");
  const more = text.replace('"db-put"] as const', '"db-put", "db-scan"] as const');
  expect(more).not.toBe(text);
  writeFileSync(file, more);
  expect(faultyFiles()).toEqual(tables);
});
