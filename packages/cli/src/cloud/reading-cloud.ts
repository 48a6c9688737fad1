import type { ApiAddress } from "../api/shell-client.ts";
import type { Shell } from "../terminal/shell.ts";
import type { DataFolder } from "./data-folder.ts";
import { deployedRegions, readGraph } from "./description.ts";
import { readingPart } from "./reading-part.ts";
import { withCloud } from "./with-cloud.ts";

/**
 * Brings up what answers for the jobs of a folder, hands its address to `use`, and stops it after that. Nothing else reaches
 * it: the folder does not say where it is, and who looks there waits until it is gone. Throws as withCloud.
 */
export async function withReadingCloud<T>(
  shell: Shell,
  folder: DataFolder,
  /** The folder as it was typed. */
  given: string,
  use: (address: ApiAddress, interrupted: AbortSignal) => Promise<T>,
): Promise<T> {
  const graph = await readGraph();
  return withCloud(
    shell,
    {
      graph: readingPart(graph),
      regions: deployedRegions(graph),
      ...{ folder, data: given, quiet: true, isReading: true },
      // Nothing is measured.
      ...{ wan: false, freeze: false, disorder: false },
      onTrouble: (trouble) => shell.stderr.write(`${trouble}\n`),
    },
    ({ cloud, token, interrupted }) => use({ url: cloud.apiUrl, token }, interrupted),
  );
}
