import { resolve } from "node:path";
import { readApiAddress } from "./api-address.ts";
import { CommandError } from "./command-error.ts";
import { findRunning, noteAddress } from "./data-dir.ts";
import { type JobOptions, readJobOptions, regionsOf } from "./job-options.ts";
import { createToken, deployedRegions, readGraph, startLocalCloud } from "./local-cloud.ts";
import { createProgress } from "./progress.ts";
import { type PrintOptions, runJob } from "./run-job.ts";
import type { Shell } from "./shell.ts";
import { keepToken } from "./token-file.ts";
import { troubleIn } from "./trouble.ts";

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
  const running = data === undefined ? undefined : await findRunning(data);
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
  const { data, wan } = options;
  const graph = await readGraph();
  const deployed = deployedRegions(graph);
  const request = readJobOptions(options, deployed);
  const dataDir = data === undefined ? undefined : resolve(data);
  const token = dataDir === undefined ? createToken() : await keepToken(dataDir);
  const troubles: string[] = [];
  const bringUp = createProgress(shell.stderr, "provisioning", {
    quiet: options.json ?? false,
    monotonicMs: () => performance.now(),
  });
  const cloud = await startLocalCloud({
    graph,
    token,
    wan,
    // What is kept may have work left in every region.
    regions: dataDir === undefined ? regionsOf(request, deployed) : deployed,
    ...(dataDir !== undefined && { dataDir }),
    onEvent: (event) => {
      if (event.kind === "provisioned") bringUp.update(event.done, event.total);
      const trouble = troubleIn(event);
      if (trouble !== undefined) troubles.push(trouble);
    },
  }).finally(() => bringUp.stop());
  const forget = dataDir === undefined ? undefined : await noteAddress(dataDir, cloud.apiUrl);
  const where = data === undefined ? ({ kind: "gone" } as const) : ({ kind: "kept", dataDir: data } as const);
  try {
    shell.interrupted.throwIfAborted();
    return await runJob(shell, options, { url: cloud.apiUrl, token, where, troubles }, request);
  } finally {
    await forget?.();
    await cloud.stop();
  }
}
