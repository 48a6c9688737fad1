import { readApiAddress } from "../api/api-address.ts";
import { checkFolder } from "../cloud/check-folder.ts";
import { type DataFolder, withDataFolder } from "../cloud/data-folder.ts";
import { deployedRegions, readGraph } from "../cloud/description.ts";
import { findRunning } from "../cloud/running-cloud.ts";
import { readUnkind, typedUnkindOption, type UnkindFlags } from "../cloud/unkind-options.ts";
import { withCloud } from "../cloud/with-cloud.ts";
import { CommandError } from "../terminal/command-error.ts";
import type { Shell } from "../terminal/shell.ts";
import { type JobOptions, readJobOptions, regionsOf } from "./job-options.ts";
import { type PrintOptions, runJob } from "./run-job.ts";

export interface ProbeOptions extends JobOptions, PrintOptions, UnkindFlags {
  api?: string;
  token?: string;
  data?: string;
}

/** Runs a job on the API named, on the cloud that runs on a data folder, or on one of its own. Answers as `runJob`. */
export async function probe(shell: Shell, options: ProbeOptions): Promise<number> {
  const { api, token, data } = options;
  if (api !== undefined) {
    const address = readApiAddress(api, token, shell.env);
    const tokenFrom = token === undefined ? "variable" : "option";
    const destination = {
      ...address,
      where: { kind: "api", url: api, token: tokenFrom },
      troubles: [],
    } as const;
    return runJob(shell, options, destination, readJobOptions(options, undefined));
  }
  if (token !== undefined) throw new CommandError(2, "--token is for --api; a local cloud makes its own");
  const running = data === undefined ? undefined : await findRunning(checkFolder(data, "make"), data);
  if (data === undefined || running === undefined) return probeLocally(shell, options);
  const typed = typedUnkindOption(options);
  if (typed !== undefined)
    throw new CommandError(
      2,
      `${typed} is for a cloud that probe brings up, and one runs on ${data} already, at ${running.url}; leave it out, or stop that one`,
    );
  const destination = { ...running, where: { kind: "running", dataDir: data }, troubles: [] } as const;
  return runJob(shell, options, destination, readJobOptions(options, undefined));
}

async function probeLocally(shell: Shell, options: ProbeOptions): Promise<number> {
  const graph = await readGraph();
  const deployed = deployedRegions(graph);
  const request = readJobOptions(options, deployed);
  const { data = "", json = false } = options;
  const unkind = await readUnkind(options);
  const troubles: string[] = [];
  const onTrouble = (trouble: string) => troubles.push(trouble);
  return withDataFolder(options.data, (folder) => {
    // A data folder may hold work left in any region.
    const regions = folder === undefined ? regionsOf(request, deployed) : deployed;
    const own = { graph, ...unkind, regions, data, quiet: json, onTrouble, ...(folder && { folder }) };
    return withCloud(shell, own, async ({ cloud, token, interrupted, stop }) => {
      interrupted.throwIfAborted();
      const destination = { url: cloud.apiUrl, token, troubles, ...partingOf(folder, data, stop) };
      return runJob({ ...shell, interrupted }, options, destination, request);
    });
  });
}

/** A kept job is printed only once its cloud has stopped, and so has written all of it. */
const partingOf = (folder: DataFolder | undefined, dataDir: string, stop: () => Promise<void>) =>
  folder === undefined
    ? ({ where: { kind: "gone" } } as const)
    : ({ where: { kind: "kept", dataDir }, settle: stop } as const);
