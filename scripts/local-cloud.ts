// Writes the generated part of docs/local-cloud.md: what the local cloud takes of each resource type, from its own tables.
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { withInputs } from "./local-cloud/render.ts";

const page = join(import.meta.dirname, "../docs/local-cloud.md");
await writeFile(page, withInputs(await readFile(page, "utf8")));
