import { createHash, randomBytes } from "node:crypto";
import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { isRegion, type Region } from "@crisscross/core/job/regions";
import type { Cloud } from "@crisscross/local/cloud";
import type { CloudEvent } from "@crisscross/local/events/event";
import type { ResourceGraph } from "@crisscross/local/graph/graph";
import { CommandError } from "../terminal/command-error.ts";
import type { DataFolder } from "./data-folder.ts";
import { createPrivately } from "./private-files.ts";

export interface LocalCloudOptions {
  graph: ResourceGraph;
  token: string;
  wan: boolean;
  regions: readonly Region[];
  port?: number;
  folder?: DataFolder;
  onEvent(event: CloudEvent): void;
}

const root = fileURLToPath(new URL("../../../..", import.meta.url));
const graphPath = "stacks/resources.json";

/** A bearer token that nothing else knows. */
export const createToken = (): string => randomBytes(24).toString("base64url");

/** The description of the system, as synthesised. Throws CommandError 1 when it is missing or damaged. */
export async function readGraph(): Promise<ResourceGraph> {
  const { parseGraph } = await import("@crisscross/local/graph/graph");
  try {
    return parseGraph(JSON.parse(await readFile(`${root}${graphPath}`, "utf8")));
  } catch (cause) {
    throw new CommandError(
      1,
      `${graphPath} cannot be read (${sentenceOf(cause)}). Write it again with npm run synth`,
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

/** Provisions the description on this machine, for `regions` only, with one bearer token. Throws CommandError 1. */
export async function startLocalCloud(options: LocalCloudOptions): Promise<Cloud> {
  const { graph, token, wan, regions, port, folder, onEvent } = options;
  createPrivately();
  const { startCloud } = await import("@crisscross/local/cloud");
  const starting = startCloud({
    graph,
    root,
    wan,
    regions,
    secrets: { TokenHashes: createHash("sha256").update(token).digest("hex") },
    environment: { PROBE_REGIONS: regions.join(",") },
    ...(port !== undefined && { apiPort: port }),
    ...(folder !== undefined && {
      dataDir: folder.path,
      proofKey: folder.proofKey,
      credentials: folder.credentials,
    }),
    ...(process.env.CRISSCROSS_BUNDLES !== undefined && { bundlesDir: process.env.CRISSCROSS_BUNDLES }),
    onEvent,
  });
  return starting.catch((cause) => {
    if (port !== undefined && isPortRefused(cause)) throw portTaken(port, cause);
    throw new CommandError(1, `the local cloud did not come up: ${sentenceOf(cause)}`, { cause });
  });
}

const sentenceOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/** A port that nothing can listen on, and why. */
export function portTaken(port: number, cause: unknown): CommandError {
  const why = codeOf(cause) === "EACCES" ? "is not for ordinary users" : "is in use";
  return new CommandError(1, `--port: ${port} ${why}; pass another, or none for a free one`, { cause });
}

const isPortRefused = (error: unknown): boolean => ["EADDRINUSE", "EACCES"].includes(codeOf(error));

/** Of the error or of what caused it; empty when none of them has one. */
function codeOf(error: unknown): string {
  if (!(error instanceof Error)) return "";
  return "code" in error ? String(error.code) : codeOf(error.cause);
}
