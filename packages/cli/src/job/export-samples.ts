import type { JobView } from "@crisscross/core/documents/job-view";
import type { SampleFormat } from "@crisscross/core/documents/sample-text";
import type { ApiClient } from "../api/api-client.ts";
import type { Sink } from "../terminal/sink.ts";

/** As they are asked of the API, or all in one JSON document with their job. */
type ExportFormat = SampleFormat | "json";

/** Writes every stored sample of a job, a page at a time. Answers how many were written. */
export async function exportSamples(
  client: Pick<ApiClient, "samples">,
  job: JobView,
  format: ExportFormat,
  sink: Sink,
  /** `damaged` are the blocks that a page leaves out. */
  onProgress: (samples: number, damaged: readonly string[]) => void,
): Promise<number> {
  const asked: SampleFormat = format === "json" ? "ndjson" : format;
  const heads = asked === "ndjson" ? 0 : 1;
  let samples = 0;
  let lines = 0;
  if (format === "json") await sink.write(`{"job":${JSON.stringify(job)},"samples":[`);
  for await (const { text, damaged } of client.samples(job.id, asked)) {
    await sink.write(format === "json" ? arrayPart(text, samples === 0) : text);
    lines += countLines(text);
    samples = Math.max(0, lines - heads);
    onProgress(samples, damaged);
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
