import type { DatabaseSync } from "node:sqlite";
import type { FailedWrite } from "../events/event.ts";

export type OnFailedWrite = (failed: FailedWrite) => void;

/** SQLite's result codes for a disk that does not take a write: READONLY, IOERR, CORRUPT, FULL, CANTOPEN, NOTADB. */
const diskCodes = new Set([8, 10, 11, 13, 14, 26]);

/** Whether SQLite blames the disk, and not what it was asked. */
export function isDiskError(error: unknown): boolean {
  // The low byte is the result code; the rest says more about it.
  return error instanceof Error && "errcode" in error && diskCodes.has(Number(error.errcode) & 0xff);
}

const reasonOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/** Tells of every write of a database that fails because of the disk; the caller gets the error as before. */
export function watchWrites(database: DatabaseSync, file: string, onFailedWrite: OnFailedWrite): void {
  const watched = <A extends unknown[], R>(write: (...values: A) => R): ((...values: A) => R) => {
    return (...values) => {
      try {
        return write(...values);
      } catch (error) {
        if (isDiskError(error)) onFailedWrite({ file, reason: reasonOf(error) });
        throw error;
      }
    };
  };
  database.exec = watched(database.exec.bind(database));
  const prepare = database.prepare.bind(database);
  database.prepare = (...given: Parameters<typeof prepare>) => {
    const statement = prepare(...given);
    statement.run = watched(statement.run.bind(statement)) as typeof statement.run;
    return statement;
  };
}

/** Opens what keeps `file`; a failure is told of and named. */
export function openKept<T>(file: string, onFailedWrite: OnFailedWrite, open: () => T): T {
  try {
    return open();
  } catch (cause) {
    onFailedWrite({ file, reason: reasonOf(cause) });
    throw new Error(`${file} cannot be opened (${reasonOf(cause)}).`, { cause });
  }
}

/** Does without a write that the disk does not take, and tells whether it took it; whoever watches writes tells of the failure. */
export function attempt(write: () => unknown): boolean {
  try {
    write();
    return true;
  } catch (error) {
    if (isDiskError(error)) return false;
    throw error;
  }
}
