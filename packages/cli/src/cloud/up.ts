import { once } from "node:events";
import { isRegion, type Region, regionCalled } from "@crisscross/core/job/regions";
import { CommandError } from "../terminal/command-error.ts";
import { pauseUntil } from "../terminal/pause.ts";
import type { Shell } from "../terminal/shell.ts";
import { type ChosenFolder, chooseFolder } from "./choose-folder.ts";
import { keepConditions } from "./conditions.ts";
import { type DataFolder, isRunning, takeFolder } from "./data-folder.ts";
import { deployedRegions, readGraph } from "./description.ts";
import { checkPort } from "./listening-port.ts";
import { readUnkind, type UnkindFlags } from "./unkind-options.ts";
import { welcome } from "./welcome.ts";
import { withCloud } from "./with-cloud.ts";

export interface UpOptions extends UnkindFlags {
  port?: number;
  /** False where nothing is to be kept. */
  data?: string | false;
  regions?: string;
}

/** Keeps a local cloud running until Ctrl-C, which is its ordinary end: answers 0. Throws CommandError when a write fails. */
export async function up(shell: Shell, options: UpOptions): Promise<number> {
  const { port, data, regions: asked } = options;
  const unkind = await readUnkind(options);
  const graph = await readGraph();
  const regions = readRegions(asked, deployedRegions(graph));
  const onTrouble = (trouble: string) => shell.stderr.write(`${trouble}\n`);
  const chosen = data === false ? undefined : chooseFolder(data, shell.env, "make");
  await withFolder(shell, chosen, async (folder) => {
    if (port !== undefined) await checkPort(port);
    if (chosen && folder) await keepConditions(shell, chosen, folder, unkind);
    const given = { ...(port !== undefined && { port }), ...(folder && { folder }) };
    const own = { graph, ...unkind, regions, data: chosen?.given ?? "", quiet: false, onTrouble, ...given };
    const { describeNetwork } = await import("@crisscross/local/wan/network");
    await withCloud(shell, own, async ({ cloud, token, interrupted }) => {
      shell.stdout.write(
        welcome({
          cloud,
          token,
          regions,
          wan: options.wan,
          network: describeNetwork(unkind.network),
          ...(chosen && { kept: chosen }),
        }),
      );
      if (!interrupted.aborted) await once(interrupted, "abort");
      shell.stderr.write("stopping\n");
    });
  });
  return 0;
}

/** Holds the folder that was chosen, if one was, during `use`. Throws CommandError 1 when a cloud runs on it. */
async function withFolder(
  { interrupted }: Shell,
  chosen: ChosenFolder | undefined,
  use: (folder: DataFolder | undefined) => Promise<void>,
): Promise<void> {
  if (chosen === undefined) return use(undefined);
  const taken = await takeFolder(chosen.given, pauseUntil(interrupted));
  if ("running" in taken) throw isRunning(chosen.given, taken.running);
  await use(taken.folder).finally(() => taken.folder.release());
}

function readRegions(text: string | undefined, deployed: readonly Region[]): readonly Region[] {
  if (text === undefined) return deployed;
  const asked = text.split(",").map((item) => regionCalled(item.trim()) ?? item.trim());
  const stranger = asked.find((region) => !(isRegion(region) && deployed.includes(region)));
  const rejected = stranger ?? asked.find((region, index) => asked.indexOf(region) !== index);
  if (rejected === undefined) return deployed.filter((region) => asked.includes(region));
  throw new CommandError(
    2,
    `--regions: ${JSON.stringify(rejected)} is not accepted; accepted: any of ${deployed.join(", ")}; each at most once`,
  );
}
