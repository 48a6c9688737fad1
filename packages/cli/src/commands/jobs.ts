import type { ApiOptions } from "../cloud/connect.ts";
import { helpAfter } from "../terminal/help.ts";
import { wholeNumber } from "../terminal/option-values.ts";
import type { Declare } from "./declare.ts";
import { withApi, withJson } from "./declare.ts";

interface JobsOptions extends ApiOptions {
  limit?: number;
  state?: string;
  tag?: string;
  color: boolean;
}

export const declareJobs: Declare = (command, shell, finish) => {
  withApi(command)
    .summary("list jobs, newest first")
    .description("Lists the jobs of an API or a data folder, newest first, with what became of them.")
    .option("--limit <n>", "how many at most (default: 10)", wholeNumber(1, 100))
    .option(
      "--state <state>",
      "only queued, running, cancelling, complete, incomplete or cancelled ones (default: all)",
    )
    .option("--tag <tag>", "only those with this tag, as KEY or KEY=VALUE (default: all)");
  withJson(command)
    .addHelpText(
      "after",
      helpAfter({
        done: "printed, also where there is none",
        examples: ["npx crisscross jobs", "npx crisscross jobs --tag team=net --limit 50 --json"],
      }),
    )
    .action(async (options: JobsOptions) => {
      const { listJobs } = await import("../job/list-jobs.ts");
      finish(await listJobs(shell, options));
    });
};
