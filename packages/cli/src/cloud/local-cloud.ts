import { createHash } from "node:crypto";
import type { Region } from "@crisscross/core/job/regions";
import type { Cloud } from "@crisscross/local/cloud";
import type { CloudEvent } from "@crisscross/local/events/event";
import type { ResourceGraph } from "@crisscross/local/graph/graph";
import type { NetworkOptions } from "@crisscross/local/wan/network";
import { CommandError } from "../terminal/command-error.ts";
import { reasonOf } from "../terminal/reason.ts";
import type { DataFolder } from "./data-folder.ts";
import { root } from "./description.ts";
import { isPortRefused, portTaken } from "./listening-port.ts";
import { createPrivately } from "./private-files.ts";

export interface LocalCloudOptions {
  graph: ResourceGraph;
  token: string;
  wan: boolean;
  network?: NetworkOptions;
  regions: readonly Region[];
  port?: number;
  folder?: DataFolder;
  onEvent(event: CloudEvent): void;
}

/** Provisions the description on this machine, for `regions` only, with one bearer token. Throws CommandError 1. */
export async function startLocalCloud(options: LocalCloudOptions): Promise<Cloud> {
  const { graph, token, wan, network, regions, port, folder, onEvent } = options;
  createPrivately();
  const { startCloud } = await import("@crisscross/local/cloud");
  const { describeNetwork } = await import("@crisscross/local/wan/network");
  const starting = startCloud({
    graph,
    root,
    wan,
    regions,
    secrets: { TokenHashes: createHash("sha256").update(token).digest("hex") },
    environment: { PROBE_REGIONS: regions.join(",") },
    ...(network !== undefined && { network }),
    functionDefaults: wan
      ? { CRISSCROSS_WAN: "simulated", CRISSCROSS_NETWORK: describeNetwork(network) }
      : { CRISSCROSS_WAN: "none" },
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
    throw new CommandError(1, `the local cloud did not come up: ${reasonOf(cause)}`, { cause });
  });
}
