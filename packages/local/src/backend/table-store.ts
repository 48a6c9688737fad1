import { createRequire } from "node:module";
import type { OnFailedWrite } from "../failed-write.ts";

type Done = (error?: unknown, value?: unknown) => void;

/** The LevelDB of one dynalite, as dynalite has wrapped it. */
interface Level {
  open(): Promise<void>;
  put(key: string, value: unknown, done: Done): void;
  del(key: string, done: Done): void;
  batch(operations: readonly object[], done: Done): void;
}

interface StoreModule {
  create(options: object): { db: Level };
}

/** dynalite keeps its store to itself; the version is pinned, and it looks `create` up when it is called. */
const stores = createRequire(import.meta.url)("dynalite/db") as StoreModule;

/** Calls something that makes one dynalite, and gives its store as well. */
export function withStore<T>(make: () => T): { made: T; db: Level } {
  const { create } = stores;
  let db: Level | undefined;
  stores.create = (options) => {
    const store = create(options);
    db = store.db;
    return store;
  };
  try {
    const made = make();
    if (db === undefined) throw new Error("dynalite has made no store; is it another version than 4.0.0?");
    return { made, db };
  } finally {
    stores.create = create;
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
