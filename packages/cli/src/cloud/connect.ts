import { readApiAddress } from "../api/api-address.ts";
import type { ApiClient } from "../api/api-client.ts";
import { createShellClient } from "../api/shell-client.ts";
import { CommandError } from "../terminal/command-error.ts";
import type { Shell } from "../terminal/shell.ts";
import { readRunning } from "./running-cloud.ts";

/** Where the API of a command is: an address and a token, or the data folder of a local cloud that runs. */
export interface ApiOptions {
  api?: string;
  token?: string;
  data?: string;
  /** Documents are printed for a program. */
  json?: boolean;
}

/** A client for the API these options name. Throws CommandError 2 when they name none or two. */
export async function connect(
  shell: Shell,
  { api, token, data, json = false }: ApiOptions,
): Promise<ApiClient> {
  if (data !== undefined && (api !== undefined || token !== undefined))
    throw new CommandError(2, "--data names a cloud that runs here; it goes without --api and --token");
  if (data === undefined && api === undefined)
    throw new CommandError(
      2,
      "no API is named: pass --api and --token, or --data with the folder of a running npx crisscross up --data",
    );
  const address = data === undefined ? readApiAddress(api ?? "", token, shell.env) : await readRunning(data);
  return createShellClient(shell, address, json);
}
