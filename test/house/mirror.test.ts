import { globSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { describe, expect, it } from "vitest";
import { rooms } from "../../scripts/house/rooms.ts";

const test = resolve(import.meta.dirname, "..");

/** Folders under test/ that are no rooms. */
const exceptions: Readonly<Record<string, string>> = {
  "local/fixtures": "what tests of several rooms deploy, sign and start",
  "local/fixtures/toy": "a service that a test adds",
  "local/lambda/fixtures": "handlers that the host's tests run",
};

const roomsOf = (name: string): string[] => (rooms[name] ?? []).map((room) => room.name);

describe.each(["core", "functions", "cli", "local"])("test/%s", (name) => {
  it("has the folders that the package has", () => {
    const folders = globSync(`${name}/*/**/*.{ts,json}`, { cwd: test }).map((file) => dirname(file));
    const strangers = new Set(folders).difference(
      new Set([...roomsOf(name).map((room) => `${name}/${room}`), ...Object.keys(exceptions)]),
    );
    expect(folders.length).toBeGreaterThan(0);
    expect([...strangers]).toEqual([]);
  });

  it("has tests in these folders, and beside them only of what stands at the package's root", () => {
    const beside = globSync(`${name}/*.{test,contract}.ts`, { cwd: test });
    expect(roomsOf(name).includes(".") ? [] : beside).toEqual([]);
  });
});
