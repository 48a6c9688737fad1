import { randomUUID } from "node:crypto";
import { join } from "node:path";
import { Writable } from "node:stream";
import { run } from "../../packages/cli/src/run.ts";
import type { Screen, Shell } from "../../packages/cli/src/terminal/shell.ts";

/** A screen that keeps what was written to it. */
export class FakeScreen extends Writable implements Screen {
  text = "";
  isTTY = false;
  columns = 100;

  override _write(chunk: Buffer, _encoding: BufferEncoding, done: () => void): void {
    this.text += chunk.toString("utf8");
    done();
  }
}

export interface FakeShell extends Shell {
  stdout: FakeScreen;
  stderr: FakeScreen;
}

export function createShell(
  env: Record<string, string> = {},
  interrupted: AbortSignal = new AbortController().signal,
): FakeShell {
  // Never what this user keeps, nor what another test does.
  const data = { CRISSCROSS_DATA: join(process.env.CRISSCROSS_DATA ?? "/nowhere/crisscross", randomUUID()) };
  return { stdout: new FakeScreen(), stderr: new FakeScreen(), env: { ...data, ...env }, interrupted };
}

/** Runs the command in this process, and tells what it said. */
export async function runIn(shell: FakeShell, argv: readonly string[]) {
  const exitCode = await run(argv, shell);
  return { exitCode, stdout: shell.stdout.text, stderr: shell.stderr.text };
}
