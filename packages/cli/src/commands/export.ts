import { Option } from "commander";
import type { ApiClient } from "../api/api-client.ts";
import type { ApiOptions } from "../cloud/connect.ts";
import { CommandError } from "../terminal/command-error.ts";
import { helpAfter } from "../terminal/help.ts";
import { printable } from "../terminal/printable.ts";
import type { Shell } from "../terminal/shell.ts";
import { type Declare, withApi, withJob } from "./declare.ts";

const formats = ["csv", "ndjson", "json"] as const;

interface ExportOptions extends ApiOptions {
  format: (typeof formats)[number];
  /** No cell that a spreadsheet would run as a formula. */
  csvSafe?: boolean;
  out?: string;
}

export const declareExport: Declare = (command, shell, finish) => {
  withJob(withApi(command))
    .summary("write every sample of a job to a file, one row per probe")
    .description(
      "Writes every stored sample of a job, failures included. docs/data.md describes the columns.",
    )
    .addOption(new Option("--format <format>", "what to write").choices(formats).default("csv"))
    .option("--csv-safe", "CSV that no spreadsheet takes for formulas: an apostrophe goes before them")
    .option("--out <file>", "the file; it appears when it is complete (default: stdout)")
    .addHelpText(
      "after",
      helpAfter({
        done: "every stored sample is written",
        failed: "it failed, perhaps while it wrote: then --out is as it was before",
        refused: "; so is an --out that cannot be begun, before any sample is read",
        examples: [
          "npx crisscross export last --out samples.csv",
          "npx crisscross export 01jd0c3k9x --data .crisscross --format ndjson --out samples.ndjson",
          "npx crisscross export 01jd0c3k9x4v7m2q8r5t6w1y0z --api http://127.0.0.1:4000 --token … > samples.csv",
        ],
      }),
    )
    .action(async (job: string, options: ExportOptions) => finish(await exportJob(shell, job, options)));
};

/** Writes every stored sample of a job, a page at a time. Answers 0 when all of them were written, 1 when damaged blocks are left out. */
async function exportJob(shell: Shell, job: string, options: ExportOptions): Promise<number> {
  const { withJobs } = await import("../cloud/connect.ts");
  const { format, csvSafe = false } = options;
  if (csvSafe && format !== "csv")
    throw new CommandError(2, `--csv-safe is for --format csv; leave it out with ${format}`);
  return withJobs(shell, { ...options, json: format === "json" }, (client) =>
    exportFrom(client, shell, job, options),
  );
}

async function exportFrom(
  client: ApiClient,
  shell: Shell,
  job: string,
  { format, out, csvSafe = false }: ExportOptions,
): Promise<number> {
  const { findJob } = await import("../job/find-job.ts");
  const { exportSamples } = await import("../job/export-samples.ts");
  const { isGrowing, storedIn } = await import("../job/job-progress.ts");
  const { createProgress } = await import("../terminal/progress.ts");
  const { openFileSink, openScreenSink } = await import("../terminal/sink.ts");
  const view = await client.job(await findJob(client, job));
  const id = printable(view.id);
  if (isGrowing(view))
    shell.stderr.write(
      `job ${id} is ${view.state}: what it has stored by now is exported, and more may come\n`,
    );
  const sink = out === undefined ? openScreenSink(shell.stdout) : await openFileSink(out);
  const bar = createProgress(shell.stderr, "exporting", { quiet: out === undefined });
  const stored = storedIn(view);
  const damaged = new Set<string>();
  const samples = await exportSamples(client, view, csvSafe ? "csv-safe" : format, sink, (done, left) => {
    for (const block of left) damaged.add(block);
    bar.update(Math.min(done, stored), stored);
  })
    .catch(async (error) => {
      await sink.discard();
      throw error;
    })
    .finally(() => bar.stop());
  if (!isGrowing(view) && damaged.size === 0 && samples !== stored) {
    await sink.discard();
    throw new CommandError(
      1,
      `job ${id} stores ${stored} samples, but ${samples} were read; try again, and look at the logs of api if it stays so`,
    );
  }
  await sink.keep();
  if (out !== undefined)
    shell.stderr.write(`exported ${samples} samples of job ${id} to ${printable(out)}\n`);
  if (damaged.size === 0) return 0;
  shell.stderr.write(`crisscross: ${missingWords(id, damaged, samples, view.ledger.expected)}\n`);
  return 1;
}

/** How many blocks are named. */
const namedBlocks = 10;

function missingWords(id: string, damaged: ReadonlySet<string>, samples: number, expected: number): string {
  const names = [...damaged].slice(0, namedBlocks).join(", ");
  const more = damaged.size > namedBlocks ? ` and ${damaged.size - namedBlocks} more` : "";
  const blocks = damaged.size === 1 ? "1 block is" : `${damaged.size} blocks are`;
  return `the export of job ${id} is not whole: ${blocks} damaged and left out (${names}${more}); it has ${samples} of ${expected} planned probes. The logs of api say why`;
}
