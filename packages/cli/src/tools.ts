import { type Command, Option } from "commander";
import { type ExplainOptions, explain } from "./explain.ts";
import { type ExportOptions, exportFormats, exportSamples } from "./export.ts";
import { type ParseOptions, parseLogs } from "./logs/parse-logs.ts";
import { printRecords, type RecordOptions, recordFormats } from "./records.ts";
import type { Shell } from "./shell.ts";

const apiNote = `
The API is the one of --api and --token, or that of the local cloud that runs on --data.`;

/** The commands that look at what was measured, and at what was measured elsewhere. */
export function addTools(program: Command, shell: Shell, finish: (exitCode: number) => void): void {
  withApi(program.command("explain"))
    .argument("<job>", "the job's id")
    .argument("[probe]", "a probe's id, such as ap-south-1.17")
    .summary("print where the time and money of one probe, or of every cell, went")
    .description(
      "Prints one probe's waterfall: every hop, how well it is known, and what was billed.\nWithout a probe, where the wait for inner went in every cell.",
    )
    .option("--marks", "print every mark with its clock as well")
    .option("--json", "print the document as JSON")
    .option("--no-color", "no colours")
    .addHelpText(
      "after",
      `${apiNote}\n\nExamples:\n  $ npx crisscross explain 01… --data .crisscross\n  $ npx crisscross explain 01… ap-south-1.0 --data .crisscross`,
    )
    .action(async (job: string, probe: string | undefined, options: ExplainOptions) =>
      finish(await explain(shell, job, probe, options)),
    );
  withApi(program.command("export"))
    .argument("<job>", "the job's id")
    .summary("write every sample of a job to a file, one row a probe")
    .description(
      "Writes every stored sample of a job, failures included. docs/data.md describes the columns.",
    )
    .addOption(new Option("--format <format>", "what to write").choices(exportFormats).default("csv"))
    .option("--out <file>", "the file; it appears when it is complete (default: stdout)")
    .addHelpText(
      "after",
      `${apiNote}\n\nExample:\n  $ npx crisscross export 01… --data .crisscross --format csv --out samples.csv`,
    )
    .action(async (job: string, options: ExportOptions) => finish(await exportSamples(shell, job, options)));
  program
    .command("records")
    .summary("print the customer records a job reads and writes")
    .description("Prints the customer records of a seed: those of a job, or more.")
    .requiredOption("--seed <n>", "the job's seed")
    .option("--count <n>", "how many (default: as many as a job uses)")
    .addOption(new Option("--format <format>", "what to print").choices(recordFormats).default("csv"))
    .addHelpText("after", "\nExample:\n  $ npx crisscross records --seed 31 --count 100")
    .action(async (options: RecordOptions) => finish(await printRecords(shell, options)));
  const logs = program
    .command("logs")
    .summary("read Lambda's own logs")
    .description("Reads Lambda's own logs.");
  logs
    .command("parse")
    .argument("<files...>", "log files, gzip or not; /dev/stdin for a pipe")
    .summary("print the receipts in CloudWatch logs as CSV, and their statistics")
    .description(
      "Prints the receipts (REPORT lines and platform.report records) in CloudWatch logs as CSV on stdout, and their\nstatistics on stderr. Reads text copied from the console, JSON lines, and what aws logs tail, aws logs\nfilter-log-events and exports to S3 give.",
    )
    .option("--no-color", "no colours")
    .addHelpText(
      "after",
      "\nExamples:\n  $ npx crisscross logs parse console.txt export/*.gz > receipts.csv\n  $ aws logs filter-log-events --log-group-name /aws/lambda/NAME | npx crisscross logs parse /dev/stdin",
    )
    .action(async (files: string[], options: ParseOptions) => finish(await parseLogs(shell, files, options)));
}

/** The options of `connect`. */
export const withApi = (command: Command): Command =>
  command
    .option("--api <url>", "a Crisscross API")
    .option("--token <token>", "its bearer token (default: the environment's CRISSCROSS_TOKEN)")
    .option("--data <dir>", "the data folder of a running npx crisscross up --data");
