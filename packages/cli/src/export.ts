import type { JobView } from "@crisscross/core/job-view";
import type { SampleFormat } from "@crisscross/core/sample-text";
import type { ApiClient } from "./api-client.ts";
import { CommandError } from "./command-error.ts";
import { type ApiOptions, connect } from "./connect.ts";
import { storedIn } from "./follow-job.ts";
import { createProgress } from "./progress.ts";
import type { Shell } from "./shell.ts";
import { openFileSink, openScreenSink, type Sink } from "./sink.ts";

export const exportFormats = ["csv", "ndjson", "json"] as const;
export type ExportFormat = (typeof exportFormats)[number];

export interface ExportOptions extends ApiOptions {
  format: ExportFormat;
  out?: string;
}

/** Writes every stored sample of a job, a page at a time. Answers 0 when all of them were written. */
export async function exportSamples(shell: Shell, job: string, options: ExportOptions): Promise<number> {
  const { format, out } = options;
  const client = await connect(shell, options);
  const view = await client.job(job);
  const isGrowing = ["queued", "running", "cancelling"].includes(view.state);
  if (isGrowing)
    shell.stderr.write(
      `job ${view.id} is ${view.state}: what it has stored by now is exported, and more may come\n`,
    );
  const sink = out === undefined ? openScreenSink(shell.stdout) : await openFileSink(out);
  const bar = createProgress(shell.stderr, "exporting", {
    quiet: out === undefined,
    monotonicMs: () => performance.now(),
  });
  const samples = await writeAll(client, view, format, sink, (done) =>
    bar.update(Math.min(done, storedIn(view)), storedIn(view)),
  )
    .catch(async (error) => {
      await sink.discard();
      throw error;
    })
    .finally(() => bar.stop());
  if (!isGrowing && samples !== storedIn(view)) {
    await sink.discard();
    throw new CommandError(
      1,
      `job ${view.id} stores ${storedIn(view)} samples, but ${samples} were read; try again, and look at the logs of api if it stays so`,
    );
  }
  await sink.keep();
  if (out !== undefined) shell.stderr.write(`exported ${samples} samples of job ${view.id} to ${out}\n`);
  return 0;
}

/** Answers how many samples were written. */
async function writeAll(
  client: ApiClient,
  view: JobView,
  format: ExportFormat,
  sink: Sink,
  onProgress: (samples: number) => void,
): Promise<number> {
  const asked: SampleFormat = format === "csv" ? "csv" : "ndjson";
  let samples = 0;
  let lines = 0;
  if (format === "json") await sink.write(`{"job":${JSON.stringify(view)},"samples":[`);
  for (let page: { text: string; next?: string } | undefined; ; ) {
    page = await client.samples(view.id, asked, page?.next);
    await sink.write(format === "json" ? arrayPart(page.text, samples === 0) : page.text);
    lines += countLines(page.text);
    samples = format === "csv" ? Math.max(0, lines - 1) : lines;
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
