import { readFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { beforeAll, describe, expect, it } from "vitest";
import { graphFile } from "../../scripts/graph.ts";
import { synthesizeText } from "../../scripts/synth.ts";
import { committed } from "./stack.ts";

describe("stacks/resources.json", () => {
  let text: string;
  let again: string;

  beforeAll(async () => {
    [text, again] = await Promise.all([synthesizeText(), synthesizeText()]);
  }, 60_000);

  it("is what stacks/ describes", async () => {
    const stored = await readFile(graphFile, "utf8");
    expect(stored === text, "stacks/resources.json is stale: run `npm run synth` and commit it").toBe(true);
  });

  it("comes out the same, byte for byte, a second time", () => {
    expect(again).toBe(text);
  });

  it("names no folder of the machine that wrote it", () => {
    for (const folder of [process.cwd(), tmpdir(), "/home/", "/Users/", ".sst/"])
      expect(text).not.toContain(folder);
  });

  it("has resources sorted by type, region and name, each once", () => {
    const keys = committed.resources.map(({ type, region, name }) => `${type} ${region} ${name}`);
    expect(keys).toEqual([...new Set(keys)].sort());
  });

  it("leaves no reference open", () => {
    expect(text).not.toMatch(/undefined|\[object|Calling \[toString\]|04da6b54-80e4-46f7-96ec-b56ff0331ba9/);
  });

  it("has no value of a secret, only its name", () => {
    expect(text.match(/secret:\w+/g)).toEqual(["secret:TokenHashes"]);
  });
});
