import { spawnSync } from "node:child_process";
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

function loadsOf(argv: readonly string[]): string[] {
  const { stderr, status } = spawnSync(process.execPath, ["--import", listLoads, mainPath, ...argv], {
    encoding: "utf8",
  });
  expect(status).toBe(0);
  return stderr.split("\n").filter((line) => line.startsWith("file:"));
}

const declarations =
  /\/packages\/cli\/(package\.json|src\/(main|run|program|commands\/.+|terminal\/.+)\.ts)$|\/node_modules\/commander\//;

it.each([[["--version"]], [["--help"]], [["probe", "--help"]], [["logs", "parse", "--help"]]])(
  "%j loads the declarations of commands and nothing that they need for their work",
  (argv) => {
    const loads = loadsOf(argv);
    expect(loads.filter((file) => !declarations.test(file))).toEqual([]);
    expect(loads.length).toBeLessThan(44);
  },
);

it("a command that works loads core, and still no cloud", () => {
  const loads = loadsOf(["records", "--seed", "31"]).join("\n");
  expect(loads).toContain("/packages/core/src/job/customers.ts");
  expect(loads).not.toContain("/packages/local/");
});
