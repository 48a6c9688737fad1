import { type Customer, customer, customersPerJob, maxCustomers } from "@crisscross/core/job/customers";
import { limits } from "@crisscross/core/job/job";
import { CommandError } from "../terminal/command-error.ts";
import type { Shell } from "../terminal/shell.ts";
import { openScreenSink } from "../terminal/sink.ts";

export const recordFormats = ["csv", "ndjson"] as const;

export interface RecordOptions {
  seed: string;
  count?: string;
  format: (typeof recordFormats)[number];
}

const write: Record<RecordOptions["format"], (record: Customer) => string> = {
  csv: ({ email, firstName, lastName }) => `${email},${firstName},${lastName}\n`,
  ndjson: (record) => `${JSON.stringify(record)}\n`,
};

/** Prints the customer records a job of this seed reads and writes, or more of them. */
export async function printRecords({ stdout }: Shell, options: RecordOptions): Promise<number> {
  const seed = readNumber("--seed", options.seed, 0, limits.seed);
  const count = readNumber("--count", options.count ?? String(customersPerJob), 1, maxCustomers);
  const sink = openScreenSink(stdout);
  if (options.format === "csv") await sink.write("email,firstName,lastName\n");
  for (let n = 0; n < count; n++) await sink.write(write[options.format](customer(seed, n)));
  return 0;
}

function readNumber(option: string, text: string, min: number, max: number): number {
  const number = /^\d{1,10}$/.test(text) ? Number(text) : Number.NaN;
  if (number >= min && number <= max) return number;
  throw new CommandError(
    2,
    `${option}: ${JSON.stringify(text)} is not accepted; accepted: a whole number from ${min} to ${max}`,
  );
}
