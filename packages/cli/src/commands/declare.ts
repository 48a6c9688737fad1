import type { Command } from "commander";
import type { Shell } from "../terminal/shell.ts";

/**
 * Declares a command: its options, its help and its action, which hands its exit code to `finish`. The action imports what
 * it needs, so that help and refusals load no more than declarations.
 */
export type Declare = (command: Command, shell: Shell, finish: (exitCode: number) => void) => void;

/** Declares the options of `connect` and `withJobs`. */
export const withApi = (command: Command): Command =>
  command
    .option("--api <url>", "a Crisscross API, such as http://127.0.0.1:4000 (default: that of --data)")
    .option("--token <token>", "its bearer token (default: the variable CRISSCROSS_TOKEN)")
    .option(
      "--data <dir>",
      "instead: the data folder of a local cloud (default: CRISSCROSS_DATA, or this user's)",
    );

/** Declares the argument that `findJob` reads. */
export const withJob = (command: Command): Command =>
  command.argument("<job>", "a job's id, the first characters of one, or last");

export const limitHelp =
  "answer 3 when a cell breaks it, 4 when that cannot be told: 'p95<250', ms of warm calls (default: none)";

/** A person's page or a program's document. */
export const withJson = (command: Command): Command =>
  command.option("--json", "print the document as JSON").option("--no-color", "no colours");
