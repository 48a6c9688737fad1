import { existsSync } from "node:fs";
import { chmod, mkdir, rm } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { Credentials } from "@crisscross/local/service/clients";
import { CommandError } from "../terminal/command-error.ts";
import { codeOf, reasonOf } from "../terminal/reason.ts";
import { checkFolder, folderFormat, markerFile, markerWhat } from "./check-folder.ts";
import { writeWhole } from "./keep-file.ts";
import { createPrivately, makePrivate } from "./private-files.ts";
import { addressPath, findRunning, type RunningCloud } from "./running-cloud.ts";
import { keepCredentials, keepProofKey, keepToken } from "./token-file.ts";

/** A data folder that this process holds: no other does until it is released or the process ends. */
export interface DataFolder {
  /** Absolute. */
  path: string;
  token: string;
  proofKey: string;
  credentials: Credentials;
  /** Notes where its cloud answers. Throws CommandError 1. */
  noteAddress(url: string): Promise<void>;
  release(): Promise<void>;
}

/**
 * Takes a data folder, making it if it does not exist. Throws CommandError 2 for what can be none, before anything is
 * written, and CommandError 1 when another process holds it or it does not take what has to be kept.
 */
export async function openDataFolder(given: string): Promise<DataFolder> {
  const path = checkFolder(given, "make");
  createPrivately();
  const lock = await hold(given, path);
  try {
    const writing = <T>(file: string, work: Promise<T>): Promise<T> =>
      work.catch((cause) => {
        throw cause instanceof CommandError ? cause : failedWrite(given, file, reasonOf(cause), cause);
      });
    await writing("the folder", makePrivate(path));
    // The process before is gone, and a stranger may have its port.
    await writing("api", rm(addressPath(path), { force: true }));
    const token = await writing("token", keepToken(path));
    const proofKey = await writing("proof-key", keepProofKey(path));
    const credentials = await writing("aws-credentials", keepCredentials(path));
    return {
      path,
      token,
      proofKey,
      credentials,
      noteAddress: (url) => writing("api", writeWhole(addressPath(path), `${url}\n`)),
      async release() {
        await rm(addressPath(path), { force: true });
        lock.release();
      },
    };
  } catch (error) {
    lock.release();
    throw error;
  }
}

/** Another process holds the folder. */
class FolderHeld extends CommandError {}

/** Who reads a job holds its folder for a second or two, and a cloud that starts or stops for some more. */
const patience = { mostMs: 20_000, everyMs: 100 };

/**
 * The folder, held by this process; or the cloud that runs on it. Waits while another process is starting, stopping or reading there.
 * Throws as openDataFolder.
 */
export async function takeFolder(
  given: string,
  wait: (ms: number) => Promise<void>,
): Promise<{ folder: DataFolder } | { running: RunningCloud }> {
  const path = checkFolder(given, "make");
  const sinceMs = performance.now();
  for (;;) {
    const running = await findRunning(path, given);
    if (running !== undefined) return { running };
    try {
      return { folder: await openDataFolder(given) };
    } catch (error) {
      if (!(error instanceof FolderHeld) || performance.now() - sinceMs > patience.mostMs) throw error;
    }
    await wait(patience.everyMs);
  }
}

export const isRunning = (given: string, { url }: RunningCloud): CommandError =>
  new CommandError(
    1,
    `--data: a local cloud runs on ${given} already, at ${url}; use that one, or stop it first`,
  );

/** The error a command fails with when its data folder does not take a write. */
export function failedWrite(given: string, file: string, reason: string, cause?: unknown): CommandError {
  return new CommandError(
    1,
    `--data: ${file} in ${given} cannot be written (${reason}); make room on its disk, or make it writable, and start again: what was accepted is kept`,
    { cause },
  );
}

async function hold(given: string, path: string): Promise<{ release(): void }> {
  const { takeLock } = await import("@crisscross/local/service/owner-lock");
  let lock: ReturnType<typeof takeLock>;
  try {
    await makeFolders(path);
    await chmod(path, 0o700);
    // Written first: without it, files left here would be taken for another program's.
    await mark(path).catch((cause) => {
      throw failedWrite(given, markerFile, reasonOf(cause), cause);
    });
    lock = takeLock(join(path, "lock"));
  } catch (cause) {
    if (cause instanceof CommandError) throw cause;
    throw failedWrite(given, "lock", reasonOf(cause), cause);
  }
  if (typeof lock !== "string") return lock;
  const running = await findRunning(path);
  throw running === undefined
    ? new FolderHeld(
        1,
        `--data: another crisscross holds ${given}, and does not answer: it is starting, stopping, reading or busy; try again, or stop that one`,
      )
    : isRunning(given, running);
}

/** One by one: Node's own recursive mkdir tries for ever where the system says that a parent is not there, as in /proc. */
async function makeFolders(path: string): Promise<void> {
  if (existsSync(path)) return;
  const parent = dirname(path);
  if (parent !== path) await makeFolders(parent);
  await mkdir(path, { mode: 0o700 }).catch((error: unknown) => {
    if (codeOf(error) !== "EEXIST") throw error;
  });
}

/** Two starts at once may both do so, and either may sweep up what the other has not finished. */
async function mark(folder: string): Promise<void> {
  const path = join(folder, markerFile);
  if (existsSync(path)) return;
  const marker = JSON.stringify({ what: markerWhat, format: folderFormat });
  await writeWhole(path, `${marker}\n`).catch((error) => {
    if (!existsSync(path)) throw error;
  });
}
