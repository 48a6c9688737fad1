import type { JobView } from "@crisscross/core/documents/job-view";
import type { SampleFormat } from "@crisscross/core/documents/sample-text";
import type { ApiClient, SamplePage } from "../api/api-client.ts";
import { type ApiOptions, connect } from "../cloud/connect.ts";
import { storedIn } from "../job/follow-job.ts";
import { CommandError } from "../terminal/command-error.ts";
import { printable } from "../terminal/printable.ts";
import { createProgress } from "../terminal/progress.ts";
import type { Shell } from "../terminal/shell.ts";
import { openFileSink, openScreenSink, type Sink } from "../terminal/sink.ts";

export const exportFormats = ["csv", "ndjson", "json"] as const;
export type ExportFormat = (typeof exportFormats)[number];

export interface ExportOptions extends ApiOptions {
  format: ExportFormat;
  /** No cell that a spreadsheet would run as a formula. */
  csvSafe?: boolean;
  out?: string;
}

/** Writes every stored sample of a job, a page at a time. Answers 0 when all of them were written, 1 when damaged blocks are left out. */
export async function exportSamples(shell: Shell, job: string, options: ExportOptions): Promise<number> {
  const { format, out, csvSafe = false } = options;
  if (csvSafe && format !== "csv")
    throw new CommandError(2, `--csv-safe is for --format csv; leave it out with ${format}`);
  const client = await connect(shell, { ...options, json: format === "json" });
  const view = await client.job(job);
  const id = printable(view.id);
  const isGrowing = ["queued", "running", "cancelling"].includes(view.state);
  if (isGrowing)
    shell.stderr.write(
      `job ${id} is ${view.state}: what it has stored by now is exported, and more may come\n`,
    );
  const sink = out === undefined ? openScreenSink(shell.stdout) : await openFileSink(out);
  const bar = createProgress(shell.stderr, "exporting", {
    quiet: out === undefined,
    monotonicMs: () => performance.now(),
  });
  const damaged = new Set<string>();
  const samples = await writeAll(client, view, csvSafe ? "csv-safe" : format, sink, damaged, (done) =>
    bar.update(Math.min(done, storedIn(view)), storedIn(view)),
  )
    .catch(async (error) => {
      await sink.discard();
      throw error;
    })
    .finally(() => bar.stop());
  if (!isGrowing && damaged.size === 0 && samples !== storedIn(view)) {
    await sink.discard();
    throw new CommandError(
      1,
      `job ${id} stores ${storedIn(view)} samples, but ${samples} were read; try again, and look at the logs of api if it stays so`,
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

/** Answers how many samples were written. */
async function writeAll(
  client: ApiClient,
  view: JobView,
  format: ExportFormat | "csv-safe",
  sink: Sink,
  damaged: Set<string>,
  onProgress: (samples: number) => void,
): Promise<number> {
  const asked: SampleFormat = format === "json" ? "ndjson" : format;
  const heads = asked === "ndjson" ? 0 : 1;
  let samples = 0;
  let lines = 0;
  if (format === "json") await sink.write(`{"job":${JSON.stringify(view)},"samples":[`);
  for (let page: SamplePage | undefined; ; ) {
    page = await client.samples(view.id, asked, page?.next);
    await sink.write(format === "json" ? arrayPart(page.text, samples === 0) : page.text);
    for (const block of page.damaged) damaged.add(block);
    lines += countLines(page.text);
    samples = Math.max(0, lines - heads);
    onProgress(samples);
    if (page.next === undefined) break;
  }
  if (format === "json") await sink.write("\n]}\n");
  return samples;
}

/** Lines of NDJSON as items of a JSON array that may have begun before. */
function arrayPart(text: string, isFirst: boolean): string {
  if (text === "") return "";
  return `${isFirst ? "" : ","}\n${text.trimEnd().replaceAll("\n", ",\n")}`;
}

function countLines(text: string): number {
  let lines = 0;
  for (let at = text.indexOf("\n"); at !== -1; at = text.indexOf("\n", at + 1)) lines++;
  return lines;
}
