import { Argument } from "commander";
import type { CommandWords } from "../completions/command-tree.ts";
import { helpAfter } from "../terminal/help.ts";
import type { Declare } from "./declare.ts";

const shells = ["bash", "zsh", "fish"] as const;
type ShellName = (typeof shells)[number];

const help = helpAfter({
  notes: `It completes crisscross. To have that for npx crisscross: alias crisscross='npx crisscross'.`,
  done: "printed",
  examples: [
    "npx crisscross completions bash >> ~/.bashrc",
    "npx crisscross completions zsh >> ~/.zshrc",
    "npx crisscross completions fish > ~/.config/fish/completions/crisscross.fish",
  ],
});

export const declareCompletions: Declare = (command, shell, finish) => {
  command
    .addArgument(new Argument("<shell>", "the shell that completes").choices(shells))
    .summary("print a script with which a shell completes commands and options")
    .description("Prints a script with which a shell completes commands, options and their values.")
    .addHelpText("after", help)
    .action(async (name: ShellName) => {
      const { commandTree } = await import("../completions/command-tree.ts");
      const { openScreenSink } = await import("../terminal/sink.ts");
      const tree = commandTree(command.parent ?? command);
      await openScreenSink(shell.stdout).write(await scriptOf(name, tree));
      finish(0);
    });
};

async function scriptOf(name: ShellName, tree: readonly CommandWords[]): Promise<string> {
  if (name === "bash") return (await import("../completions/bash.ts")).bashScript(tree);
  if (name === "zsh") return (await import("../completions/zsh.ts")).zshScript(tree);
  return (await import("../completions/fish.ts")).fishScript(tree);
}
