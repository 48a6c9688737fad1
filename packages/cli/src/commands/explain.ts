import type { SampleDocument } from "@crisscross/core/documents/sample-document";
import type { ApiClient } from "../api/api-client.ts";
import type { ApiOptions } from "../cloud/connect.ts";
import { CommandError } from "../terminal/command-error.ts";
import { ExclusiveOption } from "../terminal/exclusive-option.ts";
import { helpAfter } from "../terminal/help.ts";
import { createPaint, wantsColour } from "../terminal/paint.ts";
import type { Shell } from "../terminal/shell.ts";
import { type Declare, withApi, withJob, withJson } from "./declare.ts";

const traceFormats = ["perfetto", "otlp"] as const;
type TraceFormat = (typeof traceFormats)[number];

interface ExplainOptions extends ApiOptions {
  marks?: boolean;
  all?: boolean;
  ranges?: boolean;
  format?: TraceFormat;
  color: boolean;
}

export const declareExplain: Declare = (command, shell, finish) => {
  withJob(withApi(command))
    .argument("[probe]", "a probe's id, such as ap-south-1.17")
    .summary("print where the time and money of one probe, or of every cell, went")
    .description(
      "Prints one probe: its nested waits, what was billed, and every hop with how well it is known.\nWithout a probe, it prints which cells wait longest, and where those waits went.",
    )
    .option("--marks", "with a probe: print every mark with its clock as well")
    .option(
      "--all",
      "without a probe: print every cell, each kind of start, all parts of its wait and its bills",
    )
    .option("--ranges", "the same, with what bounds request, response, network and dispatch");
  command.addOption(
    new ExclusiveOption(
      "--format <format>",
      "with a probe: print it as a trace for ui.perfetto.dev, or for Jaeger (OTLP's JSON) (default: a page to read)",
    )
      .choices(traceFormats)
      .conflicts(["marks", "all", "ranges", "json"]),
  );
  withJson(command)
    .addHelpText(
      "after",
      helpAfter({
        done: "printed",
        examples: [
          "npx crisscross explain last",
          "npx crisscross explain 01jd0c3k9x4v7m2q8r5t6w1y0z ap-south-1.0 --data .crisscross --marks",
          "npx crisscross explain last ap-south-1.0 --format perfetto",
        ],
      }),
    )
    .action(async (job: string, probe: string | undefined, options: ExplainOptions) =>
      finish(await explain(shell, job, probe, options)),
    );
};

/** Prints where one probe's time and money went; without a probe, where those of each cell went. */
async function explain(
  shell: Shell,
  job: string,
  probe: string | undefined,
  options: ExplainOptions,
): Promise<number> {
  if (options.format && probe === undefined)
    throw new CommandError(
      2,
      "--format: a trace is of one probe: name it after the job, such as ap-south-1.0",
    );
  const { withJobs } = await import("../cloud/connect.ts");
  const { findJob } = await import("../job/find-job.ts");
  const { stdout, env } = shell;
  const page = {
    paint: createPaint(wantsColour(stdout, env, options.color)),
    columns: stdout.columns ?? 100,
    marks: options.marks ?? false,
    all: (options.all ?? false) || (options.ranges ?? false),
    ranges: options.ranges ?? false,
  };
  const print = <T>(document: T, render: (document: T, options: typeof page) => string) =>
    stdout.write(options.json ? `${JSON.stringify(document)}\n` : render(document, page));
  if (probe === undefined) {
    const { renderAttribution } = await import("../render/attribution.ts");
    const read = async (client: ApiClient) => client.attribution(await findJob(client, job));
    print(await withJobs(shell, options, read), renderAttribution);
  } else {
    const read = async (client: ApiClient) => client.sample(await findJob(client, job), probe);
    if (options.format) {
      const document = await withJobs(shell, options, read);
      stdout.write(`${JSON.stringify(await writeTrace[options.format](document))}\n`);
      return 0;
    }
    const { renderSample } = await import("../render/sample.ts");
    print(await withJobs(shell, options, read), renderSample);
  }
  return 0;
}

/** How a probe is written for other tools. */
const writeTrace: Readonly<Record<TraceFormat, (document: SampleDocument) => Promise<object>>> = {
  perfetto: async (document) => (await import("@crisscross/core/traces/perfetto")).perfettoOf(document),
  otlp: async (document) => (await import("@crisscross/core/traces/otlp")).otlpOf(document),
};
