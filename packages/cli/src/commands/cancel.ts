import { type ApiOptions, connect } from "../cloud/connect.ts";
import { storedIn } from "../job/follow-job.ts";
import type { Shell } from "../terminal/shell.ts";

export interface CancelOptions extends ApiOptions {
  json?: boolean;
}

/** Cancels a job: answers 0, also when it was cancelled before; 1 when it has ended by itself. */
export async function cancel(shell: Shell, job: string, options: CancelOptions): Promise<number> {
  const client = await connect(shell, options);
  const view = await client.cancel(job);
  if (options.json) {
    shell.stdout.write(`${JSON.stringify(view)}\n`);
    return 0;
  }
  const kept = `${storedIn(view)} of ${view.planned} probes are stored and stay`;
  const rest =
    view.state === "cancelled"
      ? `${view.ledger.lost} are lost`
      : "what waits in a queue is dropped when its turn comes, and the job is closed within a minute or two";
  shell.stdout.write(`job ${view.id} is ${view.state}: ${kept}; ${rest}\n`);
  return 0;
}
