import { once } from "node:events";
import { createServer } from "node:net";
import { isRegion, placeHint, placeOf, type Region } from "@crisscross/core/job/regions";
import type { Cloud } from "@crisscross/local/cloud";
import { type DataFolder, openDataFolder } from "../cloud/data-folder.ts";
import { stopCloud, watchFailedWrites } from "../cloud/failed-writes.ts";
import { createToken, deployedRegions, portTaken, readGraph, startLocalCloud } from "../cloud/local-cloud.ts";
import { troubleIn } from "../cloud/trouble.ts";
import { CommandError } from "../terminal/command-error.ts";
import { createProgress } from "../terminal/progress.ts";
import type { Shell } from "../terminal/shell.ts";

export interface UpOptions {
  port?: string;
  data?: string;
  wan: boolean;
  regions?: string;
}

/** Keeps a local cloud running until Ctrl-C, which is its ordinary end: answers 0. Throws CommandError when a write fails. */
export async function up(shell: Shell, options: UpOptions): Promise<number> {
  const graph = await readGraph();
  const port = readPort(options.port);
  const regions = readRegions(options.regions, deployedRegions(graph));
  const folder = options.data === undefined ? undefined : await openDataFolder(options.data);
  try {
    if (port !== undefined) await checkPort(port);
    await serve(shell, options, { graph, port, regions, folder });
  } finally {
    await folder?.release();
  }
  return 0;
}

interface Plan {
  graph: Awaited<ReturnType<typeof readGraph>>;
  port: number | undefined;
  regions: readonly Region[];
  folder: DataFolder | undefined;
}

async function serve(
  shell: Shell,
  { data = "", wan }: UpOptions,
  { graph, port, regions, folder }: Plan,
): Promise<void> {
  const token = folder?.token ?? createToken();
  const failedWrites = watchFailedWrites(data);
  const bringUp = createProgress(shell.stderr, "provisioning", {
    quiet: false,
    monotonicMs: () => performance.now(),
  });
  const starting = startLocalCloud({
    graph,
    token,
    wan,
    regions,
    ...(port !== undefined && { port }),
    ...(folder !== undefined && { folder }),
    onEvent: (event) => {
      failedWrites.note(event);
      if (event.kind === "provisioned") bringUp.update(event.done, event.total);
      const trouble = troubleIn(event);
      if (trouble !== undefined) shell.stderr.write(`${trouble}\n`);
    },
  });
  const cloud = await failedWrites.blame(starting.finally(() => bringUp.stop()));
  try {
    await folder?.noteAddress(cloud.apiUrl);
    shell.stdout.write(welcome({ cloud, url: cloud.apiUrl, token, regions, wan, dataDir: folder?.path }));
    const end = AbortSignal.any([shell.interrupted, failedWrites.signal]);
    if (!end.aborted) await once(end, "abort");
    shell.stderr.write("stopping\n");
  } finally {
    await stopCloud(cloud, failedWrites);
  }
}

/** Provisioning takes seconds, and the API comes last. */
async function checkPort(port: number): Promise<void> {
  const server = createServer();
  await new Promise<void>((resolve, reject) => {
    server.once("error", (cause) => reject(portTaken(port, cause)));
    server.listen(port, "127.0.0.1", resolve);
  });
  await new Promise((resolve) => server.close(resolve));
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
