import type { DataOf } from "@crisscross/client/client";
import type { MatrixDocument } from "@crisscross/core/documents/matrix-document";
import { Option } from "commander";
import type { ApiClient } from "../api/api-client.ts";
import type { ApiOptions } from "../cloud/connect.ts";
import { CommandError } from "../terminal/command-error.ts";
import { helpAfter } from "../terminal/help.ts";
import { printable } from "../terminal/printable.ts";
import type { Shell } from "../terminal/shell.ts";
import { type Declare, withApi, withJob } from "./declare.ts";

const formats = ["html", "markdown", "svg"] as const;
type Format = (typeof formats)[number];
const statistics = ["p50", "p90", "p95", "p99", "mean"] as const;

interface ReportOptions extends ApiOptions {
  format: Format;
  out?: string;
  /** Which picture comes first. */
  stat: string;
  variant?: string;
}

export const declareReport: Declare = (command, shell, finish) => {
  withJob(withApi(command))
    .summary("write a job's matrix as a report to send")
    .description(
      "Writes a job as one HTML file that needs no network, its matrix as Markdown for a comment on a pull request or\nthe summary of a CI run, or one variant as a picture (SVG).",
    )
    .addOption(new Option("--format <format>", "what to write").choices(formats).default("html"))
    .addOption(new Option("--stat <statistic>", "which statistic").choices(statistics).default("p50"))
    .option("--variant <variant>", "which variant comes first (default: the job's first)")
    .option("--out <file>", "the file; it appears when it is complete (default: stdout)")
    .addHelpText(
      "after",
      helpAfter({
        done: "the report is written",
        failed: "it failed: then --out is as it was before",
        examples: [
          "npx crisscross report 01jd0c3k9x4v7m2q8r5t6w1y0z --data .crisscross --out report.html",
          "npx crisscross report 01jd0c3k9x4v7m2q8r5t6w1y0z --data .crisscross --format markdown >> $GITHUB_STEP_SUMMARY",
          "npx crisscross report 01jd0c3k9x4v7m2q8r5t6w1y0z --data .crisscross --format svg --out matrix.svg",
        ],
      }),
    )
    .action(async (job: string, options: ReportOptions) => finish(await report(shell, job, options)));
};

async function report(shell: Shell, job: string, options: ReportOptions): Promise<number> {
  const { withJobs } = await import("../cloud/connect.ts");
  const { findJob } = await import("../job/find-job.ts");
  const { openFileSink, openScreenSink } = await import("../terminal/sink.ts");
  const text = await withJobs(shell, options, async (client) => {
    const id = await findJob(client, job);
    return options.format === "html" ? writeHtml(client, id) : writeMatrix(client, id, options);
  });
  const sink = options.out === undefined ? openScreenSink(shell.stdout) : await openFileSink(options.out);
  await sink.write(text);
  await sink.keep();
  return 0;
}

/** The page's own views from a file, with what the API answers now. */
async function writeHtml(client: ApiClient, job: string): Promise<string> {
  const { reportHtml } = await import("@crisscross/web/building/report-html");
  const { reportedMeasure } = await import("@crisscross/web/report/report-data");
  const view = await client.job(job);
  const answers = await client.spread(job, reportedMeasure);
  const title = `Crisscross: ${view.name ?? `job ${view.id}`}`;
  return reportHtml(title, { madeAt: new Date().toISOString(), job: view, ...answers });
}

async function writeMatrix(
  client: ApiClient,
  job: string,
  { format, stat, variant }: ReportOptions,
): Promise<string> {
  const document = asAnswered(await client.matrix(job));
  refuseUnknown(variant, document);
  const asked = { stat, ...(variant !== undefined && { variant }) };
  return write[format === "svg" ? "svg" : "markdown"](document, asked);
}

function refuseUnknown(variant: string | undefined, { matrix }: Matrix): void {
  const variants = [...new Set(matrix.map((row) => row.variant))];
  if (variant === undefined || variants.includes(variant)) return;
  throw new CommandError(2, `--variant: the job has no ${printable(variant)}; it has ${variants.join(", ")}`);
}

/** How a matrix is written; what comes first is asked in the words of the page's address. */
const write: Readonly<Record<Exclude<Format, "html">, (document: Matrix, asked: Asked) => Promise<string>>> =
  {
    markdown: async (document, asked) =>
      (await import("@crisscross/web/report/matrix-markdown")).matrixMarkdown(document, asked),
    svg: async (document, asked) =>
      (await import("@crisscross/web/report/matrix-svg")).matrixSvg(document, asked),
  };

type Asked = Readonly<Record<string, string>>;
type Matrix = DataOf<"getMatrix">;

/** As the client has it: what was read from JSON has no field that is there and undefined. */
const asAnswered = (document: MatrixDocument): Matrix => document as Matrix;
