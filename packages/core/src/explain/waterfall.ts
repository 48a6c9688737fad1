import type { Sample, StoredBlock } from "../sample/block.ts";
import type { Call, Level } from "../sample/call.ts";
import { calleesOf, routeOf } from "../sample/result.ts";
import { exchangeOf, networkOf, offsetOf, type Range } from "./attribution.ts";
import { type Bill, billsOf } from "./bill.ts";

export const hopCategories = [
  "publish",
  "fanout",
  "queue",
  "dispatch",
  "init",
  "execute",
  "network",
  "database",
  "unattributed",
] as const;
export type HopCategory = (typeof hopCategories)[number];

/** One interval of a probe's life, in the order it happened. */
export interface Hop {
  name: string;
  category: HopCategory;
  /**
   * `exact`: both ends are marks of one clock. `bounded`: low and high are certain, what lies between is not.
   * `skewed`: ends of two machines' wall clocks, wrong by their difference, so not a duration.
   */
  certainty: "exact" | "bounded" | "skewed";
  range: Range;
}

export interface Waterfall {
  hops: Hop[];
  bills: Bill[];
}

/**
 * The offset of callee's clock to caller's that a call is known to have, from all calls of the pair; see offsetsOf. The
 * default knows this call alone.
 */
export type KnownOffset = (call: Call, level: Level) => Range;

const ownOffset: KnownOffset = (call, level) => offsetOf(exchangeOf(call, level, ""));

/** A sample's hops from intention to answer, and what each level was billed at us-east-1 list price. */
export function waterfallOf(block: StoredBlock, sample: Sample, knownOffset = ownOffset): Waterfall {
  const route = routeOf(sample);
  const { calls } = route;
  const names = calleesOf(route);
  return {
    hops: [...deliveryHops(block, sample), ...callHops(calls, names, 0, knownOffset)],
    bills: billsOf(sample),
  };
}

/**
 * What the probe waited for before its first call, from its intended time on: with a gap a block may be published,
 * queued or even delivered ahead of that time, and a probe does not wait for what happened before it was due.
 */
function deliveryHops(block: StoredBlock, sample: Sample): Hop[] {
  const { intendedAtMs, startedAtMs } = sample;
  const marks: Mark[] = [
    { name: "published", category: "publish", atMs: block.publishedAtMs },
    { name: "enqueued", category: "fanout", atMs: block.enqueuedAtMs },
    { name: "received", category: "queue", atMs: block.firstReceivedAtMs },
    { name: "consume", category: "dispatch", atMs: block.startedAtMs },
  ];
  const due = marks.findIndex(({ atMs }) => atMs >= intendedAtMs);
  const waited = marks.slice(due === -1 ? marks.length : due);
  const hops = waited.map((to, at): Hop => {
    const from = waited[at - 1] ?? { name: "intended", atMs: intendedAtMs };
    return wall(`${from.name} to ${to.name}`, to.category, "skewed", from.atMs, to.atMs);
  });
  const last = waited.at(-1);
  if (!last) return [wall("intended to started", "queue", "skewed", intendedAtMs, startedAtMs)];
  return [...hops, wall("behind earlier probes of the block", "queue", "exact", last.atMs, startedAtMs)];
}

interface Mark {
  name: string;
  /** Of the hop that ends here. */
  category: HopCategory;
  atMs: number;
}

/** The hops within one wait and the waits inside it; they add up to it, the two network hops by their exact sum. */
function callHops(
  calls: readonly Call[],
  names: readonly string[],
  index: number,
  knownOffset: KnownOffset,
): Hop[] {
  const call = calls[index];
  const name = names[index] ?? "";
  if (!call) return [];
  if (!call.level) return [exact(`wait for ${name}`, "unattributed", call.receivedUs - call.sentUs)];
  const exchange = exchangeOf(call, call.level, "");
  const { requestUs, responseUs } = networkOf(exchange, knownOffset(call, call.level));
  const { mostInitUs, runtimeUs } = exchange;
  return [
    bounded(`request to ${name}`, "network", requestUs),
    ...(mostInitUs > 0 ? [bounded(`init of ${name}`, "init", { lowUs: 0, highUs: mostInitUs })] : []),
    ...levelHops(call.level, name, () => callHops(calls, names, index + 1, knownOffset)),
    ...(runtimeUs === undefined ? [] : [exact(`runtime around ${name}`, "execute", runtimeUs)]),
    bounded(`response from ${name}`, "network", responseUs),
  ];
}

function levelHops(level: Level, name: string, below: () => Hop[]): Hop[] {
  const { startUs, endUs, call, db } = level;
  const wait = call ?? db;
  if (!wait) return [exact(name, "execute", endUs - startUs)];
  return [
    exact(`${name} before its call`, "execute", wait.sentUs - startUs),
    ...(call ? below() : [exact("database", "database", wait.receivedUs - wait.sentUs)]),
    exact(`${name} after its call`, "execute", endUs - wait.receivedUs),
  ];
}

const exactly = (us: number): Range => ({ lowUs: us, highUs: us });

const exact = (name: string, category: HopCategory, us: number): Hop => ({
  name,
  category,
  certainty: "exact",
  range: exactly(us),
});

/** Only two marks of consume make an exact one: SQS does not say that its two timestamps are of one machine. */
const wall = (
  name: string,
  category: HopCategory,
  certainty: Hop["certainty"],
  fromMs: number,
  toMs: number,
): Hop => ({ name, category, certainty, range: exactly((toMs - fromMs) * 1_000) });

const bounded = (name: string, category: HopCategory, range: Range): Hop => ({
  name,
  category,
  certainty: "bounded",
  range,
});
