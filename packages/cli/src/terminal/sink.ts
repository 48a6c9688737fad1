import { once } from "node:events";
import { open, rename, rm, stat } from "node:fs/promises";
import { resolve } from "node:path";
import { CommandError } from "./command-error.ts";
import { forgetPartial, newPartial, removeLeftovers } from "./partial-file.ts";
import { harmless } from "./printable.ts";
import { reasonOf } from "./reason.ts";
import type { Screen } from "./shell.ts";

/** Somewhere to write a long text piece by piece, none of it a colour of ours. End with `keep` or `discard`. */
export interface Sink {
  /** Resolves when there is room for more, so that nothing piles up in memory. */
  write(text: string): Promise<void>;
  keep(): Promise<void>;
  discard(): Promise<void>;
}

/**
 * A file that is there whole or not at all: written under another name beside it. What exports that were killed left
 * there is removed. Throws CommandError 2 when it cannot be begun, before any sample is read; 1 when it fails later.
 */
export async function openFileSink(out: string): Promise<Sink> {
  const path = resolve(out);
  const fails = (exitCode: 1 | 2) => (cause: unknown) => {
    const next =
      exitCode === 2 ? "" : "; nothing is left of it: make room, or name another file, and export again";
    throw new CommandError(exitCode, `--out: ${out} cannot be written (${reasonOf(cause)})${next}`, {
      cause,
    });
  };
  const partial = newPartial(path);
  const file = await begin(path, partial).catch(fails(2));
  const remove = async () => {
    forgetPartial(partial);
    await rm(partial, { force: true });
  };
  return {
    async write(text) {
      await file.appendFile(harmless(text, false)).catch(fails(1));
    },
    async keep() {
      try {
        await file.sync();
        await file.close();
        await rename(partial, path);
        forgetPartial(partial);
      } catch (cause) {
        await file.close().catch(() => {});
        await remove();
        fails(1)(cause);
      }
    },
    async discard() {
      await file.close().catch(() => {});
      await remove();
    },
  };
}

/** A folder of that name would otherwise be noticed only at the end, when the file takes its place. */
async function begin(path: string, partial: string) {
  const taken = await stat(path).catch(() => undefined);
  if (taken?.isDirectory()) throw new Error("it is a folder");
  const file = await open(partial, "wx");
  await removeLeftovers(path);
  return file;
}

/** Data is not broken at a terminal's edge. */
export function openScreenSink(given: Screen): Sink {
  const screen = given.raw ?? given;
  return {
    async write(text) {
      if (!screen.write(harmless(text, false))) await once(screen, "drain");
    },
    keep: async () => {},
    discard: async () => {},
  };
}
