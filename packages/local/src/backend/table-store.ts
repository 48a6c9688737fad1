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

/** dynalite throws what its store reports, out of reach of everybody, unless it is an answer of DynamoDB's. */
function asAnswer(file: string, cause: unknown): Error {
  const because = cause instanceof Error && cause.cause instanceof Error ? cause.cause : cause;
  const reason = because instanceof Error ? because.message : String(because);
  // These words, because dynalite prints every other error of a write it does not wait for, with its stack.
  const message = `Database is closed to writes: ${file} (${reason})`;
  const body = { __type: "com.amazonaws.dynamodb.v20120810#InternalServerError", message };
  return Object.assign(new Error(message, { cause }), { statusCode: 500, body, reason });
}

/** Has a write that fails answered with DynamoDB's 500, tells of it, and writes nothing after it. */
export function guardWrites(db: Level, file: string, onFailedWrite: OnFailedWrite): void {
  let failure: Error | undefined;
  const guarded = (write: (done: Done) => void, done: Done): void => {
    if (failure !== undefined) {
      setImmediate(done, failure);
      return;
    }
    write((error, value) => {
      if (error === null || error === undefined) return done(null, value);
      failure ??= asAnswer(file, error);
      onFailedWrite({ file, reason: (failure as Error & { reason: string }).reason });
      done(failure);
    });
  };
  const put = db.put.bind(db);
  const del = db.del.bind(db);
  const batch = db.batch.bind(db);
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
