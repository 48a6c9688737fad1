import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { open, rename, rm } from "node:fs/promises";
import { CommandError } from "./command-error.ts";
import type { Screen } from "./shell.ts";

/** Somewhere to write a long text piece by piece. End with `keep` or `discard`. */
export interface Sink {
  /** Resolves when there is room for more, so that nothing piles up in memory. */
  write(text: string): Promise<void>;
  keep(): Promise<void>;
  discard(): Promise<void>;
}

/** A file that is there whole or not at all: written under another name beside it. Throws CommandError 2. */
export async function openFileSink(path: string): Promise<Sink> {
  const partial = `${path}.${randomBytes(4).toString("hex")}.part`;
  const file = await open(partial, "wx").catch((cause) => {
    throw new CommandError(2, `--out: ${path} cannot be written (${sentenceOf(cause)})`, { cause });
  });
  const discard = async (): Promise<void> => {
    await file.close().catch(() => {});
    await rm(partial, { force: true });
  };
  const failed = (cause: unknown): CommandError =>
    new CommandError(
      1,
      `--out: ${path} cannot be written (${sentenceOf(cause)}); nothing is left of it: make room, or name another file, and export again`,
      { cause },
    );
  return {
    async write(text) {
      await file.appendFile(text).catch((cause) => {
        throw failed(cause);
      });
    },
    async keep() {
      try {
        await file.sync();
        await file.close();
        await rename(partial, path);
      } catch (cause) {
        await discard();
        throw failed(cause);
      }
    },
    discard,
  };
}

export function openScreenSink(screen: Screen): Sink {
  return {
    async write(text) {
      if (!screen.write(text)) await once(screen, "drain");
    },
    keep: async () => {},
    discard: async () => {},
  };
}

const sentenceOf = (cause: unknown): string => (cause instanceof Error ? cause.message : String(cause));
