import { readFileSync } from "node:fs";
import { join, relative, resolve, sep } from "node:path";
import { describe, expect, it } from "vitest";
import { rooms } from "../../scripts/house/rooms.ts";
import { listSources } from "../../scripts/house/sources.ts";
import { withRooms } from "../../scripts/house/table.ts";

const root = resolve(import.meta.dirname, "../..");
const page = readFileSync(join(root, "docs/architecture.md"), "utf8");
const files = Object.keys(rooms)
  .flatMap((name) => listSources(join(root, "packages", name, "src")))
  .map((file) => relative(root, file).split(sep).join("/"));

/** What stands between backquotes and looks like a path of the tree: with a slash, or a file of TypeScript. */
const pathsIn = (text: string): string[] =>
  [...text.matchAll(/`([^`\s]+)`/g)]
    .map(([, quoted = ""]) => quoted)
    .filter((quoted) => /^[\w./-]+$/.test(quoted) && (/^[\w-]+\//.test(quoted) || quoted.endsWith(".ts")));

/** A path from the root of the repository, or the end of one from a package's `src`. */
const isThere = (path: string): boolean =>
  path.startsWith("packages/") || path.startsWith("test/")
    ? [...files, "test/house/"].some((file) => file.startsWith(path))
    : files.some((file) => {
        const inside = file.replace(/^packages\/[^/]+\/src\//, "");
        return path.endsWith("/") ? inside.startsWith(path) : inside === path;
      });

describe("docs/architecture.md", () => {
  it("names only paths that are there", () => {
    expect(pathsIn(page).length).toBeGreaterThan(20);
    expect(pathsIn(page).filter((path) => !isThere(path))).toEqual([]);
  });

  it("tells a path that is not there", () => {
    const made = "`packages/core/src/attic/` `submit/submit-jobs.ts` `attic/` `submit/` `api.ts`";
    expect(pathsIn(made).filter((path) => !isThere(path))).toEqual([
      "packages/core/src/attic/",
      "submit/submit-jobs.ts",
      "attic/",
    ]);
  });

  it("has the rooms as they are, of every package in their order", () => {
    expect(withRooms(page), "docs/architecture.md is stale: run `npm run architecture`").toBe(page);
  });

  it("gives every room of the order a folder with files in it", () => {
    for (const [name, list] of Object.entries(rooms))
      for (const { name: room } of list) {
        const folder = room === "." ? `packages/${name}/src/` : `packages/${name}/src/${room}/`;
        expect(
          files.some((file) => file.startsWith(folder)),
          folder,
        ).toBe(true);
      }
  });

  it("has a picture that draws every room", () => {
    const picture = readFileSync(join(root, "docs/architecture.svg"), "utf8");
    for (const list of Object.values(rooms))
      for (const { name: room } of list)
        expect(picture).toContain(`>${room === "." ? "the root" : room}</text>`);
  });
});
