import { spawnSync } from "node:child_process";
import { Command } from "commander";
import { describe, expect, it } from "vitest";
import { commandTree } from "../../packages/cli/src/completions/command-tree.ts";
import { fishScript } from "../../packages/cli/src/completions/fish.ts";
import { zshScript } from "../../packages/cli/src/completions/zsh.ts";
import { createProgram } from "../../packages/cli/src/program.ts";
import { createShell, runIn } from "./fake-shell.ts";

const scriptOf = async (shell: string) => (await runIn(createShell(), ["completions", shell])).stdout;

/** What bash offers after these words, the last of which is being typed. */
async function completed(...words: readonly string[]): Promise<string[]> {
  const typed = ["crisscross", ...words].map((word) => `'${word}'`).join(" ");
  const ask = `COMP_WORDS=(${typed}); COMP_CWORD=${words.length}; _crisscross; printf '%s\\n' "\${COMPREPLY[@]}"`;
  const { stdout, stderr, status } = spawnSync("bash", ["-c", `${await scriptOf("bash")}\n${ask}`], {
    encoding: "utf8",
  });
  expect({ stderr, status }).toEqual({ stderr: "", status: 0 });
  return stdout.split("\n").filter(Boolean);
}

describe("bash", () => {
  it.each([
    [["pro"], ["probe"]],
    [
      ["token", ""],
      ["create", "list", "revoke", "--help"],
    ],
    [["probe", "--orig"], ["--origins"]],
    [
      ["export", "j1", "--format", ""],
      ["csv", "ndjson", "json"],
    ],
    [["deadletters", "re"], ["redrive"]],
    [
      ["completions", ""],
      ["bash", "zsh", "fish", "--help"],
    ],
    [["probe", "--origins", ""], []],
    // The name of a command that is the value of an option is no command.
    [["alarms", "--region", "x", "--wa"], ["--watch"]],
  ])("completes %j with %j", async (words, offered) => {
    expect(await completed(...words)).toEqual(offered);
  });

  it("offers every command, in the order of help", async () => {
    const names = createProgram(createShell(), [], () => {}).commands.map((command) => command.name());
    expect((await completed("")).filter((word) => !word.startsWith("--"))).toEqual(names);
  });
});

const hasShell = (shell: string): boolean => spawnSync(shell, ["--version"]).error === undefined;

describe.each(["zsh", "fish"])("%s", (shell) => {
  it("has every command and every option of each", async () => {
    const script = await scriptOf(shell);
    for (const { path, options } of commandTree(createProgram(createShell(), [], () => {}))) {
      expect(script).toContain(`'${path}'`.replaceAll("'", shell === "fish" ? "\\'" : "'"));
      for (const { long } of options) expect(script).toContain(shell === "fish" ? long.slice(2) : long);
    }
  });

  it.runIf(hasShell(shell))("is a script that the shell can read", async () => {
    const { status, stderr } = spawnSync(shell, ["-n"], { input: await scriptOf(shell), encoding: "utf8" });
    expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
  });
});

describe("words that a shell would take for its own", () => {
  const program = new Command("crisscross").option("--it's", "what's: a \\ and $HOME");
  const tree = commandTree(program);

  it("are quoted for zsh and for fish", () => {
    expect(zshScript(tree)).toContain(`'--it'\\''s:what'\\''s\\: a \\ and $HOME'`);
    expect(fishScript(tree)).toContain(`-l 'it\\'s' -d 'what\\'s: a \\\\ and $HOME'`);
  });
});
