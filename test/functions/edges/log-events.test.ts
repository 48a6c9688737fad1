import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";

const root = join(import.meta.dirname, "../../..");
const sources = globSync("packages/functions/src/**/*.ts", { cwd: root })
  .map((path) => readFileSync(join(root, path), "utf8"))
  .join("\n");

/** Names of events are lower-case words around one dot, and nothing else is written like that. */
const written = [...sources.matchAll(/"([a-z]+\.[a-z]+(?:[A-Z][a-z]+)*)"/g)].map(([, name]) => name);
const listed = [...readFileSync(join(root, "docs/logs.md"), "utf8").matchAll(/^\| `([^`]+)` \|/gm)].map(
  ([, name]) => name,
);

it("are in docs/logs.md, every one that is logged and no other", () => {
  expect([...new Set(written)].sort()).toEqual([...listed].sort());
});

it("are logged by name, never by a text that is put together", () => {
  expect(sources.match(/logger\s*\.(info|warn|error|debug)\(\s*`/g)).toBeNull();
});
