import type { SampleDocument } from "../documents/sample-document.ts";
import { AppError } from "../edge/error.ts";
import { idOf } from "./deterministic-id.ts";
import { middleOf, type Part } from "./part.ts";
import { boundsOf, type Facts, factsOf } from "./part-facts.ts";
import { type Timeline, timelineOf } from "./timeline.ts";

/** OTLP's enums: SpanKind and StatusCode. */
const kinds = { internal: 1, server: 2, client: 3 } as const;
const statuses = { unset: 0, error: 2 } as const;

type AnyValue =
  | { stringValue: string }
  | { doubleValue: number }
  | { intValue: string }
  | { boolValue: boolean };
interface KeyValue {
  key: string;
  value: AnyValue;
}

/** A span as OTLP's JSON has it: ids in hex, times as decimal text in ns since 1970. */
interface OtlpSpan {
  traceId: string;
  spanId: string;
  parentSpanId?: string;
  name: string;
  kind: number;
  startTimeUnixNano: string;
  endTimeUnixNano: string;
  attributes: KeyValue[];
  status: { code: number; message?: string };
}

/** One probe as an ExportTraceServiceRequest in OTLP's JSON mapping (opentelemetry-proto 1), one resource per function. */
interface OtlpTrace {
  resourceSpans: {
    resource: { attributes: KeyValue[] };
    scopeSpans: { scope: { name: string }; spans: OtlpSpan[] }[];
  }[];
}

/**
 * Ids are made of the job's and the probe's, so that the same probe is the same trace. Where a time is only bounded, the span is
 * drawn in the middle, and its attributes have the bounds. Throws AppError `corrupt` for a sample without marks.
 */
export function otlpOf(document: SampleDocument): OtlpTrace {
  const timeline = timelineOf(document);
  if (!timeline) throw new AppError("corrupt", `probe ${document.probe} has no marks to draw`);
  const services = Map.groupBy(timeline.parts, (part) => serviceOf(document, part));
  return {
    resourceSpans: [...services].map(([service, parts]) => ({
      resource: { attributes: attributesOf({ "service.name": service }) },
      scopeSpans: [
        { scope: { name: "crisscross" }, spans: parts.map((part) => spanOf(document, timeline, part)) },
      ],
    })),
  };
}

/** Whose time a part is, by the clock that has its ends. */
function serviceOf(document: SampleDocument, { kind, clock, about }: Part): string {
  if (kind === "run") return about;
  if (kind === "probe" || kind === "delivery") return "consume";
  return document.levels.find(({ environment }) => environment === clock)?.name ?? "consume";
}

function spanOf(document: SampleDocument, timeline: Timeline, part: Part): OtlpSpan {
  const { job, probe } = document;
  const { anchor } = timeline;
  const spanIdOf = (key: string) => idOf(8, job, probe, key);
  const [startMs, endMs] = [middleOf(part.start), middleOf(part.end)];
  const facts = factsOf(document, part);
  return {
    traceId: idOf(16, job, probe),
    spanId: spanIdOf(part.key),
    ...(part.parent !== undefined && { parentSpanId: spanIdOf(part.parent) }),
    name: part.key,
    kind: part.kind === "run" ? kinds.server : part.kind === "wait" ? kinds.client : kinds.internal,
    startTimeUnixNano: nanoOf(anchor.epochMs, startMs),
    // Two wall clocks may say that something ended before it began; a span cannot.
    endTimeUnixNano: nanoOf(anchor.epochMs, Math.max(startMs, endMs)),
    attributes: attributesOf({
      ...withPrefix({ ...boundsOf(part), ...facts }),
      ...(part.kind === "probe" && anchorFacts(timeline)),
    }),
    status: statusOf(facts),
  };
}

const anchorFacts = ({ anchor }: Timeline): Facts => ({
  "crisscross.anchor": `${anchor.name}, by the wall clock of ${anchor.clock}`,
  "crisscross.anchorResolutionMs": anchor.resolutionMs,
});

const withPrefix = (facts: Facts): Facts =>
  Object.fromEntries(Object.entries(facts).map(([name, value]) => [`crisscross.${name}`, value]));

function statusOf({ outcome, reason }: Facts): OtlpSpan["status"] {
  if (outcome === undefined || outcome === "ok") return { code: statuses.unset };
  return { code: statuses.error, message: reason === undefined ? String(outcome) : `${outcome}: ${reason}` };
}

/** Milliseconds since the anchor in ns since 1970: more than a number holds exactly. */
const nanoOf = (epochMs: number, ms: number): string =>
  String(BigInt(epochMs) * 1_000_000n + BigInt(Math.round(ms * 1e6)));

const attributesOf = (facts: Facts): KeyValue[] =>
  Object.entries(facts).map(([key, value]) => ({ key, value: anyValueOf(value) }));

function anyValueOf(value: string | number | boolean): AnyValue {
  if (typeof value === "string") return { stringValue: value };
  if (typeof value === "boolean") return { boolValue: value };
  return Number.isSafeInteger(value) ? { intValue: String(value) } : { doubleValue: value };
}
