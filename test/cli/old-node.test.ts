import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { runInNewContext } from "node:vm";
import { describe, expect, it } from "vitest";

const path = fileURLToPath(new URL("../../packages/cli/bin/crisscross.js", import.meta.url));

/** Runs the launcher as a Node.js of that version would; answers what it says and its exit code. */
function launch(version: string): { said: string; exitCode: number | undefined } {
  const told = { said: "", exitCode: undefined as number | undefined };
  const fake = {
    versions: { node: version },
    stderr: {
      write: (text: string) => {
        told.said += text;
      },
    },
    set exitCode(code: number) {
      told.exitCode = code;
    },
  };
  const script = readFileSync(path, "utf8").replace(/^#!.*/, "");
  runInNewContext(script, { process: fake });
  return told;
}

describe("the launcher", () => {
  it("starts the command", () => {
    expect(execFileSync(process.execPath, [path, "--version"], { encoding: "utf8" })).toMatch(
      /^\d+\.\d+\.\d+\n$/,
    );
  });

  it.each(["18.20.0", "20.20.2", "22.17.1"])("tells Node.js %s what to do instead", (version) => {
    expect(launch(version)).toEqual({
      said: expect.stringMatching(/^crisscross: this is Node\.js .+ Run npm ci once and then npx crisscross/),
      exitCode: 1,
    });
  });
});
