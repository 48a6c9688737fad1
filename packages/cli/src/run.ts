import { CommanderError } from "commander";
import { createProgram } from "./program.ts";
import { cleanShell } from "./terminal/clean-screen.ts";
import { CommandError } from "./terminal/command-error.ts";
import { Interruption } from "./terminal/interrupt.ts";
import { printableLines } from "./terminal/printable.ts";
import type { Shell } from "./terminal/shell.ts";

/** Runs one command line. Answers its exit code: 0 done, 1 failed, 2 used wrongly, 130 or 143 interrupted. */
export async function run(argv: readonly string[], terminal: Shell): Promise<number> {
  const shell = cleanShell(terminal, argv);
  let exitCode = 0;
  const program = createProgram(shell, argv, (code) => {
    exitCode = code;
  });
  try {
    await program.parseAsync(argv, { from: "user" });
    return exitCode;
  } catch (error) {
    return await report(shell.interrupted.aborted ? shell.interrupted.reason : error, shell);
  }
}

async function report(error: unknown, { stderr }: Shell): Promise<number> {
  // What is left to commander: --help and --version, and the help of a command that only has commands below it.
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
  if (error instanceof Interruption || error instanceof CommandError) {
    stderr.write(`crisscross: ${error.message}\n`);
    return error.exitCode;
  }
  // Only what threw it has loaded core.
  const { AppError } = await import("@crisscross/core/edge/error");
  if (error instanceof AppError && error.code === "invalid") {
    stderr.write(`crisscross: ${printableLines(error.message)}\n`);
    return 2;
  }
  const words = error instanceof Error ? (error.stack ?? error.message) : String(error);
  stderr.write(`crisscross: ${printableLines(words)}\n`);
  return 1;
}
