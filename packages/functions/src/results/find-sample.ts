import { type SampleDocument, sampleDocumentOf } from "@crisscross/core/documents/sample-document";
import { AppError } from "@crisscross/core/edge/error";
import { probesIn } from "@crisscross/core/job/job";
import { shardOf } from "@crisscross/core/job/plan";
import { type ProbeId, parseProbeId, probeIdForm } from "@crisscross/core/job/probe-id";
import type { StoredJob } from "./job-store.ts";
import { readRun } from "./read-run.ts";
import type { SampleDeps } from "./read-samples.ts";
import { sourcesOf } from "./sample-sources.ts";

/** Blocks on either side that may hold calls between the same environments. */
const neighbours = 8;

/**
 * One probe, its network bounded with the help of the blocks around it. Throws AppError `not-found`, saying whether
 * the id names no probe of the job or one whose result is not there.
 */
export async function readSample(deps: SampleDeps, state: StoredJob, text: string): Promise<SampleDocument> {
  const { record } = state;
  const id = parseProbeId(text);
  if (!id || !isPlanned(state, id))
    throw notFound(text, `is none of job ${record.id}; accepted: ${probeIdForm}, as the samples name them`);
  const index = Math.floor(id.seq / record.probesPerBlock);
  const source = (await sourcesOf(deps, state)).find(
    ({ origin, shard }) => origin === id.origin && shard === shardOf(index),
  );
  const first = Math.max(0, index - neighbours);
  const around = source && (await readRun(deps, record, source, first, 2 * neighbours + 1));
  const { run = [], damaged = [] } = around ?? {};
  const block = run.find((each) => each.index === index);
  const sample = block?.samples.find(({ seq }) => seq === id.seq);
  if (damaged.some((each) => each.index === index))
    throw notFound(text, `cannot be read: block ${index} of ${id.origin} is damaged`);
  if (!block || !sample)
    throw notFound(text, state.finish ? "was lost; the job's reasons say why" : "has no result yet");
  return sampleDocumentOf(block, sample, run);
}

function isPlanned({ record }: StoredJob, { origin, seq }: ProbeId): boolean {
  const { origins } = record.spec;
  return origins.some((region) => region === origin) && seq < probesIn(record.spec) / origins.length;
}

const notFound = (probe: string, why: string): AppError =>
  new AppError("not-found", `probe: ${JSON.stringify(probe.slice(0, 100))} ${why}`);
