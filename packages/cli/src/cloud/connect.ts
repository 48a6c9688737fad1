import { existsSync } from "node:fs";
import { readApiAddress } from "../api/api-address.ts";
import type { ApiClient } from "../api/api-client.ts";
import { createShellClient } from "../api/shell-client.ts";
import type { Whereabouts } from "../render/next-steps.ts";
import { CommandError } from "../terminal/command-error.ts";
import { pauseUntil } from "../terminal/pause.ts";
import type { Shell } from "../terminal/shell.ts";
import { type ChosenFolder, chooseFolder } from "./choose-folder.ts";
import { readRunning } from "./running-cloud.ts";

/** Where the API of a command is: an address and a token, or a data folder; without either the default one. */
export interface ApiOptions {
  api?: string;
  token?: string;
  data?: string;
  /** Documents are printed for a program. */
  json?: boolean;
}

/** A client for the API these options name, which has to run. Throws CommandError 2 when they name two, 1 when none runs. */
export async function connect(shell: Shell, options: ApiOptions): Promise<ApiClient> {
  const { json = false } = options;
  const place = placeOf(shell, options);
  const address = "url" in place ? place : await readRunning(place);
  return createShellClient(shell, address, json);
}

/** The data folder is not there. */
export class NothingKept extends CommandError {}

/** What a command does with jobs, and how a later one gets to them. */
type Use<T> = (client: ApiClient, where: Whereabouts) => Promise<T>;

/**
 * As connect, for what only looks at jobs, ends them or removes them: where no cloud runs on the folder, the part of one that
 * answers for jobs is started, and stopped after `use`. Throws NothingKept for a folder that is not there.
 */
export async function withJobs<T>(shell: Shell, options: ApiOptions, use: Use<T>): Promise<T> {
  const { json = false, token } = options;
  const place = placeOf(shell, options);
  if ("url" in place) {
    const tokenFrom = token === undefined ? "variable" : "option";
    return use(createShellClient(shell, place, json), { kind: "api", url: place.url, token: tokenFrom });
  }
  const { given, option, path } = place;
  if (!existsSync(path))
    throw new NothingKept(
      1,
      `no job is kept in ${given} yet; npx crisscross probe${option} runs one and keeps it`,
    );
  const { takeFolder } = await import("./data-folder.ts");
  const taken = await takeFolder(given, pauseUntil(shell.interrupted));
  const where = { dataDir: given, reach: option };
  if ("running" in taken)
    return use(createShellClient(shell, taken.running, json), { kind: "running", ...where });
  const { withReadingCloud } = await import("./reading-cloud.ts");
  try {
    return await withReadingCloud(shell, taken.folder, given, (address, interrupted) =>
      use(createShellClient({ ...shell, interrupted }, address, json), { kind: "kept", ...where }),
    );
  } finally {
    await taken.folder.release();
  }
}

/** The API that was named, or the data folder. Throws CommandError 2 when both are. */
export function placeOf(
  { env }: Shell,
  { api, token, data }: ApiOptions,
): ReturnType<typeof readApiAddress> | ChosenFolder {
  if (data !== undefined && (api !== undefined || token !== undefined))
    throw new CommandError(2, "--data names a folder of this machine; it goes without --api and --token");
  if (api !== undefined) return readApiAddress(api, token, env);
  if (token !== undefined)
    throw new CommandError(2, "--token is for --api; a local cloud has its own in its data folder");
  return chooseFolder(data, env, "read");
}
