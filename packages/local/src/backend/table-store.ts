import { AsyncLocalStorage } from "node:async_hooks";
import databases, { type Done, type Level, type Store } from "dynalite/db/index.js";
import type { OnFailedWrite } from "../service/failed-write.ts";

/** Calls something that makes one dynalite, and gives its store as well, which dynalite keeps to itself. */
export function withStore<T>(make: () => T): { made: T; store: Store } {
  const { create } = databases;
  let store: Store | undefined;
  databases.create = (options) => {
    store = create(options);
    return store;
  };
  try {
    const made = make();
    if (store === undefined) throw new Error("dynalite has made no store; only version 4.0.0 is known here.");
    return { made, store };
  } finally {
    databases.create = create;
  }
}

/** An error of the store as an answer of DynamoDB's. dynalite throws any other where nobody can catch it. */
function asAnswer(file: string, cause: unknown): Error & { reason: string } {
  const because = cause instanceof Error && cause.cause instanceof Error ? cause.cause : cause;
  const reason = because instanceof Error ? because.message : String(because);
  // dynalite knows these words. It prints any other error, with its stack, of a write that it does not wait for.
  const message = `Database is closed to writes: ${file} (${reason})`;
  const body = { __type: "com.amazonaws.dynamodb.v20120810#InternalServerError", message };
  return Object.assign(new Error(message, { cause }), { statusCode: 500, body, reason });
}

/** What ends the request under way, with what was thrown. */
const underWay = new AsyncLocalStorage<(thrown: unknown) => void>();

/** Runs what asks dynalite; what dynalite then throws in a callback of its store goes to `end`, and not to nobody. */
export function endWithThrown(end: (thrown: unknown) => void, ask: () => void): void {
  underWay.run(end, ask);
}

function caught(done: Done): Done {
  return (...result) => {
    try {
      done(...result);
    } catch (error) {
      const end = underWay.getStore();
      if (end === undefined) throw error;
      end(error);
    }
  };
}

/** Codes of LevelDB's, and of the system below it (ENOSPC), when the disk does not do what it is asked. */
const diskCode = /^(LEVEL_IO_ERROR|LEVEL_CORRUPTION|E[A-Z\d]+)$/;

/** Whether LevelDB blames the disk, and not what it was asked. */
function isDiskError(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  return ("code" in error && diskCode.test(String(error.code))) || isDiskError(error.cause);
}

/** Answers a write that fails with DynamoDB's 500. One that fails because of the disk is told of, and nothing written after it. */
export function guardStore(db: Level, file: string, onFailedWrite: OnFailedWrite): void {
  let failure: Error | undefined;
  const guarded = (write: (done: Done) => void, given: Done): void => {
    const done = caught(given);
    if (failure !== undefined) {
      setImmediate(done, failure);
      return;
    }
    write((error, value) => {
      if (error === null || error === undefined) return done(null, value);
      const answer = asAnswer(file, error);
      if (isDiskError(error)) {
        failure ??= answer;
        onFailedWrite({ file, reason: answer.reason });
      }
      done(answer);
    });
  };
  const get = db.get.bind(db);
  const put = db.put.bind(db);
  const del = db.del.bind(db);
  const batch = db.batch.bind(db);
  db.get = (key, done) => get(key, caught(done));
  db.put = (key, value, done) => guarded((then) => put(key, value, then), done);
  db.del = (key, done) => guarded((then) => del(key, then), done);
  db.batch = (operations, done) => guarded((then) => batch(operations, then), done);
}

/** Of DynamoDB's. */
const pageBytes = 1_048_576;

/** LevelDB by itself hands out 16 KB at a time, so that one page takes as many turns of this process as it has items. */
export function readPagesAtOnce(db: Level): void {
  const values = db.values.bind(db);
  db.values = (options) => values({ ...options, highWaterMarkBytes: pageBytes });
}
