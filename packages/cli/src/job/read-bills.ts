import type { ApiClient } from "../api/api-client.ts";
import type { Bills } from "../render/call-cost.ts";
import { CommandError } from "../terminal/command-error.ts";

/** What a job's calls were billed, for its page; or why that is not known, since the page is worth printing without. */
export async function readBills(
  client: Pick<ApiClient, "attribution">,
  job: string,
  interrupted: AbortSignal,
): Promise<Bills> {
  try {
    return { rows: (await client.attribution(job)).attribution };
  } catch (error) {
    interrupted.throwIfAborted();
    if (!(error instanceof CommandError)) throw error;
    return { unknown: error.message };
  }
}
