import type { Hop } from "@crisscross/core/explain/hop";
import { type Offsets, offsetsIn } from "@crisscross/core/explain/known-offsets";
import { waterfallOf } from "@crisscross/core/explain/waterfall";
import { resultOf } from "@crisscross/core/sample/probe-outcome";
import type { Receipt } from "@crisscross/core/sample/receipt";
import { calleesOf, routeOf } from "@crisscross/core/sample/route";
import { sampleStartOf, startClasses, startOf } from "@crisscross/core/sample/start-class";
import type { Sample, StoredBlock } from "@crisscross/core/sample/stored-block";
import type { CallTruth, ProbeTruth } from "../world/account.ts";
import { elapsedUs } from "../world/machine.ts";
import { blockKey, type JobTruth } from "../world/run-job.ts";
import { expectedResultOf } from "./expected-result.ts";
import { createCounter, type Tally } from "./tally.ts";

/** Two marks of one clock are each up to half a µs off. */
const marksUs = 1;
/** A receipt prints 3 or 2 decimals of a ms; its two ends lie half a µs beside the marks around it. */
const receiptUs = (form: CallTruth["leg"]["receipt"]): number => (form === "text" ? 6 : 1.5);

/** Compares all that is said of the stored probes of a job with what really happened to them. */
export function checkHops(blocks: readonly StoredBlock[], truth: JobTruth): Tally[] {
  const counters = {
    outcome: createCounter("outcome and hop of every probe are what was injected"),
    start: createCounter("start class of every call and probe"),
    connection: createCounter("connection of every call, as it went out"),
    receipts: createCounter("receipts lost or cut are missing, the others are there"),
    waits: createCounter("waits of callers, µs of their clock"),
    marks: createCounter("exact hops between two marks, µs of their clock"),
    receipt: createCounter("exact hops from receipts, µs (text prints 10)"),
  };
  const offsets = offsetsIn(blocks);
  for (const block of blocks)
    for (const [place, sample] of block.samples.entries()) {
      const probe = truth.visits.get(blockKey(block))?.[place];
      if (probe?.seq !== sample.seq)
        throw new Error(`block ${blockKey(block)} is stored, and its truth is of other probes`);
      const name = `${block.origin}.${sample.seq}`;
      checkSample(counters, sample, probe, name);
      checkWaterfall(counters, block, sample, probe, offsets);
    }
  return Object.values(counters).map(({ tally }) => tally);
}

type Counters = Record<
  "outcome" | "start" | "connection" | "receipts" | "waits" | "marks" | "receipt",
  ReturnType<typeof createCounter>
>;

function checkSample(counters: Counters, sample: Sample, probe: ProbeTruth, name: string): void {
  const { calls, outers } = routeOf(sample);
  const { outcome, hop } = resultOf(sample);
  const expected = expectedResultOf(probe, outers);
  counters.outcome.expect(
    outcome === expected.outcome && hop === expected.hop,
    () => `${name} is ${outcome} ${hop}, was ${expected.outcome} ${expected.hop}`,
  );
  for (const [depth, call] of calls.entries()) {
    const was = probe.calls[depth];
    if (!was) throw new Error(`${name} has a call ${depth} that never happened`);
    const waitedUs = elapsedUs(was.caller, was.sentAtUs ?? Number.NaN, was.receivedAtUs ?? Number.NaN);
    const describe = () => `${name} wait ${depth}`;
    counters.waits.measure(Math.abs(call.receivedUs - call.sentUs - waitedUs), marksUs, describe);
    counters.connection.expect(call.connection === was.connection, () => name);
    const mayHaveReceipt = was.execution !== undefined && was.leg.fault !== "response lost";
    const hasReceipt = mayHaveReceipt && (was.leg.receipt === "json" || was.leg.receipt === "text");
    counters.receipts.expect((call.receipt !== undefined) === hasReceipt, () => name);
    const start = startOf(call.level, call.receipt);
    const wasStart = knowableStart(was.start, call.receipt);
    if (call.level) counters.start.expect(start === wasStart, () => `${name} is ${start}, was ${wasStart}`);
  }
  if (outcome !== "ok") return;
  const starts = new Set(probe.calls.map(({ start }, depth) => knowableStart(start, calls[depth]?.receipt)));
  const coldest = startClasses.find((start) => starts.has(start));
  counters.start.expect(sampleStartOf(sample) === coldest, () => name);
}

/** Without a receipt nothing tells an init within the invocation from one before it. */
const knowableStart = (start: CallTruth["start"], receipt: Receipt | undefined): CallTruth["start"] =>
  start === "reinit" && !receipt ? "cold" : start;

function checkWaterfall(
  counters: Counters,
  block: StoredBlock,
  sample: Sample,
  probe: ProbeTruth,
  offsets: Offsets,
): void {
  const expected = exactHopsOf(sample, probe);
  const { hops } = waterfallOf(block, sample, offsets.known);
  for (const hop of hops.filter(isWithinCalls)) {
    const truth = expected.get(hop.name);
    const describe = () => `${block.origin}.${sample.seq} ${hop.name}`;
    if (!truth) counters.marks.expect(false, describe);
    else counters[truth.from].measure(Math.abs(hop.range.lowUs - truth.us), truth.limitUs, describe);
    expected.delete(hop.name);
  }
  counters.marks.expect(
    expected.size === 0,
    () => `${block.origin}.${sample.seq} lacks ${[...expected.keys()]}`,
  );
}

/** Those before are of services' and consume's wall clocks, in ms. */
const isWithinCalls = ({ certainty, name }: Hop): boolean =>
  certainty === "exact" && name !== "enqueued to received" && name !== "behind earlier probes of the block";

interface Exact {
  us: number;
  from: "marks" | "receipt";
  limitUs: number;
}

/** The exact hops a waterfall must have, by name, as long as they were on the clock they were measured with. */
function exactHopsOf(sample: Sample, probe: ProbeTruth): Map<string, Exact> {
  const hops = new Map<string, Exact>();
  const route = routeOf(sample);
  const names = calleesOf(route);
  for (const [depth, { level, receipt }] of route.calls.entries()) {
    const name = names[depth] ?? "";
    const was = probe.calls[depth];
    if (!was) break;
    const between = (machine: CallTruth["caller"], from = 0, to = 0): Exact => ({
      us: elapsedUs(machine, from, to),
      from: "marks",
      limitUs: marksUs,
    });
    if (!level) {
      hops.set(`wait for ${name}`, between(was.caller, was.sentAtUs, was.receivedAtUs));
      break;
    }
    const { callee, handler, execution, leg } = was;
    if (!callee || !handler || !execution) break;
    const below = probe.calls[depth + 1];
    const inside = below ? { fromUs: below.sentAtUs, toUs: below.receivedAtUs } : was.database;
    if (!inside) hops.set(name, between(callee, handler.fromUs, handler.toUs));
    else {
      hops.set(`${name} before its call`, between(callee, handler.fromUs, inside.fromUs));
      hops.set(`${name} after its call`, between(callee, inside.toUs, handler.toUs));
      if (!below) hops.set("database", between(callee, inside.fromUs, inside.toUs));
    }
    if (!receipt) continue;
    const ofReceipt = (us: number): Exact => ({ us, from: "receipt", limitUs: receiptUs(leg.receipt) });
    const handledUs = elapsedUs(callee, handler.fromUs, handler.toUs);
    const ranUs = elapsedUs(callee, execution.fromUs, execution.toUs);
    hops.set(`runtime around ${name}`, ofReceipt(ranUs - handledUs));
  }
  return hops;
}
