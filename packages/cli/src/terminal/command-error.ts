import { printableLines } from "./printable.ts";

/**
 * A command that cannot go on: words for the person at the keyboard, without the control
 * characters of what they quote, and the exit code.
 */
export class CommandError extends Error {
  /** 1: it was tried and failed. 2: it was asked for wrongly. */
  readonly exitCode: 1 | 2;

  constructor(exitCode: 1 | 2, message: string, options?: { cause?: unknown }) {
    super(printableLines(message), options);
    this.name = "CommandError";
    this.exitCode = exitCode;
  }
}
