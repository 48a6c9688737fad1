import type { Call } from "../sample/call.ts";
import { callChainOf } from "../sample/call-chain.ts";
import type { StoredBlock } from "../sample/stored-block.ts";
import { defaultDriftPpm, offsetOf, offsetsOf } from "./clock-offset.ts";
import { type Exchange, exchangesOf, type Range } from "./exchange.ts";
import type { KnownOffset } from "./waterfall.ts";

/** What calls between the same two environments say together about the offset of their clocks. */
export interface Offsets {
  known: KnownOffset;
  /** How many calls of the same two environments a call's offset is known from, itself included. */
  exchangesFor(call: Call): number;
  pairs: number;
  exchanges: number;
  /** Pairs whose bounds exclude each other: a clock drifted or jumped more than is allowed for. Their calls stand alone. */
  contradictions: number;
}

interface Entry {
  call: Call;
  exchange: Exchange;
}

/** Intersects the offset bounds of every pair of environments over all calls of these blocks. */
export function offsetsIn(blocks: Iterable<StoredBlock>): Offsets {
  const offsets = new Map<Call, { range: Range; of: number }>();
  let contradictions = 0;
  const pairs = Map.groupBy(entriesIn(blocks), ({ exchange }) => `${exchange.caller} ${exchange.callee}`);
  for (const entries of pairs.values()) {
    const ranges = offsetsOf(entries.map(({ exchange }) => exchange));
    const contradictory = ranges.some((range, index) =>
      contradicts(range, (entries[index] as Entry).exchange),
    );
    if (contradictory) contradictions++;
    for (const [index, { call, exchange }] of entries.entries())
      offsets.set(
        call,
        contradictory
          ? { range: offsetOf(exchange), of: 1 }
          : { range: ordered(ranges[index] as Range), of: entries.length },
      );
  }
  const entryOf = (call: Call) => {
    const found = offsets.get(call);
    if (!found) throw new RangeError("the call is in none of the blocks");
    return found;
  };
  return {
    known: (call) => entryOf(call).range,
    exchangesFor: (call) => entryOf(call).of,
    pairs: pairs.size,
    exchanges: offsets.size,
    contradictions,
  };
}

/** The high bound holds as the callee starts and the low one as it ends: the clocks may drift in between. */
function contradicts({ lowUs, highUs }: Range, { sentUs, receivedUs }: Exchange): boolean {
  return lowUs > highUs + Math.ceil(((receivedUs - sentUs) * defaultDriftPpm) / 1e6);
}

/** Bounds that crossed by drift alone: the offset moved from one to the other during the call. */
const ordered = ({ lowUs, highUs }: Range): Range => ({
  lowUs: Math.min(lowUs, highUs),
  highUs: Math.max(lowUs, highUs),
});

function* entriesIn(blocks: Iterable<StoredBlock>): Generator<Entry> {
  for (const block of blocks)
    for (const sample of block.samples) {
      const calls = callChainOf(sample).calls.filter(({ level }) => level !== undefined);
      for (const [place, exchange] of exchangesOf(sample, block.environment).entries())
        yield { call: calls[place] as Call, exchange };
    }
}
