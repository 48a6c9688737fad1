import { spawnSync } from "node:child_process";
import { readdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";
import { mainPath } from "./run-command.ts";

/** Put before a program, has it write each file it loads to stderr, on a line of its own. */
const listLoads = `data:text/javascript,${encodeURIComponent(`
  import { registerHooks } from "node:module";
  import { writeSync } from "node:fs";
  registerHooks({
    load(url, context, next) {
      if (url.startsWith("file:")) writeSync(2, url + "\\n");
      return next(url, context);
    },
  });`)}`;

function loadsOf(argv: readonly string[], exitCode = 0): string[] {
  const { stderr, status } = spawnSync(process.execPath, ["--import", listLoads, mainPath, ...argv], {
    encoding: "utf8",
  });
  expect(status).toBe(exitCode);
  return stderr.split("\n").filter((line) => line.startsWith("file:"));
}

/** Has a program say at its end where what it has compiled is kept. */
const sayCache = `data:text/javascript,${encodeURIComponent(`
  import { getCompileCacheDir } from "node:module";
  process.on("exit", () => process.stderr.write(getCompileCacheDir() ?? "nowhere"));`)}`;

const commandFiles = readdirSync(new URL("../../packages/cli/src/commands", import.meta.url));

const declarations =
  /\/packages\/cli\/(package\.json|src\/(main|run|program|commands\/.+|terminal\/.+)\.ts)$|\/node_modules\/commander\//;

it.each([[["--version"]], [["--help"]], [["probe", "--help"]], [["logs", "parse", "--help"]]])(
  "%j loads the declarations of commands and nothing that they need for their work",
  (argv) => {
    const loads = loadsOf(argv);
    expect(loads.filter((file) => !declarations.test(file))).toEqual([]);
    expect(loads.length).toBeLessThan(25 + commandFiles.length);
  },
);

it("a command that works loads core, and still no cloud", () => {
  const loads = loadsOf(["records", "--seed", "31"]).join("\n");
  expect(loads).toContain("/packages/core/src/job/customers.ts");
  expect(loads).not.toContain("/packages/local/");
});

it("a command against an API loads no cloud, and no page but its own", () => {
  const ofApi = ["--api", "http://127.0.0.1:1", "--token", "t"];
  const files = loadsOf(["token", "list", ...ofApi], 1);
  expect(files.filter((file) => /\/packages\/local\/src\/(?!http-api\/proof\.ts)/.test(file))).toEqual([]);
  expect(files.filter((file) => /render\/(?!tokens|table)/.test(file))).toEqual([]);
  expect(files.length).toBeLessThan(160 + commandFiles.length);
});

it("keeps what was compiled beside the sources, so that a short command need not compile them again", () => {
  const bin = fileURLToPath(new URL("../../packages/cli/bin/crisscross.js", import.meta.url));
  const { NODE_COMPILE_CACHE: _, ...env } = process.env;
  const { stderr, status } = spawnSync(process.execPath, ["--import", sayCache, bin, "--version"], {
    ...{ encoding: "utf8", env },
  });
  expect(status).toBe(0);
  expect(stderr).toMatch(/\/node_modules\/\.cache\/crisscross\//);
});
