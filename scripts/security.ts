// Writes docs/security.md: the rules of scripts/security judged over what stacks/ describes.
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { renderReview } from "./security/render.ts";
import { synthesize } from "./synth.ts";

/** The stages reviewed: the local cloud's, and the one that is protected. */
const stages = ["local", "production"];

try {
  const graphs = await Promise.all(stages.map((stage) => synthesize({ stage })));
  await writeFile(join(import.meta.dirname, "../docs/security.md"), renderReview(graphs));
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
