// Writes docs/metrics.md: core's table of metrics, and the alarms that stacks/ describes.
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { graphFile } from "./graph.ts";
import { renderMetrics } from "./metrics/render.ts";

const graph = JSON.parse(await readFile(graphFile, "utf8"));
await writeFile(join(import.meta.dirname, "../docs/metrics.md"), renderMetrics(graph));
