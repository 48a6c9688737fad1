import { DatabaseSync } from "node:sqlite";
import { pathToFileURL } from "node:url";

/** A lock on a file that the operating system takes back when its process ends, however it ends. */
export interface OwnerLock {
  release(): void;
}

/** SQLite's result codes. */
const BUSY = 5;
const CANNOT_OPEN = 14;

/**
 * Takes the lock, making its file unless `mode` is "existing"; writes nothing into it, so that a full disk is no
 * obstacle. "busy" when another holds it, "missing" when there is no file. Throws for anything else.
 *
 * Nobody may open the file otherwise in this process: closing it would give the lock back (fcntl).
 */
export function takeLock(file: string, mode: "make" | "existing" = "make"): OwnerLock | "busy" | "missing" {
  const { href } = pathToFileURL(file);
  let database: DatabaseSync | undefined;
  try {
    database = new DatabaseSync(`${href}?mode=${mode === "make" ? "rwc" : "rw"}`);
    // Else it would begin a journal beside the file.
    database.exec("PRAGMA journal_mode = MEMORY; BEGIN EXCLUSIVE");
    const held = database;
    return { release: () => (held.isOpen ? held.close() : undefined) };
  } catch (error) {
    database?.close();
    const code = error instanceof Error && "errcode" in error ? error.errcode : undefined;
    if (code === BUSY) return "busy";
    if (code === CANNOT_OPEN && mode === "existing") return "missing";
    throw error;
  }
}
