import { createHash } from "node:crypto";
import { join } from "node:path";
import type { Region } from "@crisscross/core/job/regions";
import type { Cloud } from "@crisscross/local/cloud";
import type { CloudEvent } from "@crisscross/local/events/event";
import type { ResourceGraph } from "@crisscross/local/graph/graph";
import { CommandError } from "../terminal/command-error.ts";
import { reasonOf } from "../terminal/reason.ts";
import type { DataFolder } from "./data-folder.ts";
import { root } from "./description.ts";
import { isPortRefused, portTaken } from "./listening-port.ts";
import { createPrivately } from "./private-files.ts";
import type { UnkindOptions } from "./unkind-options.ts";

export interface LocalCloudOptions extends UnkindOptions {
  graph: ResourceGraph;
  token: string;
  regions: readonly Region[];
  port?: number;
  folder?: DataFolder;
  /** The graph is what looks at stored jobs, in the home region alone; `regions` are still those that it tells of. */
  isReading?: boolean;
  onEvent(event: CloudEvent): void;
}

async function buildPage(): Promise<void> {
  const { ensurePage } = await import("@crisscross/web/building/ensure-page");
  await ensurePage().catch((cause) => {
    throw new CommandError(1, `the page cannot be built: ${reasonOf(cause)}`, { cause });
  });
}

/** Provisions the description on this machine, for `regions` only, with one bearer token. Throws CommandError 1. */
export async function startLocalCloud(options: LocalCloudOptions): Promise<Cloud> {
  const { graph, token, regions, port, folder, isReading = false, onEvent, ...unkind } = options;
  createPrivately();
  if (!isReading) await buildPage();
  const { startCloud } = await import("@crisscross/local/cloud");
  const { chooseUnkindness } = await import("@crisscross/local/provision/unkindness");
  const { describeNetwork } = await import("@crisscross/local/wan/network");
  const { unkindness } = chooseUnkindness(unkind);
  const starting = startCloud({
    graph,
    root,
    ...unkind,
    regions: isReading ? [] : regions,
    secrets: { TokenHashes: createHash("sha256").update(token).digest("hex") },
    variables: { PROBE_REGIONS: regions.join(",") },
    functionDefaults: {
      ...(unkind.wan
        ? { CRISSCROSS_WAN: "simulated", CRISSCROSS_NETWORK: describeNetwork(unkind.network) }
        : { CRISSCROSS_WAN: "none" }),
      CRISSCROSS_UNKINDNESS: unkindness.join(","),
    },
    ...(port !== undefined && { apiPort: port }),
    ...(folder !== undefined && {
      dataDir: folder.path,
      proofKey: folder.proofKey,
      credentials: folder.credentials,
    }),
    ...keptBundles(folder),
    onEvent,
  });
  return starting.catch((cause) => {
    if (port !== undefined && isPortRefused(cause)) throw portTaken(port, cause);
    throw new CommandError(1, `the local cloud did not come up: ${reasonOf(cause)}`, { cause });
  });
}

/** Building the functions takes seconds, so a folder keeps them until their sources change. */
function keptBundles(folder: DataFolder | undefined): { bundlesDir?: string } {
  const bundlesDir = process.env.CRISSCROSS_BUNDLES ?? (folder && join(folder.path, "bundles"));
  return bundlesDir === undefined ? {} : { bundlesDir };
}
