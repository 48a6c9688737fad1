import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { describe, expect, it } from "vitest";
import { anchorsOf, linksOf } from "./markdown.ts";

const root = resolve(import.meta.dirname, "../..");
const pages = [
  ...readdirSync(root).filter((name) => name.endsWith(".md")),
  ...readdirSync(join(root, "docs"), { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".md"))
    .map((name) => join("docs", name)),
];

/** What is wrong with the relative links of a page, one line per fault. */
function brokenLinks(page: string, text: string): string[] {
  return linksOf(text).flatMap(({ path, anchor, line }) => {
    const target = path === "" ? join(root, page) : resolve(root, dirname(page), path);
    const at = `${page}:${line}: ${path}${anchor === undefined ? "" : `#${anchor}`}`;
    if (relative(root, target).startsWith("..")) return [`${at} leads out of the repository`];
    if (!existsSync(target)) return [`${at} does not exist`];
    if (anchor === undefined || !statSync(target).isFile()) return [];
    const anchors = anchorsOf(path === "" ? text : readFileSync(target, "utf8"));
    return anchors.has(anchor) ? [] : [`${at} has no such heading`];
  });
}

describe("documents", () => {
  it.each(pages)("%s links only to files and headings that exist", (page) => {
    expect(brokenLinks(page, readFileSync(join(root, page), "utf8"))).toEqual([]);
  });

  it("are all found, and so are their links", () => {
    expect(pages).toEqual(
      expect.arrayContaining(["README.md", "docs/api.md", "docs/adr/0001-execution-environments.md"]),
    );
    expect(linksOf(readFileSync(join(root, "README.md"), "utf8")).length).toBeGreaterThan(10);
  });
});

describe("the check of links", () => {
  it.each([
    ["a missing file", "[a](docs/none.md)", "docs/none.md does not exist"],
    ["a missing picture", "![a](docs/none.svg)", "docs/none.svg does not exist"],
    ["a missing heading here", "# One\n\n[a](#two)", "#two has no such heading"],
    ["a missing heading elsewhere", "[a](docs/api.md#none)", "docs/api.md#none has no such heading"],
    ["a file outside", "[a](../other)", "../other leads out of the repository"],
  ])("tells %s", (_, text, fault) => {
    expect(brokenLinks("README.md", text)).toEqual([`README.md:${text.split("\n").length}: ${fault}`]);
  });

  it("takes addresses of the web, code and headings as they are", () => {
    const text =
      "# One\n\n[a](https://example.org/x#y) `[b](none)` [c](#one)\n\n```\n[d](none)\n# two\n```\n";
    expect(brokenLinks("README.md", text)).toEqual([]);
    expect(anchorsOf(text)).toEqual(new Set(["one"]));
  });
});
