import type { SampleDocument } from "../documents/sample-document.ts";
import type { Part } from "./part.ts";

/** What is said of a part beside its time: a name and a value that a tool shows as it is. */
export type Facts = Readonly<Record<string, string | number | boolean>>;

/** How well the time of a part is known: what no picture of a trace shows. All in ms since the anchor. */
export function boundsOf({ certainty, start, end, length, hops, contradicts }: Part): Facts {
  return {
    certainty,
    startEarliestMs: start.lowMs,
    startLatestMs: start.highMs,
    endEarliestMs: end.lowMs,
    endLatestMs: end.highMs,
    lengthLeastMs: length.lowMs,
    lengthMostMs: length.highMs,
    ...(start.lowMs !== start.highMs || end.lowMs !== end.highMs
      ? { drawn: "the middle of what is possible" }
      : {}),
    ...Object.fromEntries(
      hops.flatMap(({ name, lowMs, highMs }) => [
        [`${name}, least ms`, lowMs],
        [`${name}, most ms`, highMs],
      ]),
    ),
    ...(contradicts && { contradicts }),
  };
}

/** What the function or service did, by the account of its caller or itself. */
export function factsOf(document: SampleDocument, { kind, about }: Part): Facts {
  const level = document.levels.find(({ name }) => name === about);
  if (kind === "probe") return probeFacts(document);
  if (kind === "wait" && level)
    return defined({
      region: level.region,
      caller: level.caller,
      outcome: level.outcome,
      reason: level.reason,
      connection: level.connection,
      socket: level.socket,
      offsetFromCalls: level.offsetFrom,
    });
  if (kind !== "run" || !level) return {};
  const bill = document.bills.find(({ name }) => name === about);
  return defined({
    region: level.region,
    environment: level.environment,
    served: level.served,
    start: level.start,
    receiptDurationMs: level.receipt && level.receipt.durationUs / 1_000,
    receiptBilledMs: level.receipt?.billedMs,
    receiptInitMs: level.receipt?.initUs === undefined ? undefined : level.receipt.initUs / 1_000,
    memoryMb: level.receipt?.memoryMb,
    computeUsd: bill?.computeUsd,
    requestUsd: bill?.requestUsd,
  });
}

function probeFacts(document: SampleDocument): Facts {
  const { job, probe, origin, target, variant, wan, outcome, hop, reason, start, block } = document;
  const { index, receives } = block;
  return defined({
    job,
    probe,
    origin,
    target,
    variant,
    wan,
    outcome,
    hop,
    reason,
    start,
    block: index,
    receives,
  });
}

function defined(facts: Record<string, string | number | undefined>): Facts {
  const known = Object.entries(facts).filter(
    (fact): fact is [string, string | number] => fact[1] !== undefined,
  );
  return Object.fromEntries(known);
}
