// Writes what /openapi.json answers, from core's table of routes and from real answers (scripts/openapi/examples.json).
// With --take it first takes these answers from jobs on a local cloud of its own.
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { openApiDocument } from "./openapi/document.ts";
import { renderProblems } from "./openapi/problems.ts";
import { takeExamples } from "./openapi/take-examples.ts";

const root = join(import.meta.dirname, "..");
const examplesFile = join(root, "scripts/openapi/examples.json");
const write = (file: string, value: unknown) => writeFile(file, `${JSON.stringify(value, null, 1)}\n`);

if (process.argv.includes("--take")) await write(examplesFile, await takeExamples());
const examples = JSON.parse(await readFile(examplesFile, "utf8"));
await write(join(root, "packages/functions/src/contract/openapi.json"), openApiDocument(examples));
await writeFile(join(root, "docs/problems.md"), renderProblems());
