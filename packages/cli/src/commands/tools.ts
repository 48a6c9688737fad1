import { type Command, Option } from "commander";
import { helpAfter } from "../terminal/help.ts";
import type { Shell } from "../terminal/shell.ts";
import { type ExplainOptions, explain } from "./explain.ts";
import { type ExportOptions, exportFormats, exportSamples } from "./export.ts";
import { type ParseOptions, parseLogs } from "./parse-logs.ts";
import { printRecords, type RecordOptions, recordFormats } from "./records.ts";

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
      helpAfter({
        done: "printed",
        examples: [
          "npx crisscross explain 01jd0c3k9x4v7m2q8r5t6w1y0z --data .crisscross",
          "npx crisscross explain 01jd0c3k9x4v7m2q8r5t6w1y0z ap-south-1.0 --data .crisscross --marks",
        ],
      }),
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
    .option("--csv-safe", "CSV that no spreadsheet takes for formulas: an apostrophe goes before them")
    .option("--out <file>", "the file; it appears when it is complete (default: stdout)")
    .addHelpText(
      "after",
      helpAfter({
        done: "every stored sample is written",
        failed: "it failed, also while it wrote: then --out is as it was before",
        refused: "; so is an --out that cannot be begun, before any sample is read",
        examples: [
          "npx crisscross export 01jd0c3k9x4v7m2q8r5t6w1y0z --data .crisscross --format csv --out samples.csv",
          "npx crisscross export 01jd0c3k9x4v7m2q8r5t6w1y0z --api http://127.0.0.1:4000 --token … > samples.csv",
        ],
      }),
    )
    .action(async (job: string, options: ExportOptions) => finish(await exportSamples(shell, job, options)));
  program
    .command("records")
    .summary("print the customer records a job reads and writes")
    .description("Prints the customer records of a seed: those of a job, or more.")
    .requiredOption("--seed <n>", "the job's seed (required)")
    .option("--count <n>", "how many (default: as many as a job uses)")
    .addOption(new Option("--format <format>", "what to print").choices(recordFormats).default("csv"))
    .addHelpText(
      "after",
      helpAfter({
        done: "printed",
        examples: [
          "npx crisscross records --seed 31",
          "npx crisscross records --seed 31 --count 100 --format ndjson",
        ],
      }),
    )
    .action(async (options: RecordOptions) => finish(await printRecords(shell, options)));
  const logs = program
    .command("logs")
    .summary("read Lambda's own logs")
    .description("Reads Lambda's own logs.");
  logs
    .command("parse")
    .argument("<files...>", "log files, gzip or not; - for standard input")
    .summary("print the receipts in CloudWatch logs as CSV, and their statistics")
    .description(
      "Prints the receipts (REPORT lines and platform.report records) in CloudWatch logs as CSV on stdout, and their\nstatistics on stderr. Reads text copied from the console, JSON lines, and what aws logs tail, aws logs\nfilter-log-events and exports to S3 give.",
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
    .action(async (files: string[], options: ParseOptions) => finish(await parseLogs(shell, files, options)));
}

/** The options of `connect`. */
export const withApi = (command: Command): Command =>
  command
    .option("--api <url>", "a Crisscross API, such as http://127.0.0.1:4000 (default: that of --data)")
    .option("--token <token>", "its bearer token (default: the environment's CRISSCROSS_TOKEN)")
    .option("--data <dir>", "instead: the folder of a running npx crisscross up --data (default: none)");
