import type { HopView, SampleDocument } from "../documents/sample-document.ts";
import type { Mark } from "../explain/marks.ts";
import { wallMark } from "./mark-times.ts";
import { at, exactPart, type Part } from "./part.ts";

const ofDelivery: ReadonlySet<HopView["category"]> = new Set(["publish", "fanout", "queue", "dispatch"]);
const prepares = "consume prepares its call";

/** The hops on the way to the probe, one behind the other, up to the anchor: they are differences of wall clocks. */
export function deliveryParts(document: SampleDocument, anchor: Mark): Part[] {
  const intended = wallMark(document, "intended");
  if (!intended) return [];
  let fromMs = intended.at - anchor.at;
  return document.hops.filter(isOfDelivery).map((hop) => {
    const [start, end] = [at(fromMs), at(fromMs + hop.lowMs)];
    fromMs += hop.lowMs;
    const of = { key: hop.name, kind: "delivery", about: hop.category, clock: anchor.clock } as const;
    return { ...exactPart({ ...of, start, end }), parent: "probe", certainty: hop.certainty, hops: [hop] };
  });
}

const isOfDelivery = ({ category, name }: HopView): boolean => ofDelivery.has(category) || name === prepares;
