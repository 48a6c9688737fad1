import type { ServiceCall } from "@crisscross/local/service/call";
import { readForm, readTree } from "@crisscross/local/service/read-form";
import { readJson } from "@crisscross/local/service/read-json";
import { describe, expect, it } from "vitest";

const place = { service: "sqs", region: "us-east-1", accountId: "000000000000" };
const call = (headers: Record<string, string>, text: string): ServiceCall => ({
  method: "POST",
  path: "/",
  headers,
  body: Buffer.from(text),
});

describe("a JSON body", () => {
  const read = (text: string) =>
    readJson(
      call({ "content-type": "application/x-amz-json-1.0", "x-amz-target": "A.B" }, text),
      { target: "A", version: "1.0" },
      place,
    );
  const lists = (levels: number) => `{"a":${"[".repeat(levels)}${"]".repeat(levels)}}`;
  const objects = (levels: number) => `${'{"a":'.repeat(levels)}1${"}".repeat(levels)}`;

  it.each([
    ["200,000 lists", lists(200_000)],
    ["200 lists", lists(200)],
    ["201 objects", objects(201)],
  ])("of %s in each other is refused", (_what, text) => {
    expect(() => read(text)).toThrow(
      expect.objectContaining({ kind: "malformed", message: expect.stringMatching(/deeper than 200/) }),
    );
  });

  it.each([lists(199), objects(200)])("of 200 levels is read", (text) => {
    expect(read(text).body.toString()).toBe(text);
  });
});

describe("the name of a form's field", () => {
  const form = (name: string) =>
    call({ "content-type": "application/x-www-form-urlencoded" }, `Action=Ask&${name}=1`);

  it.each([
    ["readForm", readForm],
    ["readTree", readTree],
  ])("with 30,000 periods is refused by %s", (_name, read) => {
    expect(() => read(form("a.".repeat(30_000)), place)).toThrow(
      expect.objectContaining({ kind: "malformed", message: expect.stringMatching(/more than 20 steps/) }),
    );
  });

  it("with nineteen is read", () => {
    expect(JSON.stringify(readTree(form(`${"a.".repeat(19)}b`), place).texts)).toContain('"b":"1"');
  });
});
