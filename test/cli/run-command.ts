import { type ChildProcess, spawn } from "node:child_process";
import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Readable } from "node:stream";
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
  // A folder of its own where none is named: another command may be running at the same time.
  const data = { CRISSCROSS_DATA: join(process.env.CRISSCROSS_DATA ?? tmpdir(), randomUUID()) };
  const child = spawn(process.execPath, [mainPath, ...argv], { env: { ...own, ...data, ...env } });
  return { child, outcome: collect(child) };
}

/** What a stream said up to and with `words`; it goes on being read elsewhere. Fails when it ends without them. */
export function readUntil(stream: Readable, words: string): Promise<string> {
  return new Promise((resolve, reject) => {
    let said = "";
    stream.on("data", (text: string) => {
      said += text;
      if (said.includes(words)) resolve(said);
    });
    stream.on("end", () => reject(new Error(`ended without saying ${JSON.stringify(words)}: ${said}`)));
  });
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
