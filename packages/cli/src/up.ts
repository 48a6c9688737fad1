import { once } from "node:events";
import { resolve } from "node:path";
import { isRegion, placeHint, placeOf, type Region } from "@crisscross/core/regions";
import type { Cloud } from "@crisscross/local/cloud";
import { CommandError } from "./command-error.ts";
import { findRunning, noteAddress } from "./data-dir.ts";
import { createToken, deployedRegions, readGraph, startLocalCloud } from "./local-cloud.ts";
import { createProgress } from "./progress.ts";
import type { Shell } from "./shell.ts";
import { keepCredentials, keepToken } from "./token-file.ts";
import { troubleIn } from "./trouble.ts";

export interface UpOptions {
  port?: string;
  data?: string;
  wan: boolean;
  regions?: string;
}

/** Keeps a local cloud running until Ctrl-C, which is its ordinary end: answers 0. */
export async function up(shell: Shell, options: UpOptions): Promise<number> {
  const graph = await readGraph();
  const port = readPort(options.port);
  const regions = readRegions(options.regions, deployedRegions(graph));
  const dataDir = options.data === undefined ? undefined : resolve(options.data);
  const running = dataDir === undefined ? undefined : await findRunning(dataDir);
  if (running !== undefined)
    throw new CommandError(
      1,
      `--data: a local cloud runs on ${options.data} already, at ${running.url}; use that one, or stop it first`,
    );
  const token = dataDir === undefined ? createToken() : await keepToken(dataDir);
  const credentials = dataDir === undefined ? undefined : await keepCredentials(dataDir);
  const bringUp = createProgress(shell.stderr, "provisioning", {
    quiet: false,
    monotonicMs: () => performance.now(),
  });
  const cloud = await startLocalCloud({
    graph,
    token,
    wan: options.wan,
    regions,
    ...(port !== undefined && { port }),
    ...(dataDir !== undefined && { dataDir }),
    ...(credentials !== undefined && { credentials }),
    onEvent: (event) => {
      if (event.kind === "provisioned") bringUp.update(event.done, event.total);
      const trouble = troubleIn(event);
      if (trouble !== undefined) shell.stderr.write(`${trouble}\n`);
    },
  }).finally(() => bringUp.stop());
  const forget = dataDir === undefined ? undefined : await noteAddress(dataDir, cloud.apiUrl);
  try {
    shell.stdout.write(welcome({ cloud, url: cloud.apiUrl, token, regions, wan: options.wan, dataDir }));
    if (!shell.interrupted.aborted) await once(shell.interrupted, "abort");
    shell.stderr.write("stopping\n");
  } finally {
    await forget?.();
    await cloud.stop();
  }
  return 0;
}

interface Welcome {
  cloud: Pick<Cloud, "endpoint" | "homeRegion" | "credentials">;
  url: string;
  token: string;
  regions: readonly Region[];
  wan: boolean;
  dataDir: string | undefined;
}

function welcome({ cloud, url, token, regions, wan, dataDir }: Welcome): string {
  return `Crisscross is up; Ctrl-C stops it.

  API      ${url}
  token    ${token}
  regions  ${regions.map((region) => `${region} (${placeOf(region)})`).join(", ")}
  network  ${wan ? "simulated between regions" : "none: every call takes no longer than on one machine"}
  data     ${dataDir ?? "in memory, gone when it stops"}

Publish a job:
  curl -s -X POST ${url}/v1/jobs -H 'authorization: Bearer ${token}' -H 'content-type: application/json' -d '{}'

Publish one and see its matrix:
  npx crisscross probe ${dataDir === undefined ? `--api ${url} --token ${token}` : `--data ${dataDir}`}

Look inside with an AWS SDK or the aws command, each region under its own name:
  export AWS_ENDPOINT_URL=${cloud.endpoint} AWS_REGION=${cloud.homeRegion} AWS_DEFAULT_REGION=${cloud.homeRegion}
  export AWS_ACCESS_KEY_ID=${cloud.credentials.accessKeyId} AWS_SECRET_ACCESS_KEY=${cloud.credentials.secretAccessKey}
`;
}

function readPort(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const port = /^\d{1,5}$/.test(text) ? Number(text) : Number.NaN;
  if (port <= 65_535) return port;
  throw new CommandError(
    2,
    `--port: ${JSON.stringify(text)} is not accepted; accepted: a whole number from 0 to 65535`,
  );
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
