import type { SampleDocument } from "@crisscross/core/documents/sample-document";
import type { ApiOptions } from "../cloud/connect.ts";
import { CommandError } from "../terminal/command-error.ts";
import { ExclusiveOption } from "../terminal/exclusive-option.ts";
import { helpAfter } from "../terminal/help.ts";
import { createPaint, wantsColour } from "../terminal/paint.ts";
import type { Shell } from "../terminal/shell.ts";
import { type Declare, withApi, withJson } from "./declare.ts";

const traceFormats = ["perfetto", "otlp"] as const;
type TraceFormat = (typeof traceFormats)[number];

interface ExplainOptions extends ApiOptions {
  marks?: boolean;
  ranges?: boolean;
  format?: TraceFormat;
  color: boolean;
}

export const declareExplain: Declare = (command, shell, finish) => {
  withApi(command)
    .argument("<job>", "the job's id")
    .argument("[probe]", "a probe's id, such as ap-south-1.17")
    .summary("print where the time and money of one probe, or of every cell, went")
    .description(
      "Prints one probe's waterfall: every hop, how well it is known, and what was billed.\nWithout a probe, it prints where the wait for inner went in every cell.",
    )
    .option("--marks", "with a probe: print every mark with its clock as well")
    .option("--ranges", "without a probe: print what bounds request, response, network and dispatch as well");
  command.addOption(
    new ExclusiveOption(
      "--format <format>",
      "with a probe: print it as a trace for ui.perfetto.dev, or for Jaeger (OTLP's JSON) (default: a page to read)",
    )
      .choices(traceFormats)
      .conflicts(["marks", "ranges", "json"]),
  );
  withJson(command)
    .addHelpText(
      "after",
      helpAfter({
        done: "printed",
        examples: [
          "npx crisscross explain 01jd0c3k9x4v7m2q8r5t6w1y0z --data .crisscross",
          "npx crisscross explain 01jd0c3k9x4v7m2q8r5t6w1y0z ap-south-1.0 --data .crisscross --marks",
          "npx crisscross explain 01jd0c3k9x4v7m2q8r5t6w1y0z ap-south-1.0 --data .crisscross --format perfetto",
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
  const { connect } = await import("../cloud/connect.ts");
  const { stdout, env } = shell;
  const client = await connect(shell, options);
  const page = {
    paint: createPaint(wantsColour(stdout, env, options.color)),
    columns: stdout.columns ?? 100,
    marks: options.marks ?? false,
    ranges: options.ranges ?? false,
  };
  const print = <T>(document: T, render: (document: T, options: typeof page) => string) =>
    stdout.write(options.json ? `${JSON.stringify(document)}\n` : render(document, page));
  if (probe === undefined) {
    const { renderAttribution } = await import("../render/attribution.ts");
    print(await client.attribution(job), renderAttribution);
  } else if (options.format) {
    const document = await client.sample(job, probe);
    stdout.write(`${JSON.stringify(await writeTrace[options.format](document))}\n`);
  } else {
    const { renderSample } = await import("../render/sample.ts");
    print(await client.sample(job, probe), renderSample);
  }
  return 0;
}

/** How a probe is written for other tools. */
const writeTrace: Readonly<Record<TraceFormat, (document: SampleDocument) => Promise<object>>> = {
  perfetto: async (document) => (await import("@crisscross/core/traces/perfetto")).perfettoOf(document),
  otlp: async (document) => (await import("@crisscross/core/traces/otlp")).otlpOf(document),
};
