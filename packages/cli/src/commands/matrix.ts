import { Option } from "commander";
import type { ApiOptions } from "../cloud/connect.ts";
import type { PrintOptions } from "../job/print-matrix.ts";
import type { CellStat } from "../render/cell-stat.ts";
import type { Order } from "../render/cells.ts";
import { helpAfter } from "../terminal/help.ts";
import type { Shell } from "../terminal/shell.ts";
import { type Declare, limitHelp, withApi, withJob, withJson } from "./declare.ts";

/** Help does without the modules that know these. */
const stats = ["p50", "p90", "p95", "p99", "mean"] satisfies CellStat[];
const orders = ["value", "origin", "target", "variant"] satisfies Order[];

interface MatrixOptions extends ApiOptions, PrintOptions {
  json?: boolean;
  stat?: CellStat;
  sort?: Order;
}

export const declareMatrix: Declare = (command, shell, finish) => {
  withJob(withApi(command))
    .summary("print the matrix of a job, as a page or as a list of cells")
    .description(
      "Prints the matrix of a job as probe does, whether it has ended or not. With --stat or --sort, prints one line per cell.",
    )
    .addOption(
      new Option("--stat <stat>", "list the cells with this statistic of warm calls (default: p50)").choices(
        stats,
      ),
    )
    .addOption(
      new Option(
        "--sort <order>",
        "list the cells in this order, value for longest first (default: as the job has them)",
      ).choices(orders),
    )
    .option("--max <limits>", limitHelp)
    .option(
      "--detail",
      "print a line for each cell as well: median, its interval, p95, billed, USD per million",
    )
    .option("--measures", "print every measure and start class of each cell as well, with mean ± deviation")
    .option("--simultaneous", "widen intervals until all of the matrix hold at once with 95% confidence");
  withJson(command)
    .addHelpText(
      "after",
      helpAfter({
        done: "printed, and every limit is kept",
        limits: true,
        examples: [
          "npx crisscross matrix last",
          "npx crisscross matrix 01jd0c3k9x --stat p95 --sort value",
          "npx crisscross matrix last --max 'p50<150,p95<250' --json > matrix.json",
        ],
      }),
    )
    .action(async (job: string, options: MatrixOptions) => finish(await matrix(shell, job, options)));
};

/** Prints the matrix of a job. Answers 0, or what a limit says: 3 or 4. */
async function matrix(shell: Shell, job: string, options: MatrixOptions): Promise<number> {
  const { withJobs } = await import("../cloud/connect.ts");
  const { findJob } = await import("../job/find-job.ts");
  const { printMatrix } = await import("../job/print-matrix.ts");
  const { noMoney, readMoney } = await import("../job/read-money.ts");
  const { readLimits } = await import("../render/limit.ts");
  const { stat, sort, simultaneous, max } = options;
  // Refused before anything is started.
  readLimits(max);
  const isList = stat !== undefined || sort !== undefined;
  return withJobs(shell, options, async (client, where) => {
    const document = await client.matrix(await findJob(client, job), simultaneous);
    const list = isList && { list: { stat: stat ?? "p50", sort } };
    const isPage = !isList && !options.json;
    const money = isPage ? await readMoney(client, document.job.id, shell.interrupted) : noMoney;
    return printMatrix(shell, { ...options, ...list }, document, where, money);
  });
}
