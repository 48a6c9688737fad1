import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** Once a run: a folder for the bundles, graphs and compiled modules that its test files share, and its end. */
export async function setup(): Promise<() => Promise<void>> {
  const folder = await mkdtemp(join(tmpdir(), "crisscross-run-"));
  process.env.CRISSCROSS_BUNDLES = join(folder, "bundles");
  process.env.CRISSCROSS_GRAPHS = join(folder, "graphs");
  process.env.CRISSCROSS_COMPILED = join(folder, "compiled");
  // No test may come upon what this user keeps, nor add to it.
  process.env.CRISSCROSS_DATA = join(folder, "data");
  // Node's own: a command that a test runs need not compile its hundreds of modules again. It outlives the run, because
  // processes write to it as they end.
  process.env.NODE_COMPILE_CACHE ??= join(import.meta.dirname, "../node_modules/.cache/compiled");
  return () => rm(folder, { recursive: true, force: true });
}
