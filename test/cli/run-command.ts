import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";

export const mainPath = fileURLToPath(new URL("../../packages/cli/src/main.ts", import.meta.url));

export interface Outcome {
  exitCode: number | null;
  stdout: string;
  stderr: string;
}

/** Starts the command as a process of its own, without a terminal. */
export function startCommand(argv: readonly string[], env: Record<string, string> = {}) {
  const { FORCE_COLOR: _, NO_COLOR: __, CRISSCROSS_TOKEN: ___, ...own } = process.env;
  const child = spawn(process.execPath, [mainPath, ...argv], { env: { ...own, ...env } });
  return { child, outcome: collect(child) };
}

/** Runs the command to its end. */
export const runCommand = (argv: readonly string[], env: Record<string, string> = {}): Promise<Outcome> =>
  startCommand(argv, env).outcome;

async function collect(child: ChildProcess): Promise<Outcome> {
  const outcome = { exitCode: null as number | null, stdout: "", stderr: "" };
  for (const name of ["stdout", "stderr"] as const)
    child[name]?.setEncoding("utf8").on("data", (text: string) => {
      outcome[name] += text;
    });
  const [exitCode] = (await once(child, "close")) as [number | null];
  return { ...outcome, exitCode };
}
