import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll } from "vitest";
import { run } from "../../packages/cli/src/run.ts";
import { createShell } from "../cli/fake-shell.ts";

export type Row = Record<string, string>;

export function rowsIn(csv: string): Row[] {
  const [header = "", ...lines] = csv.trimEnd().split("\n");
  const names = header.split(",");
  return lines.map((line) => Object.fromEntries(line.split(",").map((cell, at) => [names[at], cell])));
}

/** `crisscross logs parse` of a file, and of content that is written to one. */
export function openLogs() {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "crisscross-reports-"));
  });
  afterAll(() => rm(folder, { recursive: true }));
  const parseFile = async (path: string) => {
    const shell = createShell();
    const exitCode = await run(["logs", "parse", path, "--no-color"], shell);
    return { exitCode, rows: rowsIn(shell.stdout.text), stderr: shell.stderr.text };
  };
  return {
    parseFile,
    async parse(content: string | Uint8Array) {
      const path = join(folder, "log");
      await writeFile(path, content);
      return parseFile(path);
    },
  };
}

export const epochOf = ({ time = "" }: Row): number => Date.parse(time);
export const id = (n: number) => `0f3c1a52-7d10-4c4e-9a61-${String(n).padStart(12, "0")}`;
export const reportOf = (n: number, more = "") =>
  `REPORT RequestId: ${id(n)}\tDuration: 12.40 ms\tBilled Duration: 13 ms\tMemory Size: 128 MB\tMax Memory Used: 71 MB\t${more}`;
