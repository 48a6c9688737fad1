import { createHash } from "node:crypto";
import { principalOf, readTokenHashes } from "@crisscross/functions/tokens/secret-hashes";
import { expect, it } from "vitest";

const hashOf = (token: string): string => createHash("sha256").update(token).digest("hex");
const hashes = readTokenHashes(` ${hashOf("one")}\n${hashOf("two")}\t${hashOf("three")} `);

it.each(["one", "two", "three"])("names the owner of token %s after its hash", (token) => {
  expect(principalOf(hashes, token)).toBe(hashOf(token).slice(0, 12));
});

it.each(["", "four", "One", hashOf("one"), "one two"])("does not know %j", (token) => {
  expect(principalOf(hashes, token)).toBeUndefined();
});

it("lets nobody in when there are no hashes", () => {
  expect(principalOf(readTokenHashes("  "), "one")).toBeUndefined();
});

it.each(["token", hashOf("one").toUpperCase(), hashOf("one").slice(1)])("refuses %j as a hash", (text) => {
  expect(() => readTokenHashes(text)).toThrow(/entry 1/);
});
