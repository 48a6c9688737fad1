import type { MsRange } from "../documents/attribution-document.ts";
import type { LevelView, SampleDocument } from "../documents/sample-document.ts";
import { monotonicMs } from "./mark-times.ts";
import { at, exactPart, type Part, plus } from "./part.ts";
import { type Placed, placeLevel } from "./place-level.ts";

/** A monotonic clock on the timeline: what it said at a moment, and when that was. */
interface Clock {
  name: string;
  atMs: number;
  on: MsRange;
}

const onTimeline = ({ atMs, on }: Clock, ms: number): MsRange => plus(on, at(ms - atMs));

/** The wait for one level, what lies in it, and the waits of that level itself. */
export function callParts(document: SampleDocument, place: number, caller: Clock, parent: string): Part[] {
  const level = document.levels[place];
  const sentMs = level && monotonicMs(document, `sent to ${level.name}`);
  if (!level || sentMs === undefined) return [];
  const sent = onTimeline(caller, sentMs);
  const end = plus(sent, at(level.waitMs));
  const key = `wait for ${level.name}`;
  const of = { about: level.name, clock: caller.name };
  const wait: Part = { ...exactPart({ ...of, key, kind: "wait", start: sent, end }), parent };
  const left = plus(sent, at(level.connectingMs ?? 0));
  const connect = exactPart({
    ...of,
    key: `connect to ${level.name}`,
    kind: "connect",
    start: sent,
    end: left,
  });
  return [
    wait,
    ...(level.connectingMs ? [{ ...connect, parent: key }] : []),
    ...withinWait(document, place, level, wait),
  ];
}

/** The way there, the run, and the way back, where the call left an account of itself. */
function withinWait(document: SampleDocument, place: number, level: LevelView, wait: Part): Part[] {
  const { name, waitMs, connectingMs = 0, environment: clock = name } = level;
  const placed = placeLevel(document, level);
  if (!placed) return [];
  const start = plus(wait.start, placed.start);
  const end = plus(start, at(placed.ranMs));
  const mark = placed.contradicts ? { contradicts: true as const } : {};
  const run: Part = {
    ...exactPart({ key: name, kind: "run", about: name, clock, start, end }),
    parent: wait.key,
  };
  const way = (key: string, ends: Pick<Part, "start" | "end" | "length">, hops: readonly string[]): Part => ({
    ...{ key, parent: wait.key, kind: "way", about: name, clock: wait.clock, certainty: "bounded" },
    ...{ ...ends, ...mark, hops: document.hops.filter((hop) => hops.includes(hop.name)) },
  });
  const left = plus(wait.start, at(connectingMs));
  const there = plus(placed.start, at(-connectingMs));
  return [
    way(`to ${name}`, { start: left, end: start, length: there }, [`request to ${name}`, `init of ${name}`]),
    { ...run, ...mark },
    ...ownParts(document, place, name, { name: clock, atMs: placed.startedMs, on: start }),
    way(`back from ${name}`, { start: end, end: wait.end, length: backOf(placed, waitMs) }, [
      `response from ${name}`,
    ]),
  ];
}

const backOf = ({ start, ranMs }: Placed, waitMs: number): MsRange => ({
  lowMs: waitMs - ranMs - start.highMs,
  highMs: waitMs - ranMs - start.lowMs,
});

/** What a function waited for itself: the next one, or DynamoDB, and what it did to prepare for that. */
function ownParts(document: SampleDocument, place: number, name: string, clock: Clock): Part[] {
  const next = document.levels[place + 1]?.name ?? "database";
  const readMark = (what: string) => {
    const ms = monotonicMs(document, `${what} ${next}`);
    return ms === undefined ? undefined : onTimeline(clock, ms);
  };
  const [preparing, sent, received] = ["preparing for", "sent to", "received from"].map(readMark);
  if (!sent) return [];
  const of = { about: name, clock: clock.name };
  const prepare = (start: MsRange): Part => ({
    ...exactPart({ ...of, key: `${name} prepares its call`, kind: "prepare", start, end: sent }),
    parent: name,
  });
  const database = (end: MsRange): Part => ({
    ...exactPart({ ...of, key: "database", kind: "database", start: sent, end }),
    parent: name,
  });
  return [
    ...(preparing ? [prepare(preparing)] : []),
    ...(next === "database" && received ? [database(received)] : []),
    ...callParts(document, place + 1, clock, name),
  ];
}
