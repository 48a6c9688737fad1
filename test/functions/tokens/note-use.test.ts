import { epochMs } from "@crisscross/core/edge/time";
import type { Caller } from "@crisscross/functions/tokens/caller";
import { hourly } from "@crisscross/functions/tokens/note-use";
import { expect, it } from "vitest";

const hourMs = 3_600_000;
const startMs = 1_000 * hourMs;
const token: Caller = { principal: "t", scopes: ["read"], expiresAtMs: epochMs(9e15) };

function open(failure?: Error) {
  const noted: number[] = [];
  const failures: unknown[] = [];
  const clock = { nowMs: startMs };
  const note = hourly({
    tokens: {
      async noteUse(_id, atMs) {
        noted.push(atMs);
        if (failure) throw failure;
      },
    },
    nowMs: () => epochMs(clock.nowMs),
    notNoted: (_token, error) => failures.push(error),
  });
  return { noted, failures, clock, note };
}

it("notes a token's use once an hour, however often it is used", async () => {
  const { note, noted, clock } = open();
  for (const afterMs of [0, 1, hourMs - 1, hourMs, hourMs + 1]) {
    clock.nowMs = startMs + afterMs;
    await note(token);
  }
  expect(noted).toEqual([startMs, startMs + hourMs]);
});

it("goes by what is noted already, by whatever environment", async () => {
  const { note, noted } = open();
  await note({ ...token, usedAtMs: epochMs(startMs - hourMs + 1) });
  expect(noted).toEqual([]);
  await note({ ...token, usedAtMs: epochMs(startMs - hourMs) });
  expect(noted).toEqual([startMs]);
});

it("notes nothing of the stage's own tokens, which are not stored", async () => {
  const { note, noted } = open();
  await note({ principal: "0123456789ab", scopes: ["admin"] });
  expect(noted).toEqual([]);
});

it("refuses nobody when a use cannot be noted, and tells why", async () => {
  const failure = new Error("the table is down");
  const { note, failures } = open(failure);
  await note(token);
  expect(failures).toEqual([failure]);
});
