import { readApiAddress } from "../api/api-address.ts";
import type { JobRequest } from "../api/api-client.ts";
import { chooseFolder } from "../cloud/choose-folder.ts";
import { deployedRegions, readGraph } from "../cloud/description.ts";
import { readUnkind, typedUnkindOption, type UnkindFlags } from "../cloud/unkind-options.ts";
import { withCloud } from "../cloud/with-cloud.ts";
import { readLimits } from "../render/limit.ts";
import { CommandError } from "../terminal/command-error.ts";
import type { Shell } from "../terminal/shell.ts";
import { publishing } from "./begin-job.ts";
import { type JobOptions, readJobOptions, regionsOf } from "./job-options.ts";
import type { PrintOptions } from "./print-matrix.ts";
import { runInFolder } from "./run-in-folder.ts";
import { runJob } from "./run-job.ts";

export interface ProbeOptions extends JobOptions, PrintOptions, UnkindFlags {
  api?: string;
  token?: string;
  /** False where nothing is to be kept. */
  data?: string | false;
  dryRun?: boolean;
}

/** Runs a job on the API named, on the cloud that runs on a data folder, or on one of its own. Answers as `runJob`. */
export async function probe(shell: Shell, options: ProbeOptions): Promise<number> {
  const { api, token, data, max } = options;
  // Refused before anything is started.
  readLimits(max);
  if (api !== undefined) {
    const request = readJobOptions(options, undefined);
    const wishes = wishesOf(options, request);
    return runJob(shell, wishes, apiDestination(shell, api, token), publishing(request));
  }
  if (token !== undefined) throw new CommandError(2, "--token is for --api; a local cloud makes its own");
  if (data === false) return probeInMemory(shell, options);
  // Only a running cloud knows its own regions, so what is refused here is refused by any.
  const request = readJobOptions(options, deployedRegions(await readGraph()));
  const folder = chooseFolder(data, shell.env, "make");
  const own = { unkind: await readUnkind(options), typed: typedUnkindOption(options) };
  return runInFolder(shell, wishesOf(options, request), folder, publishing(request), own);
}

const wishesOf = (options: ProbeOptions, request: JobRequest): PrintOptions => ({
  ...options,
  ...(options.dryRun && { estimateOf: request }),
});

/** An API that was named by its address. */
export const apiDestination = (shell: Shell, api: string, token: string | undefined) =>
  ({
    ...readApiAddress(api, token, shell.env),
    where: { kind: "api", url: api, token: token === undefined ? "variable" : "option" },
    troubles: [],
  }) as const;

/** Brings up a cloud for one job, in the regions that it touches. */
async function probeInMemory(shell: Shell, options: ProbeOptions): Promise<number> {
  const graph = await readGraph();
  const deployed = deployedRegions(graph);
  const request = readJobOptions(options, deployed);
  const unkind = await readUnkind(options);
  const troubles: string[] = [];
  const onTrouble = (trouble: string) => troubles.push(trouble);
  const own = { graph, ...unkind, regions: regionsOf(request, deployed), data: "", onTrouble };
  return withCloud(shell, { ...own, quiet: options.json ?? false }, ({ cloud, token, interrupted }) => {
    interrupted.throwIfAborted();
    const destination = { url: cloud.apiUrl, token, troubles, where: { kind: "gone" } } as const;
    const wishes = wishesOf(options, request);
    return runJob({ ...shell, interrupted }, wishes, destination, publishing(request));
  });
}
