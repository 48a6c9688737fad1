// Writes what /openapi.json answers and the client's types of it, from core's table of routes and from real answers (scripts/openapi/examples.json).
// With --take it first takes these answers from jobs on a local cloud of its own.
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { renderOperations, renderTypes } from "../packages/client/generate.ts";
import { openApiDocument } from "./openapi/document.ts";
import { renderProblems } from "./openapi/problems.ts";
import { takeExamples } from "./openapi/take-examples.ts";

const root = join(import.meta.dirname, "..");
const examplesFile = join(root, "scripts/openapi/examples.json");
const jsonOf = (value: unknown) => `${JSON.stringify(value, null, 1)}\n`;

if (process.argv.includes("--take")) await writeFile(examplesFile, jsonOf(await takeExamples()));
const examples = JSON.parse(await readFile(examplesFile, "utf8"));
const document = jsonOf(openApiDocument(examples));
await writeFile(join(root, "packages/functions/src/contract/openapi.json"), document);
await writeFile(join(root, "packages/client/contract.d.ts"), await renderTypes(document));
await writeFile(join(root, "packages/client/src/operation-table.ts"), renderOperations(document));
await writeFile(join(root, "docs/problems.md"), renderProblems());
