import { once } from "node:events";
import { isRegion, placeHint, type Region } from "@crisscross/core/job/regions";
import { CommandError } from "../terminal/command-error.ts";
import type { Shell } from "../terminal/shell.ts";
import { withDataFolder } from "./data-folder.ts";
import { deployedRegions, readGraph } from "./description.ts";
import { checkPort } from "./listening-port.ts";
import { readUnkind, type UnkindFlags } from "./unkind-options.ts";
import { welcome } from "./welcome.ts";
import { withCloud } from "./with-cloud.ts";

export interface UpOptions extends UnkindFlags {
  port?: number;
  data?: string;
  regions?: string;
}

/** Keeps a local cloud running until Ctrl-C, which is its ordinary end: answers 0. Throws CommandError when a write fails. */
export async function up(shell: Shell, options: UpOptions): Promise<number> {
  const { port, data, regions: asked } = options;
  const unkind = await readUnkind(options);
  const graph = await readGraph();
  const regions = readRegions(asked, deployedRegions(graph));
  const onTrouble = (trouble: string) => shell.stderr.write(`${trouble}\n`);
  await withDataFolder(data, async (folder) => {
    if (port !== undefined) await checkPort(port);
    const given = { ...(port !== undefined && { port }), ...(folder && { folder }) };
    const own = { graph, ...unkind, regions, data: data ?? "", quiet: false, onTrouble, ...given };
    const { describeNetwork } = await import("@crisscross/local/wan/network");
    await withCloud(shell, own, async ({ cloud, token, interrupted }) => {
      shell.stdout.write(
        welcome({
          cloud,
          token,
          regions,
          wan: options.wan,
          network: describeNetwork(unkind.network),
          dataDir: folder?.path,
        }),
      );
      if (!interrupted.aborted) await once(interrupted, "abort");
      shell.stderr.write("stopping\n");
    });
  });
  return 0;
}

function readRegions(text: string | undefined, deployed: readonly Region[]): readonly Region[] {
  if (text === undefined) return deployed;
  const asked = text.split(",").map((item) => item.trim());
  const stranger = asked.find((region) => !(isRegion(region) && deployed.includes(region)));
  const rejected = stranger ?? asked.find((region, index) => asked.indexOf(region) !== index);
  if (rejected === undefined) return deployed.filter((region) => asked.includes(region));
  throw new CommandError(
    2,
    `--regions: ${JSON.stringify(rejected)} is not accepted; accepted: any of ${deployed.join(", ")}; each at most once${placeHint(rejected)}`,
  );
}
