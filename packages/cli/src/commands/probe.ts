import { readApiAddress } from "../api/api-address.ts";
import { checkFolder } from "../cloud/check-folder.ts";
import { findRunning } from "../cloud/data-dir.ts";
import { type DataFolder, openDataFolder } from "../cloud/data-folder.ts";
import { stopCloud, watchFailedWrites } from "../cloud/failed-writes.ts";
import { createToken, deployedRegions, readGraph, startLocalCloud } from "../cloud/local-cloud.ts";
import { troubleIn } from "../cloud/trouble.ts";
import { type JobOptions, type JobRequest, readJobOptions, regionsOf } from "../job/job-options.ts";
import { type PrintOptions, runJob } from "../job/run-job.ts";
import { CommandError } from "../terminal/command-error.ts";
import { createProgress } from "../terminal/progress.ts";
import type { Shell } from "../terminal/shell.ts";

export interface ProbeOptions extends JobOptions, PrintOptions {
  api?: string;
  token?: string;
  data?: string;
  wan: boolean;
}

/** Runs a job on the API named, on the cloud that runs on a data folder, or on one of its own. Answers as `runJob`. */
export async function probe(shell: Shell, options: ProbeOptions): Promise<number> {
  const { api, token, data } = options;
  if (api !== undefined) {
    const address = readApiAddress(api, token, shell.env);
    const tokenFrom = token === undefined ? "environment" : "option";
    const place = { ...address, where: { kind: "api", url: api, token: tokenFrom }, troubles: [] } as const;
    return runJob(shell, options, place, readJobOptions(options, undefined));
  }
  if (token !== undefined) throw new CommandError(2, "--token is for --api; a local cloud makes its own");
  const running = data === undefined ? undefined : await findRunning(checkFolder(data, "make"), data);
  if (data === undefined || running === undefined) return probeLocally(shell, options);
  if (!options.wan)
    throw new CommandError(
      2,
      `--no-wan is for a cloud that probe brings up, and one runs on ${data} already, at ${running.url}; leave it out, or stop that one`,
    );
  const place = { ...running, where: { kind: "running", dataDir: data }, troubles: [] } as const;
  return runJob(shell, options, place, readJobOptions(options, undefined));
}

async function probeLocally(shell: Shell, options: ProbeOptions): Promise<number> {
  const graph = await readGraph();
  const deployed = deployedRegions(graph);
  const request = readJobOptions(options, deployed);
  const folder = options.data === undefined ? undefined : await openDataFolder(options.data);
  try {
    return await probeOn(folder, shell, options, { graph, deployed, request });
  } finally {
    await folder?.release();
  }
}

interface Plan {
  graph: Awaited<ReturnType<typeof readGraph>>;
  deployed: ReturnType<typeof deployedRegions>;
  request: JobRequest;
}

async function probeOn(
  folder: DataFolder | undefined,
  shell: Shell,
  options: ProbeOptions,
  { graph, deployed, request }: Plan,
): Promise<number> {
  const { data = "", wan } = options;
  const token = folder?.token ?? createToken();
  const failedWrites = watchFailedWrites(data);
  const troubles: string[] = [];
  const bringUp = createProgress(shell.stderr, "provisioning", {
    quiet: options.json ?? false,
    monotonicMs: () => performance.now(),
  });
  const starting = startLocalCloud({
    graph,
    token,
    wan,
    // What is kept may have work left in every region.
    regions: folder === undefined ? regionsOf(request, deployed) : deployed,
    ...(folder !== undefined && { folder }),
    onEvent: (event) => {
      failedWrites.note(event);
      if (event.kind === "provisioned") bringUp.update(event.done, event.total);
      const trouble = troubleIn(event);
      if (trouble !== undefined) troubles.push(trouble);
    },
  });
  const cloud = await failedWrites.blame(starting.finally(() => bringUp.stop()));
  const interrupted = AbortSignal.any([shell.interrupted, failedWrites.signal]);
  const place = { url: cloud.apiUrl, token, troubles };
  const kept = {
    where: { kind: "kept", dataDir: data },
    settle: () => stopCloud(cloud, failedWrites),
  } as const;
  try {
    await folder?.noteAddress(cloud.apiUrl);
    interrupted.throwIfAborted();
    const running = runJob(
      { ...shell, interrupted },
      options,
      { ...place, ...(folder === undefined ? { where: { kind: "gone" } } : kept) },
      request,
    );
    return await failedWrites.blame(running);
  } finally {
    await stopCloud(cloud, failedWrites);
  }
}
