import { createHash } from "node:crypto";
import { mkdir, readFile, rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { bundleProgram } from "../../scripts/bundle.ts";
import type { ResourceGraph } from "../../scripts/graph.ts";
import { ensurePlatform } from "../../scripts/platform.ts";
import { type SynthOptions, synthesize } from "../../scripts/synth.ts";

const root = join(import.meta.dirname, "../..");

/** As `synthesize`; what a test file of this run has synthesised from the same sources already is not again. */
export async function synthesized(options: SynthOptions = {}): Promise<ResourceGraph> {
  const folder = process.env.CRISSCROSS_GRAPHS;
  if (folder === undefined) return synthesize(options);
  const program = await bundleProgram(root, await ensurePlatform(), options.edits ?? []);
  const key = createHash("sha256").update(program).update(JSON.stringify(options)).digest("hex");
  const file = join(folder, `${key}.json`);
  const kept = await readFile(file, "utf8").catch(() => undefined);
  if (kept !== undefined) return JSON.parse(kept);
  const graph = await synthesize(options);
  await mkdir(folder, { recursive: true });
  // Whole at any time: other files read it meanwhile.
  const draft = `${file}.${process.pid}`;
  await writeFile(draft, JSON.stringify(graph));
  await rename(draft, file);
  return graph;
}
