import type { Hop } from "@crisscross/core/explain/hop";
import { type Offsets, offsetsIn } from "@crisscross/core/explain/known-offsets";
import { waterfallOf } from "@crisscross/core/explain/waterfall";
import { callChainOf, calleesOf, originPlaceOf } from "@crisscross/core/sample/call-chain";
import { measuresOf } from "@crisscross/core/sample/measures-of-sample";
import { resultOf } from "@crisscross/core/sample/probe-outcome";
import type { Receipt } from "@crisscross/core/sample/receipt";
import {
  callStartOf,
  type StartClass,
  sampleStartOf,
  startClasses,
} from "@crisscross/core/sample/start-class";
import type { Sample, StoredBlock } from "@crisscross/core/sample/stored-block";
import type { CallTruth, Preparing, ProbeTruth } from "../world/account.ts";
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
    resent: createCounter("calls sent again, and no others, say that a kept connection was found dead"),
    receipts: createCounter("receipts lost or cut are missing, the others are there"),
    waits: createCounter("waits of callers, µs of their clock"),
    total: createCounter("total has no connection that was made to be kept, µs of each caller's clock"),
    preparing: createCounter("preparing, µs of the origin's clock"),
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
  | "outcome"
  | "start"
  | "connection"
  | "resent"
  | "receipts"
  | "waits"
  | "total"
  | "preparing"
  | "marks"
  | "receipt",
  ReturnType<typeof createCounter>
>;

function checkSample(counters: Counters, sample: Sample, probe: ProbeTruth, name: string): void {
  const chain = callChainOf(sample);
  const { calls, outers } = chain;
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
    counters.resent.expect((call.resent ?? false) === was.isResent, () => name);
    const mayHaveReceipt = was.execution !== undefined && was.leg.fault !== "response lost";
    const hasReceipt = mayHaveReceipt && (was.leg.receipt === "json" || was.leg.receipt === "text");
    counters.receipts.expect((call.receipt !== undefined) === hasReceipt, () => name);
    const start = callStartOf(chain, call);
    const wasStart = startWas(was, call.receipt);
    if (call.level) counters.start.expect(start === wasStart, () => `${name} is ${start}, was ${wasStart}`);
  }
  if (outcome !== "ok") return;
  checkMeasures(counters, sample, probe, name);
  const starts = new Set(probe.calls.map((was, depth) => startWas(was, calls[depth]?.receipt)));
  const coldest = startClasses.find((start) => starts.has(start));
  counters.start.expect(sampleStartOf(sample) === coldest, () => name);
}

/** Without a receipt nothing tells an init within the invocation from one before it. */
function startWas(was: CallTruth, receipt: Receipt | undefined): StartClass | undefined {
  const { start, isFirst, isResent, database } = was;
  if (start === "reinit" && !receipt) return "cold";
  if (start !== "warm") return start;
  if (isFirst) return "first";
  return isResent || database?.isResent ? "unkept" : "warm";
}

/** Connections were made in the waits of callers further out, each by its maker's clock. */
function checkMeasures(counters: Counters, sample: Sample, probe: ProbeTruth, name: string): void {
  const [first, ...behind] = probe.calls;
  if (!first) return;
  const madeUs = behind.map(({ caller, preparing }) => madeIn(caller, preparing));
  const { callee, database } = probe.calls.at(-1) ?? first;
  if (callee && database) madeUs.push(madeIn(callee, database.preparing));
  const waitedUs = elapsedUs(first.caller, first.sentAtUs ?? 0, first.receivedAtUs ?? 0);
  const totalUs = waitedUs - madeUs.reduce((sum, us) => sum + us, 0);
  const { total = Number.NaN, preparing = Number.NaN } = measuresOf(sample);
  counters.total.measure(Math.abs(total - totalUs), marksUs * (1 + madeUs.length), () => name);
  const origin = probe.calls[originPlaceOf(callChainOf(sample))] ?? first;
  const { fromUs, toUs = Number.NaN } = origin.preparing;
  const preparedUs = elapsedUs(origin.caller, fromUs, toUs);
  counters.preparing.measure(Math.abs(preparing - preparedUs), marksUs, () => name);
}

const madeIn = (machine: CallTruth["caller"], { made }: Preparing): number =>
  made ? elapsedUs(machine, made.fromUs, made.toUs) : 0;

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
const isWithinCalls = ({ certainty, name }: Hop): boolean => certainty === "exact" && !ofWallClocks.has(name);

const ofWallClocks: ReadonlySet<string> = new Set([
  "enqueued to received",
  "behind earlier probes of the block",
  "consume prepares its call",
]);

interface Exact {
  us: number;
  from: "marks" | "receipt";
  limitUs: number;
}

/** The exact hops a waterfall must have, by name, as long as they were on the clock they were measured with. */
function exactHopsOf(sample: Sample, probe: ProbeTruth): Map<string, Exact> {
  const hops = new Map<string, Exact>();
  const chain = callChainOf(sample);
  const names = calleesOf(chain);
  for (const [depth, { level, receipt }] of chain.calls.entries()) {
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
    const { callee, handler, execution, leg, connected } = was;
    if (connected) {
      hops.set(`TCP handshake for ${name}`, between(was.caller, was.sentAtUs, connected.tcpAtUs));
      hops.set(`TLS handshake for ${name}`, between(was.caller, connected.tcpAtUs, connected.tlsAtUs));
    }
    if (!callee || !handler || !execution) break;
    const below = probe.calls[depth + 1];
    const inside = below
      ? { fromUs: below.sentAtUs, toUs: below.receivedAtUs, preparing: below.preparing }
      : was.database;
    if (!inside) hops.set(name, between(callee, handler.fromUs, handler.toUs));
    else {
      const { fromUs: preparedFromUs, made } = inside.preparing;
      const whom = below ? (names[depth + 1] ?? "inner") : "DynamoDB";
      hops.set(`${name} before its call`, between(callee, handler.fromUs, preparedFromUs));
      if (made) {
        hops.set(`TCP handshake for ${whom}`, between(callee, made.fromUs, made.tcpAtUs));
        hops.set(`TLS handshake for ${whom}`, between(callee, made.tcpAtUs, made.tlsAtUs));
        hops.set(`first answer of ${whom}'s endpoint`, between(callee, made.tlsAtUs, made.toUs));
      }
      const preparedUs = elapsedUs(callee, preparedFromUs, inside.fromUs ?? 0);
      const madeUs = madeIn(callee, inside.preparing);
      hops.set(`${name} prepares its call`, { us: preparedUs - madeUs, from: "marks", limitUs: 2 * marksUs });
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
