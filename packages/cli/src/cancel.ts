import { setTimeout as sleep } from "node:timers/promises";
import { readApiAddress } from "./api-address.ts";
import { createApiClient } from "./api-client.ts";
import { storedIn } from "./follow-job.ts";
import type { Shell } from "./shell.ts";

export interface CancelOptions {
  api: string;
  token?: string;
}

/** Cancels a job: answers 0, also when it was cancelled before; 1 when it has ended by itself. */
export async function cancel(shell: Shell, job: string, options: CancelOptions): Promise<number> {
  const address = readApiAddress(options.api, options.token, shell.env);
  const wait = (ms: number) => sleep(ms, undefined, { signal: shell.interrupted });
  const client = createApiClient({ ...address, signal: shell.interrupted, wait });
  const view = await client.cancel(job);
  const kept = `${storedIn(view)} of ${view.planned} probes are stored and stay`;
  const rest =
    view.state === "cancelled"
      ? `${view.ledger.lost} are lost`
      : "what waits in a queue is dropped when its turn comes, and the job is closed within a minute or two";
  shell.stdout.write(`job ${view.id} is ${view.state}: ${kept}; ${rest}\n`);
  return 0;
}
