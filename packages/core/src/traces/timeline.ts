import type { SampleDocument } from "../documents/sample-document.ts";
import { callParts } from "./call-parts.ts";
import { deliveryParts } from "./delivery-parts.ts";
import { monotonicMs, wallMark } from "./mark-times.ts";
import { at, exactPart, type Part } from "./part.ts";

export interface Timeline {
  /** The only wall time that all others are counted from: consume's clock as it sent the request. */
  anchor: { name: string; clock: string; epochMs: number; resolutionMs: number };
  /** Each behind its parent. */
  parts: readonly Part[];
}

const anchorMark = "probe started";

/** Everything that a sample says of time, with the certainty it has. Undefined for a sample without its first marks. */
export function timelineOf(document: SampleDocument): Timeline | undefined {
  const first = document.levels[0];
  const anchor = wallMark(document, anchorMark);
  const sentMs = first && monotonicMs(document, `sent to ${first.name}`);
  if (!first || !anchor || sentMs === undefined) return undefined;
  const delivery = deliveryParts(document, anchor);
  const start = delivery[0]?.start ?? at(0);
  const probe: Part = {
    ...exactPart({
      ...{ key: "probe", kind: "probe", about: document.probe, clock: anchor.clock },
      ...{ start, end: at(first.waitMs) },
    }),
    certainty: "skewed",
  };
  const consume = { name: document.block.environment, atMs: sentMs, on: at(0) };
  return {
    anchor: { name: anchorMark, clock: anchor.clock, epochMs: anchor.at, resolutionMs: 1 },
    parts: [probe, ...delivery, ...callParts(document, 0, consume, probe.key)],
  };
}
