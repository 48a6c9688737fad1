import type { WatchOptions } from "../job/watch.ts";
import { helpAfter } from "../terminal/help.ts";
import { type Declare, limitHelp, withApi, withJob, withJson } from "./declare.ts";

export const declareWatch: Declare = (command, shell, finish) => {
  withJob(withApi(command))
    .summary("follow a job to its end, and print its matrix as probe does")
    .description(
      "Follows a job that was begun before. Where no local cloud runs on the data folder, it brings one up there and stops it afterwards: the job goes on from what is stored, as long as its time limit is not over. What was being run when it was interrupted waits about two minutes.",
    )
    .option("--max <limits>", limitHelp)
    .option("--detail", "print a table of every cell and measure as well, before the overview")
    .option("--simultaneous", "widen intervals until all of the matrix hold at once with 95% confidence");
  withJson(command)
    .addHelpText(
      "after",
      helpAfter({
        done: "the job is complete and every probe is accounted for",
        failed: "the job stalled, probes were lost, or the API could not be used",
        limits: true,
        examples: [
          "npx crisscross watch last",
          "CRISSCROSS_TOKEN=… npx crisscross watch last --api https://abc123.execute-api.us-east-1.amazonaws.com",
        ],
      }),
    )
    .action(async (job: string, options: WatchOptions) => {
      const { watch } = await import("../job/watch.ts");
      finish(await watch(shell, job, options));
    });
};
