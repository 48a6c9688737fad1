import type { Shell } from "../../packages/cli/src/terminal/shell.ts";

/** Of a program that is only looked at. */
export const silentShell: Shell = {
  stdout: process.stdout,
  stderr: process.stderr,
  env: {},
  interrupted: new AbortController().signal,
};
