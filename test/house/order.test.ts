import { mkdtempSync, rmSync } from "node:fs";
import { mkdir, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { faultsOf } from "../../scripts/house/faults.ts";
import { readImports } from "../../scripts/house/imports.ts";

const root = resolve(import.meta.dirname, "../..");

it("nobody imports upward, and no files import each other in a circle", () => {
  const imports = readImports(root);
  expect(imports.length).toBeGreaterThan(500);
  expect(faultsOf(imports)).toEqual([]);
});

describe("a house with", () => {
  const folder = mkdtempSync(join(tmpdir(), "crisscross-house-"));
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  async function faultsIn(files: Record<string, string>): Promise<string[]> {
    for (const [path, text] of Object.entries(files)) {
      const file = join(
        folder,
        /^(core|functions|local|client|cli|web)\//.test(path) ? "packages" : ".",
        path,
      );
      await mkdir(dirname(file), { recursive: true });
      await writeFile(file, text);
    }
    return faultsOf(readImports(folder));
  }

  it.each<[string, Record<string, string>, RegExp]>([
    [
      "an upward import",
      { "core/src/edge/a.ts": 'import { b } from "../job/b.ts";\n', "core/src/job/b.ts": "" },
      /core\/src\/edge\/a\.ts imports packages\/core\/src\/job\/b\.ts: job stands above edge/,
    ],
    [
      "an upward import of a type alone",
      { "core/src/edge/a.ts": 'import type { B } from "../documents/b.ts";\n' },
      /documents stands above edge/,
    ],
    [
      "an upward export over several lines",
      { "core/src/edge/a.ts": 'export {\n  b,\n  c,\n} from "../job/b.ts";\n' },
      /job stands above edge/,
    ],
    [
      "a circle of three files in one room",
      {
        "core/src/edge/a.ts": 'import "./b.ts";\n',
        "core/src/edge/b.ts": 'import type { C } from "./c.ts";\n',
        "core/src/edge/c.ts": 'import { a } from "./a.ts";\n',
      },
      /edge\/a\.ts, .*edge\/b\.ts, .*edge\/c\.ts: import each other in a circle/,
    ],
    [
      "a room that the order does not list",
      { "core/src/attic/a.ts": 'import "../edge/b.ts";\n' },
      /the order has no room attic of core/,
    ],
    [
      "a package that may not be imported",
      { "functions/src/a.ts": 'import "@crisscross/local/cloud";\n' },
      /functions may not import local/,
    ],
    [
      "a client that needs the workspace",
      { "client/src/a.ts": 'import type { JobView } from "@crisscross/core/documents/job-view";\n' },
      /client may not import core/,
    ],
    [
      "a domain that calls the API",
      { "core/src/edge/a.ts": 'import { createClient } from "@crisscross/client/client";\n' },
      /core may not import client/,
    ],
    [
      "a static import of the local cloud in the command",
      { "cli/src/a.ts": 'import { startCloud } from "@crisscross/local/cloud";\n' },
      /only when it is needed, by import\(\)/,
    ],
    [
      "a static export of the local cloud in the command",
      { "cli/src/cloud/a.ts": 'export * from "@crisscross/local/cloud";\n' },
      /only when it is needed, by import\(\)/,
    ],
    [
      "a type of the local cloud that is imported with a value",
      { "cli/src/cloud/a.ts": 'import { type Cloud, startCloud } from "@crisscross/local/cloud";\n' },
      /only when it is needed, by import\(\)/,
    ],
    [
      "an inline type of the local cloud, for which Node.js loads the module",
      { "cli/src/cloud/a.ts": 'import { type Cloud } from "@crisscross/local/cloud";\n' },
      /only when it is needed, by import\(\)/,
    ],
    [
      "an import() of the local cloud that runs with its module",
      { "cli/src/a.ts": 'const { startCloud } = await import("@crisscross/local/cloud");\n' },
      /only when it is needed, by import\(\)/,
    ],
    [
      "a command that loads core before it runs",
      { "cli/src/commands/a.ts": 'import { limits } from "@crisscross/core/job/job";\n' },
      /a command loads what it needs when it runs/,
    ],
    [
      "a command that loads a lower room before it runs",
      { "cli/src/commands/a.ts": 'import { connect } from "../cloud/connect.ts";\n' },
      /a command loads what it needs when it runs/,
    ],
    [
      "a package.json of another package",
      { "cli/src/a.ts": 'import other from "../../functions/package.json" with { type: "json" };\n' },
      /cli may not import functions/,
    ],
    [
      "a package that reaches out of packages",
      { "functions/src/a.ts": 'import type { Settings } from "../../../stacks/config.ts";\n' },
      /functions may not import stacks/,
    ],
    [
      "a package that imports a script",
      { "local/src/a.ts": 'await import("../../../scripts/graph.ts");\n' },
      /local may not import scripts/,
    ],
    [
      "a package that is imported by its path",
      { "functions/src/calls/a.ts": 'import "../../../core/src/job/job.ts";\n' },
      /by its path: say @crisscross\/core/,
    ],
    [
      "a description that imports the local cloud",
      { "stacks/a.ts": 'import type { B } from "../packages/local/src/cloud.ts";\n' },
      /stacks may not import local/,
    ],
    [
      "a description that imports core by its path",
      { "stacks/alarms/a.ts": 'import "../../packages/core/src/metrics/metrics.ts";\n' },
      /by its path: say @crisscross\/core/,
    ],
    [
      "a description that imports a script",
      { "stacks/a.ts": 'import "../scripts/graph.ts";\n' },
      /stacks may not import scripts/,
    ],
    [
      "a circle in the description",
      { "stacks/a.ts": 'import "./alarms/b.ts";\n', "stacks/alarms/b.ts": 'export * from "../a.ts";\n' },
      /stacks\/a\.ts, stacks\/alarms\/b\.ts: import each other in a circle/,
    ],
    [
      "a circle of scripts by import()",
      { "scripts/a.ts": "await import(`./b.ts`);\n", "scripts/b.ts": 'import "./a.ts";\n' },
      /scripts\/a\.ts, scripts\/b\.ts: import each other in a circle/,
    ],
    [
      "a circle of what tests share",
      { "test/support/a.ts": 'import "../b.ts";\n', "test/b.ts": 'import type A from "./support/a.ts";\n' },
      /test\/b\.ts, test\/support\/a\.ts: import each other in a circle/,
    ],
    [
      "a file that imports itself",
      { "core/src/edge/a.ts": 'export type { A } from "./a.ts";\n' },
      /edge\/a\.ts: import each other in a circle/,
    ],
  ])("%s is told from one without", async (_what, files, fault) => {
    const faults = await faultsIn(files);
    expect(faults).toHaveLength(1);
    expect(faults[0]).toMatch(fault);
  });

  it("imports downward, within a room, of package.json, and of the local cloud by import() or of its types is well", async () => {
    const files = {
      "core/src/job/a.ts": 'import "../edge/b.ts";\nimport "./c.ts";\n',
      "cli/src/a.ts":
        'export const start = async () => (await import("@crisscross/local/cloud")).startCloud();\n',
      "cli/src/cloud/a.ts": 'import type { Cloud } from "@crisscross/local/cloud";\n',
      "cli/src/cloud/b.ts": 'export type {\n  Cloud,\n} from "@crisscross/local/cloud";\n',
      "cli/src/cloud/c.ts": 'import { limits } from "@crisscross/core/job/job";\n',
      "cli/src/commands/a.ts":
        'import type { ApiClient } from "../api/api-client.ts";\nimport "../terminal/help.ts";\n',
      "cli/src/program.ts":
        'import packageJson from "../package.json" with { type: "json" };\nimport "./commands/a.ts";\n',
      "cli/bin/a.js": 'import("../src/program.ts");\n',
      "stacks/a.ts": 'import "@crisscross/core/job/regions";\nimport "./alarms/b.ts";\n',
      "scripts/a.ts": 'import "../stacks/a.ts";\nimport "../packages/cli/src/cloud/a.ts";\n',
      "test/a.ts": 'import "../scripts/a.ts";\nimport "@crisscross/local/cloud";\n',
    };
    expect(await faultsIn(files)).toEqual([]);
  });
});
