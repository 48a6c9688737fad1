import type { Customer } from "@crisscross/core/job/customers";
import { Option } from "commander";
import { helpAfter } from "../terminal/help.ts";
import { readValue, wholeNumber } from "../terminal/option-values.ts";
import type { Shell } from "../terminal/shell.ts";
import type { Declare } from "./declare.ts";

const formats = ["csv", "ndjson"] as const;

interface RecordOptions {
  seed: string;
  count?: string;
  format: (typeof formats)[number];
}

export const declareRecords: Declare = (command, shell, finish) => {
  command
    .summary("print the customer records a job reads and writes")
    .description("Prints the customer records of a seed: those of a job, or more.")
    .requiredOption("--seed <n>", "the job's seed (required)")
    .option("--count <n>", "how many (default: as many as a job uses)")
    .addOption(new Option("--format <format>", "what to print").choices(formats).default("csv"))
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
};

/** Prints the customer records a job of this seed reads and writes, or more of them. */
async function printRecords({ stdout }: Shell, { seed, count, format }: RecordOptions): Promise<number> {
  const { limits } = await import("@crisscross/core/job/job");
  const { customer, customersPerJob, maxCustomers } = await import("@crisscross/core/job/customers");
  const { csvLine } = await import("@crisscross/core/documents/csv");
  const write: Record<RecordOptions["format"], (record: Customer) => string> = {
    csv: ({ email, firstName, lastName }) => csvLine([email, firstName, lastName]),
    ndjson: (record) => `${JSON.stringify(record)}\n`,
  };
  const { openScreenSink } = await import("../terminal/sink.ts");
  const ofSeed = readValue("--seed", seed, wholeNumber(0, limits.seed));
  const many =
    count === undefined ? customersPerJob : readValue("--count", count, wholeNumber(1, maxCustomers));
  const sink = openScreenSink(stdout);
  if (format === "csv") await sink.write(csvLine(["email", "firstName", "lastName"]));
  for (let n = 0; n < many; n++) await sink.write(write[format](customer(ofSeed, n)));
  return 0;
}
