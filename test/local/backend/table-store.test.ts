import { endWithThrown, guardStore } from "@crisscross/local/backend/table-store";
import type { Done, Level } from "dynalite/db/index.js";
import { expect, it } from "vitest";

/** A store whose every call ends with `error`. */
function storeThatFails(error?: Error): { db: Level; told: object[] } {
  const end = (done: Done): void => void setImmediate(done, error);
  const db: Level = {
    open: async () => {},
    values: () => undefined,
    get: (_key, done) => end(done),
    put: (_key, _value, done) => end(done),
    del: (_key, done) => end(done),
    batch: (_operations, done) => end(done),
  };
  const told: object[] = [];
  guardStore(db, "f", (failed) => told.push(failed));
  return { db, told };
}

const put = (db: Level) => new Promise((resolve) => db.put("k", "v", resolve));
const failed = (code: string, cause?: Error) => Object.assign(new Error("no", { cause }), { code });

it.each([
  ["LevelDB's", failed("LEVEL_IO_ERROR")],
  ["of a store that is damaged", failed("LEVEL_CORRUPTION")],
  ["of a full disk below LevelDB's", failed("LEVEL_DATABASE_NOT_OPEN", failed("ENOSPC"))],
  ["of a disk that may only be read", failed("EROFS")],
])("an error of the disk, %s, is told of", async (_what, error) => {
  const { db, told } = storeThatFails(error);
  expect(await put(db)).toMatchObject({ statusCode: 500 });
  expect(told).toEqual([{ file: "f", reason: "no" }]);
});

it.each([
  ["value", failed("LEVEL_INVALID_VALUE")],
  ["key", failed("LEVEL_INVALID_KEY")],
  ["hook", failed("LEVEL_HOOK_ERROR", failed("ERR_INVALID_ARG_TYPE"))],
])("a %s that LevelDB does not take fails alone", async (_what, error) => {
  const { db, told } = storeThatFails(error);
  expect(await put(db)).toMatchObject({ statusCode: 500 });
  expect(told).toEqual([]);
});

it.each<[string, (db: Level, done: Done) => void]>([
  ["read", (db, done) => db.get("k", done)],
  ["write", (db, done) => db.put("k", "v", done)],
])("what is thrown once a %s is done ends the request", async (_what, use) => {
  const { db } = storeThatFails();
  const ended = new Promise((end) => {
    endWithThrown(end, () =>
      use(db, () => {
        throw new TypeError("of the handler");
      }),
    );
  });
  expect(await ended).toMatchObject({ message: "of the handler" });
});
