import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { isRegion, type Region } from "@crisscross/core/job/regions";
import type { ResourceGraph } from "@crisscross/local/graph/graph";
import { CommandError } from "../terminal/command-error.ts";
import { reasonOf } from "../terminal/reason.ts";

/** Folder of the repository, with a slash at its end. */
export const root = fileURLToPath(new URL("../../../..", import.meta.url));
const graphPath = "stacks/resources.json";

/** The description of the system, as synthesised. Throws CommandError 1 when it is missing or damaged. */
export async function readGraph(): Promise<ResourceGraph> {
  const { parseGraph } = await import("@crisscross/local/graph/graph");
  try {
    return parseGraph(JSON.parse(await readFile(`${root}${graphPath}`, "utf8")));
  } catch (cause) {
    throw new CommandError(
      1,
      `${graphPath} cannot be read (${reasonOf(cause)}). Write it again with npm run synth`,
      { cause },
    );
  }
}

/** The regions the description deploys probes to: what its API was told. */
export function deployedRegions(graph: ResourceGraph): readonly Region[] {
  const listed = graph.resources
    .map(({ inputs }) => inputs.environment as { variables?: Record<string, string> } | undefined)
    .find((environment) => environment?.variables?.PROBE_REGIONS !== undefined)?.variables?.PROBE_REGIONS;
  const regions = (listed ?? "").split(",").filter(isRegion);
  if (regions.length > 0) return regions;
  throw new CommandError(
    1,
    `${graphPath} has no function with PROBE_REGIONS. Write it again with npm run synth`,
  );
}
