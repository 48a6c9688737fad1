import { createHash } from "node:crypto";
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

/** What of the local cloud's unkindness is switched off, and on. */
export interface UnkindSwitches {
  wan: boolean;
  freeze?: boolean;
  disorder?: boolean;
  lateFilters?: boolean;
}

export interface LocalCloudOptions extends UnkindSwitches {
  graph: ResourceGraph;
  token: string;
  regions: readonly Region[];
  port?: number;
  folder?: DataFolder;
  onEvent(event: CloudEvent): void;
}

/** AWS: changes of filter policies "require up to 15 minutes to fully take effect". */
const filtersAfterMs = 15 * 60_000;

/** Provisions the description on this machine, for `regions` only, with one bearer token. Throws CommandError 1. */
export async function startLocalCloud(options: LocalCloudOptions): Promise<Cloud> {
  const { graph, token, wan, regions, port, folder, onEvent } = options;
  createPrivately();
  const { startCloud } = await import("@crisscross/local/cloud");
  const { chooseUnkindness } = await import("@crisscross/local/provision/unkindness");
  const unkind = {
    wan,
    ...(options.freeze === false && { freeze: false }),
    ...(options.disorder === false && { disorder: false as const }),
    ...(options.lateFilters && { filtersAfterMs }),
  };
  const { unkindness } = chooseUnkindness(unkind);
  const starting = startCloud({
    graph,
    root,
    ...unkind,
    regions,
    secrets: { TokenHashes: createHash("sha256").update(token).digest("hex") },
    environment: { PROBE_REGIONS: regions.join(",") },
    functionDefaults: {
      CRISSCROSS_WAN: wan ? "simulated" : "none",
      CRISSCROSS_UNKINDNESS: unkindness.join(","),
    },
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
