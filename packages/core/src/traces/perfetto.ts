import type { SampleDocument } from "../documents/sample-document.ts";
import { AppError } from "../edge/error.ts";
import { middleOf, type Part } from "./part.ts";
import { boundsOf, type Facts, factsOf } from "./part-facts.ts";
import { timelineOf } from "./timeline.ts";

/** An event of Chrome's trace format: `X` a slice, `M` the name of a track. Times in µs. */
type TraceEvent =
  | { ph: "X"; name: string; cat: string; pid: number; tid: number; ts: number; dur: number; args: Facts }
  | { ph: "M"; name: "process_name" | "thread_name"; pid: number; tid: number; args: { name: string } }
  | { ph: "M"; name: "thread_sort_index"; pid: number; tid: number; args: { sort_index: number } };

/** One probe as ui.perfetto.dev and chrome://tracing open it: the object form of the Trace Event Format. */
interface PerfettoTrace {
  displayTimeUnit: "ms";
  otherData: Facts;
  traceEvents: TraceEvent[];
}

const pid = 1;

/**
 * One track per clock, so that slices of a track nest. Where a time is only bounded, the slice is drawn in the middle, and its
 * arguments have the bounds. Throws AppError `corrupt` for a sample without marks.
 */
export function perfettoOf(document: SampleDocument): PerfettoTrace {
  const timeline = timelineOf(document);
  if (!timeline) throw new AppError("corrupt", `probe ${document.probe} has no marks to draw`);
  const { anchor, parts } = timeline;
  const tracks = [...new Set(parts.map(trackOf))];
  return {
    displayTimeUnit: "ms",
    otherData: {
      anchor: `${anchor.name}, by the wall clock of ${anchor.clock}`,
      anchorResolutionMs: anchor.resolutionMs,
    },
    traceEvents: [
      { ph: "M", name: "process_name", pid, tid: 0, args: { name: `probe ${document.probe}` } },
      ...tracks.flatMap((track, place): TraceEvent[] => [
        { ph: "M", name: "thread_name", pid, tid: place + 1, args: { name: titleOf(document, track) } },
        { ph: "M", name: "thread_sort_index", pid, tid: place + 1, args: { sort_index: place } },
      ]),
      ...parts.map((part) => sliceOf(document, part, tracks.indexOf(trackOf(part)) + 1, anchor.epochMs)),
    ],
  };
}

const delivery = "the way to the probe";

/** What came before the anchor is by other clocks, and could overlap what lies behind it. */
const trackOf = ({ kind, clock }: Part): string =>
  kind === "probe" || kind === "delivery" ? delivery : clock;

function titleOf({ levels, block }: SampleDocument, track: string): string {
  if (track === delivery) return `${delivery}, by wall clocks`;
  const name = levels.find(({ environment }) => environment === track)?.name;
  return `${name ?? (track === block.environment ? "consume" : "?")}, by the clock of ${track}`;
}

function sliceOf(document: SampleDocument, part: Part, tid: number, epochMs: number): TraceEvent {
  const [startMs, endMs] = [middleOf(part.start), middleOf(part.end)];
  return {
    ...{ ph: "X", name: part.key, cat: `${part.kind},${part.certainty}`, pid, tid },
    ts: inUs(epochMs + startMs),
    dur: Math.max(0, inUs(epochMs + endMs) - inUs(epochMs + startMs)),
    args: { ...boundsOf(part), ...factsOf(document, part) },
  };
}

const inUs = (ms: number): number => Math.round(ms * 1_000);
