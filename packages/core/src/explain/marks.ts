import * as v from "valibot";
import type { Connecting, DbWait, Level } from "../sample/call.ts";
import { callChainOf, calleesOf } from "../sample/call-chain.ts";
import type { Sample, StoredBlock } from "../sample/stored-block.ts";

/**
 * A named moment. `at` counts ms since the epoch by a wall clock, µs since its process started by a monotonic one. Two
 * marks are a duration only if both `clock` and `kind` are the same.
 */
export const Mark = v.object({
  name: v.string(),
  /** The environment whose clock it is, or the service. */
  clock: v.string(),
  kind: v.picklist(["wall", "monotonic"]),
  at: v.number(),
  resolutionUs: v.number(),
  source: v.string(),
});
export type Mark = v.InferOutput<typeof Mark>;

/** Every mark of a sample, in the order things happened. Marks of calls that left no account of themselves are missing. */
export function marksOf(block: StoredBlock, sample: Sample): Mark[] {
  const { environment, origin, publishedAtMs, enqueuedAtMs, firstReceivedAtMs, startedAtMs } = block;
  const queue = `SQS in ${origin}`;
  return [
    wall("intended", "api", sample.intendedAtMs, "the job's plan, from the clock that created the job"),
    wall("published", "plan", publishedAtMs, "Date.now of plan; raw delivery has no SNS timestamp"),
    wall("enqueued", queue, enqueuedAtMs, "SentTimestamp"),
    wall("first received", queue, firstReceivedAtMs, "ApproximateFirstReceiveTimestamp"),
    wall("block started", environment, startedAtMs, "Date.now of consume"),
    wall("probe started", environment, sample.startedAtMs, "Date.now of consume"),
    ...callMarks(sample, environment),
  ];
}

function callMarks(sample: Sample, consume: string): Mark[] {
  const chain = callChainOf(sample);
  const names = calleesOf(chain);
  const before: Mark[] = [];
  const after: Mark[] = [];
  let caller = consume;
  for (const [index, call] of chain.calls.entries()) {
    const { receivedUs, level } = call;
    const name = names[index] ?? "";
    before.push(...waitMarks(call, name, caller));
    after.unshift(monotonic(`received from ${name}`, caller, receivedUs));
    if (!level) break;
    before.push(...entryMarks(name, level));
    after.unshift(monotonic(`${name} ended`, level.environment, level.endUs));
    caller = level.environment;
  }
  return [...before, ...after];
}

function entryMarks(name: string, { environment, readyUs, startUs, db }: Level): Mark[] {
  return [
    monotonic(`${name} ready`, environment, readyUs),
    monotonic(`${name} started`, environment, startUs),
    ...(db ? waitMarks(db, "database", environment) : []),
    ...(db ? [monotonic("received from database", environment, db.receivedUs)] : []),
  ];
}

/** Up to the request, and where a connection was made for it, that one's own marks. */
function waitMarks({ preparing, connecting, sentUs }: DbWait, name: string, caller: string): Mark[] {
  const made = preparing?.connecting;
  const marks: (readonly [string, number | undefined])[] = [
    [`preparing for ${name}`, preparing?.startUs],
    ...connectingMarks(made, name),
    [`first answer of ${name}'s endpoint`, made?.endUs],
    [`prepared for ${name}`, preparing?.endUs],
    [`sent to ${name}`, sentUs],
    ...connectingMarks(connecting, name),
  ];
  return marks.flatMap(([what, at]) => (at === undefined ? [] : [monotonic(what, caller, at)]));
}

const connectingMarks = (made: Connecting | undefined, name: string) =>
  [
    [`connecting to ${name}`, made?.startUs],
    [`endpoint of ${name} looked up`, made?.lookupUs],
    [`TCP connected to ${name}`, made?.connectUs],
    [`TLS secured to ${name}`, made?.secureUs],
  ] as const;

const wall = (name: string, clock: string, at: number, source: string): Mark => ({
  name,
  clock,
  kind: "wall",
  at,
  resolutionUs: 1_000,
  source,
});

const monotonic = (name: string, clock: string, at: number): Mark => ({
  name,
  clock,
  kind: "monotonic",
  at,
  resolutionUs: 1,
  source: "performance.now",
});
