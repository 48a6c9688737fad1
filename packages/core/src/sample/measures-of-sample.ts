import type { Call } from "./call.ts";
import { callChainOf } from "./call-chain.ts";
import { readyingUs } from "./init-within-wait.ts";
import type { Measure } from "./measure.ts";
import type { Receipt } from "./receipt.ts";
import type { Sample, StoredBlock } from "./stored-block.ts";
import { makingUs, preparingUs, waitUs } from "./wait.ts";

/**
 * A sample's measures in integer µs, only those whose parts are there; differences may be negative. Those that need
 * its block are not among them, see measuresIn. Failed samples have measures too; statistics must leave them out.
 */
export function measuresOf(sample: Sample): Partial<Record<Measure, number>> {
  const { calls, outers, origin, inner } = callChainOf(sample);
  const outer = outers > 0 ? calls[0] : undefined;
  const ofOuter = outers === 1 ? inner : undefined;
  const db = inner?.level?.db;
  return {
    total: waitUs(sample.call),
    ...(outer?.receipt && {
      outerBilled: billedUs(outer.receipt),
      outerExecution: outer.receipt.durationUs - makingUs(outer.level),
      ...(outer.receipt.initUs !== undefined && { outerInit: outer.receipt.initUs }),
      outerOverhead: overheadUs(outer, outer.receipt),
    }),
    ...(origin?.preparing && { preparing: preparingUs(origin.preparing) }),
    ...(origin && { originWait: waitUs(origin) }),
    ...(ofOuter && { innerObserved: waitUs(ofOuter) }),
    ...(inner?.receipt && {
      innerBilled: billedUs(inner.receipt),
      innerExecution: inner.receipt.durationUs - makingUs(inner.level),
      ...(inner.receipt.initUs !== undefined && { innerInit: inner.receipt.initUs }),
    }),
    ...(ofOuter?.receipt && {
      innerOverhead: overheadUs(ofOuter, ofOuter.receipt),
      innerTransit: overheadUs(ofOuter, ofOuter.receipt) - readyingUs(ofOuter),
    }),
    ...(db && { db: db.receivedUs - db.sentUs }),
    lateness: (sample.startedAtMs - sample.intendedAtMs) * 1_000,
  };
}

/** All measures of a sample of this block, as measuresOf. */
export function measuresIn(block: StoredBlock, sample: Sample): Partial<Record<Measure, number>> {
  return { ...measuresOf(sample), queue: (block.firstReceivedAtMs - block.publishedAtMs) * 1_000 };
}

/** Connections made meanwhile are in both, so in neither what is left. */
const overheadUs = ({ sentUs, receivedUs }: Call, receipt: Receipt): number =>
  receivedUs - sentUs - receipt.durationUs;

const billedUs = (receipt: Receipt): number => Math.round(receipt.billedMs * 1_000);
