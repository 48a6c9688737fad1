// Draws docs/architecture.svg, and writes the table of rooms in docs/architecture.md, from the imports of the tree.
import { readFileSync } from "node:fs";
import { readFile, writeFile } from "node:fs/promises";
import { join, relative, resolve, sep } from "node:path";
import { placeOf } from "./house/faults.ts";
import { readImports } from "./house/imports.ts";
import { drawHouse, type Size } from "./house/picture.ts";
import { listSources } from "./house/sources.ts";
import { withRooms } from "./house/table.ts";

const root = resolve(import.meta.dirname, "..");

function sizeOf(name: string, room: string): Size {
  const files = listSources(join(root, "packages", name, "src")).filter((file) => {
    const place = placeOf(relative(root, file).split(sep).join("/"));
    return place.room === room;
  });
  const lines = files.reduce((sum, file) => sum + readFileSync(file, "utf8").split("\n").length - 1, 0);
  return { files: files.length, lines };
}

const page = join(root, "docs/architecture.md");
await writeFile(page, withRooms(await readFile(page, "utf8")));
await writeFile(join(root, "docs/architecture.svg"), drawHouse(readImports(root), sizeOf));
