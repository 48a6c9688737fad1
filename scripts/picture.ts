// Draws docs/flow.svg from stacks/resources.json: one probe region stands for the others.
import { readFile, writeFile } from "node:fs/promises";
import { drawFlow } from "./flow.ts";

const root = new URL("../", import.meta.url);
const graph = JSON.parse(await readFile(new URL("stacks/resources.json", root), "utf8"));
await writeFile(new URL("docs/flow.svg", root), drawFlow(graph));
console.log("docs/flow.svg drawn from stacks/resources.json");
