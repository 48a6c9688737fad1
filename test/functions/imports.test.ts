import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, describe, expect, it, vi } from "vitest";

const root = join(import.meta.dirname, "../..");
const modules = globSync("packages/functions/src/*/**/*.ts", { cwd: root });

describe("modules of functions other than handlers", () => {
  afterEach(() => vi.unstubAllEnvs());

  it("load without anything in the environment", async () => {
    for (const name of Object.keys(process.env).filter((one) => one.startsWith("AWS_")))
      vi.stubEnv(name, undefined);
    vi.resetModules();
    expect(modules.length).toBeGreaterThan(80);
    for (const path of modules) await import(join(root, path));
  });

  it("read it in two places only, which the handlers call", () => {
    const reading = modules.filter((path) => readFileSync(join(root, path), "utf8").includes("process.env"));
    expect(reading.map((path) => path.split(/[/\\]/).slice(-2).join("/")).sort()).toEqual([
      "edges/execution-environment.ts",
      "edges/variables.ts",
    ]);
  });
});
