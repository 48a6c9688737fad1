import { helpAfter } from "../terminal/help.ts";
import { createPaint, wantsColour } from "../terminal/paint.ts";
import type { Shell } from "../terminal/shell.ts";
import type { Declare } from "./declare.ts";
import { declareLogsTail } from "./logs-tail.ts";

export const declareLogs: Declare = (command, shell, finish) => {
  command
    .summary("read the functions' logs: follow them, or print the receipts in them")
    .description("Reads the functions' logs.");
  declareLogsTail(command, shell, finish);
  command
    .command("parse")
    .argument("<files...>", "log files, gzip or not; - for standard input")
    .summary("print the receipts in CloudWatch logs as CSV, and their statistics")
    .description(
      "Prints the receipts (REPORT lines and platform.report records) in CloudWatch logs as CSV on stdout, and their statistics on stderr. Reads text copied from the console, JSON lines, exports to S3, and the output of aws logs tail and aws logs filter-log-events.",
    )
    .option("--no-color", "no colours")
    .addHelpText(
      "after",
      helpAfter({
        done: "there were receipts; lines that could not be read are counted on stderr",
        failed: "there were none, or a file could not be read",
        examples: [
          "npx crisscross logs parse console.txt export/*.gz > receipts.csv",
          "aws logs filter-log-events --log-group-name /aws/lambda/NAME | npx crisscross logs parse -",
        ],
      }),
    )
    .action(async (files: string[], { color }: { color: boolean }) =>
      finish(await parseLogs(shell, files, color)),
    );
};

/** Prints the receipts in these files as CSV, and a summary of them on stderr. Answers 1 when there is none. */
async function parseLogs(shell: Shell, files: readonly string[], color: boolean): Promise<number> {
  const { writeReceipts } = await import("../logs/write-receipts.ts");
  const { renderLogSummary } = await import("../render/log-summary.ts");
  const { openScreenSink } = await import("../terminal/sink.ts");
  const { stdout, stderr, env, interrupted } = shell;
  const tally = await writeReceipts(files, openScreenSink(stdout), interrupted);
  stderr.write(renderLogSummary(tally, createPaint(wantsColour(stderr, env, color))));
  return tally.receipts > 0 ? 0 : 1;
}
