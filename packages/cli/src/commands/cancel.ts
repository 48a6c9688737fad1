import type { ApiOptions } from "../cloud/connect.ts";
import { helpAfter } from "../terminal/help.ts";
import type { Shell } from "../terminal/shell.ts";
import { type Declare, withApi, withJob } from "./declare.ts";

interface CancelOptions extends ApiOptions {
  purge?: boolean;
}

export const declareCancel: Declare = (command, shell, finish) => {
  withJob(withApi(command))
    .summary("cancel a job of an API, or purge one that has ended")
    .description(
      "Cancels a job. Stored results stay; blocks that wait in a queue are dropped when their turn comes. With --purge, removes a job that has ended, and all its results, for good.",
    )
    .option("--purge", "remove a job that has ended, with its results; nothing brings them back")
    .option("--json", "print the job as JSON")
    .addHelpText(
      "after",
      helpAfter({
        done: "it is cancelled or purged, or was before",
        failed: "it has ended by itself, is to be purged and has not ended, or the API could not be used",
        examples: [
          "npx crisscross cancel 01jd0c3k9x4v7m2q8r5t6w1y0z --data .crisscross",
          "npx crisscross cancel last --purge",
          "CRISSCROSS_TOKEN=… npx crisscross cancel 01jd0c3k9x4v7m2q8r5t6w1y0z --api http://127.0.0.1:4000",
        ],
      }),
    )
    .action(async (job: string, options: CancelOptions) => {
      finish(await (options.purge ? purge : cancel)(shell, job, options));
    });
};

/** Cancels a job: answers 0, also when it was cancelled before; 1 when it has ended by itself. */
async function cancel(shell: Shell, job: string, options: ApiOptions): Promise<number> {
  const { withJobs } = await import("../cloud/connect.ts");
  const { findJob } = await import("../job/find-job.ts");
  const { storedIn } = await import("../job/job-progress.ts");
  const view = await withJobs(shell, options, async (client) => client.cancel(await findJob(client, job)));
  if (options.json) {
    shell.stdout.write(`${JSON.stringify(view)}\n`);
    return 0;
  }
  const kept = `${storedIn(view)} of ${view.planned} probes are stored and stay`;
  const rest =
    view.state === "cancelled"
      ? `${view.ledger.lost} are lost`
      : "blocks that wait in a queue are dropped when their turn comes, and the job is closed within a minute or two";
  shell.stdout.write(`job ${view.id} is ${view.state}: ${kept}; ${rest}\n`);
  return 0;
}

/** Removes a job that has ended. Answers 0, also when it was purged before. */
async function purge(shell: Shell, job: string, options: ApiOptions): Promise<number> {
  const { withJobs } = await import("../cloud/connect.ts");
  const { findJob } = await import("../job/find-job.ts");
  const gone = await withJobs(shell, options, async (client) => client.purge(await findJob(client, job)));
  const text = options.json
    ? JSON.stringify(gone)
    : `job ${gone.id} was purged at ${gone.purgedAt}: ${gone.purged}`;
  shell.stdout.write(`${text}\n`);
  return 0;
}
