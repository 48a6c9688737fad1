import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { askAll } from "../../scripts/clients/ask.ts";
import { judge } from "../../scripts/clients/client.ts";
import { javaScriptClients } from "../../scripts/clients/javascript.ts";
import { namedColumn, readColumn } from "../../scripts/clients/render.ts";
import { sharedBundles } from "../bundles.ts";
import { readGraph } from "../support/graph.ts";

const root = join(import.meta.dirname, "../..");

it("docs/local-cloud.md says what the JS SDK gets of each operation; npm run clients writes it", async () => {
  const misses: string[] = [];
  const options = { graph: await readGraph(), root, ...sharedBundles };
  const columns = await askAll(javaScriptClients, options, (...miss) => misses.push(miss.join(": ")));
  const page = readFileSync(join(root, "docs/local-cloud.md"), "utf8");
  expect(misses).toEqual([]);
  for (const column of columns) expect(readColumn(page, column.label)).toEqual(namedColumn(column));
});

describe("what a client gets", () => {
  const asked = { service: "sts", operation: "GetCallerIdentity", input: {}, says: "root" };

  it.each([
    ["works", { kind: "answer", text: '{"Arn":"root"}' }],
    ["differs", { kind: "answer", text: "{}" }],
    ["refused", { kind: "error", code: "InvalidAction", message: "There is no such action." }],
    ["differs", { kind: "error", code: "Unknown", message: "There is no such action." }],
    ["differs", { kind: "error", code: "InvalidAction", message: "" }],
    ["differs", { kind: "error", code: "", message: "Unable to parse response, invalid XML received" }],
    ["–", { kind: "unknown" }],
  ] as const)("%s: %j", (verdict, outcome) => expect(judge(asked, outcome)).toBe(verdict));

  it("differs where AWS would answer nothing of the kind, though it was answered", () => {
    const { says: _, ...refused } = asked;
    expect(judge(refused, { kind: "answer", text: "{}" })).toBe("differs");
  });
});
