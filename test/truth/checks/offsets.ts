import { defaultDriftPpm, offsetOf } from "@crisscross/core/explain/clock-offset";
import { exchangeOf, type Range } from "@crisscross/core/explain/exchange";
import { offsetsIn } from "@crisscross/core/explain/known-offsets";
import { networkOf } from "@crisscross/core/explain/network-time";
import type { Call, Level } from "@crisscross/core/sample/call";
import { callChainOf } from "@crisscross/core/sample/call-chain";
import type { StoredBlock } from "@crisscross/core/sample/stored-block";
import type { CallTruth } from "../world/account.ts";
import { elapsedUs, monotonicUs } from "../world/machine.ts";
import { blockKey, type JobTruth } from "../world/run-job.ts";
import { type Counter, createCounter, type Tally } from "./tally.ts";

/** How wide what is known of clock offsets is, in µs. */
export interface Widths {
  calls: number;
  pairs: number;
  /** Pairs whose bounds were found to exclude each other. No clock here drifts more than it may, so none should be. */
  contradictions: number;
  /** Medians, from one call alone and from all calls of the same two environments. */
  aloneUs: number;
  togetherUs: number;
}

/** Two marks are each up to half a µs off. */
const marksUs = 1;

/** Compares what calls say of clocks and of the network with what was so. */
export function checkOffsets(
  blocks: readonly StoredBlock[],
  truth: JobTruth,
): { tallies: Tally[]; widths: Widths } {
  const { driftPpm } = truth.world.weather.clocks;
  const unit = driftPpm > 0 ? "ppm of the callee's time" : "µs, clocks without drift";
  const offsets = offsetsIn(blocks);
  const counters = {
    alone: createCounter("clock offset lies in the bounds of its own call"),
    together: createCounter("clock offset lies in the bounds of all calls of the pair"),
    request: createCounter(`request time lies in its interval, ${unit}`),
    response: createCounter(`response time lies in its interval, ${unit}`),
    init: createCounter(`init within the wait lies in its interval, ${unit}`),
    sum: createCounter(`request + response is exact, or open by the init alone, ${unit}`),
  };
  const alone: number[] = [];
  const together: number[] = [];
  for (const { call, level, was, name } of callsOf(blocks, truth)) {
    const exchange = exchangeOf(call, level, "");
    const own = offsetOf(exchange);
    const known = offsets.known(call, level);
    alone.push(own.highUs - own.lowUs);
    together.push(known.highUs - known.lowUs);
    const really = realityOf(was);
    counters.alone.measure(outsideOffset(own, really), marksUs, name);
    counters.together.measure(outsideOffset(known, really), marksUs, name);
    const { sumUs, requestUs, responseUs } = networkOf(exchange, known);
    // Without a receipt, init is not known of, nor is the runtime around the handler told from the network.
    if (!call.receipt) continue;
    // Two clocks agree on how long the callee ran only as far as their rates do; what the receipt prints comes on top.
    const measure = (counter: Counter, errorUs: number) => {
      const beyondUs = Math.max(0, errorUs - really.printedUs);
      if (driftPpm === 0) counter.measure(errorUs, really.printedUs, name);
      else counter.measure((beyondUs * 1e6) / really.calleeUs, defaultDriftPpm, name);
    };
    measure(counters.request, outside(requestUs, really.requestUs));
    measure(counters.response, outside(responseUs, really.responseUs));
    measure(counters.init, outside({ lowUs: 0, highUs: exchange.mostInitUs }, really.initUs));
    measure(counters.sum, outside(sumUs, really.requestUs + really.responseUs));
  }
  const tallies = Object.values(counters).map(({ tally }) => tally);
  const { pairs, contradictions } = offsets;
  const widths = {
    calls: alone.length,
    pairs,
    contradictions,
    aloneUs: medianOf(alone),
    togetherUs: medianOf(together),
  };
  return { tallies, widths };
}

interface Answered {
  call: Call;
  level: Level;
  was: CallTruth;
  name(): string;
}

function* callsOf(blocks: readonly StoredBlock[], truth: JobTruth): Generator<Answered> {
  for (const block of blocks)
    for (const [place, sample] of block.samples.entries())
      for (const [depth, call] of callChainOf(sample).calls.entries()) {
        const was = truth.visits.get(blockKey(block))?.[place]?.calls[depth];
        if (!call.level || !was) continue;
        yield { call, level: call.level, was, name: () => `${block.origin}.${sample.seq} call ${depth}` };
      }
}

interface Reality {
  offsetAtStartUs: number;
  offsetAtEndUs: number;
  requestUs: number;
  responseUs: number;
  /** What was left of it when the call came. */
  initUs: number;
  /** Of all that comes from the receipt and the marks around it. */
  printedUs: number;
  /** Init and execution, as the caller's clock has it. */
  calleeUs: number;
}

/** One call as it was. Ways are counted by the caller's clock, as the wait they are part of is. */
function realityOf({
  caller,
  callee,
  handler,
  execution,
  readied,
  leg,
  sentAtUs,
  connected,
  receivedAtUs,
}: CallTruth): Reality {
  if (!callee || !handler || !execution || sentAtUs === undefined || receivedAtUs === undefined)
    throw new Error("a call that was answered has both ends");
  const offsetAt = (atUs: number) => monotonicUs(callee, atUs) - monotonicUs(caller, atUs);
  const readyUs = readied ? elapsedUs(caller, readied.fromUs, readied.toUs) : 0;
  const ranUs = elapsedUs(caller, execution.fromUs, execution.toUs);
  // The duration's decimals and the init's, and half a µs for each mark.
  const printedUs = leg.receipt === "text" ? 12 : 3;
  return {
    offsetAtStartUs: offsetAt(handler.fromUs),
    offsetAtEndUs: offsetAt(handler.toUs),
    requestUs: elapsedUs(caller, connected?.tlsAtUs ?? sentAtUs, execution.fromUs) - readyUs,
    responseUs: elapsedUs(caller, execution.toUs, receivedAtUs),
    initUs: readyUs,
    printedUs,
    calleeUs: readyUs + ranUs,
  };
}

/** Bounds speak of the offset when the handler starts, from above, and when it ends, from below. */
const outsideOffset = ({ lowUs, highUs }: Range, { offsetAtStartUs, offsetAtEndUs }: Reality): number =>
  Math.max(0, lowUs - offsetAtEndUs, offsetAtStartUs - highUs);

const outside = ({ lowUs, highUs }: Range, us: number): number => Math.max(0, lowUs - us, us - highUs);

function medianOf(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}
