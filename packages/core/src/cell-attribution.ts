import { defaultDriftPpm, exchangeOf, type NetworkTime, networkOf, type Range } from "./attribution.ts";
import type {
  AttributionDocument,
  AttributionRow,
  MeanBill,
  MsRange,
  Share,
} from "./attribution-document.ts";
import type { Sample, StoredBlock } from "./block.ts";
import type { JobRecord } from "./job-record.ts";
import { type Offsets, offsetsIn } from "./known-offsets.ts";
import { blockCount } from "./plan.ts";
import { toMs } from "./quantile.ts";
import { readyingUs, resultOf, routeOf, type StartClass, startOf } from "./result.ts";
import { cellKey } from "./summary.ts";
import { type Bill, billsOf } from "./waterfall.ts";

/** One call to inner whose two ends and receipt are known. */
interface Attributed {
  start: StartClass;
  observedUs: number;
  executionUs: number;
  /** As readyingUs: a cold start's, as far as it fits into the wait. */
  initUs: number;
  network: NetworkTime;
}

/** Where the waits for inner went in these blocks of a job, cell by cell in the order of its spec. */
export function attributionOf(record: JobRecord, blocks: readonly StoredBlock[]): AttributionDocument {
  const offsets = offsetsIn(blocks);
  const { pairs, exchanges, contradictions } = offsets;
  const accepted = blocks.flatMap(({ origin, samples }) =>
    samples.filter((sample) => resultOf(sample).outcome === "ok").map((sample) => ({ origin, sample })),
  );
  const cells = Map.groupBy(accepted, ({ origin, sample }) => cellKey(origin, sample.target, sample.variant));
  const { origins, targets, variants } = record.spec;
  const planned = blockCount(record) * origins.length;
  return {
    job: { id: record.id, wan: record.wan },
    basis: { blocks: blocks.length, planned, exchanges, pairs, contradictions, driftPpm: defaultDriftPpm },
    attribution: origins.flatMap((origin) =>
      targets.flatMap((target) =>
        variants.map((variant) => {
          const samples = (cells.get(cellKey(origin, target, variant)) ?? []).map(({ sample }) => sample);
          return { origin, target, variant, ...rowOf(samples, offsets) };
        }),
      ),
    ),
  };
}

function rowOf(
  samples: readonly Sample[],
  offsets: Offsets,
): Omit<AttributionRow, "origin" | "target" | "variant"> {
  const calls = samples.flatMap((sample) => attribute(sample, offsets));
  const leastTransitUs = leastOf(calls);
  const starts: AttributionRow["starts"] = {};
  for (const [start, group] of Map.groupBy(calls, (call) => call.start))
    starts[start] = shareOf(group, leastTransitUs);
  return {
    n: samples.length,
    receiptsMissing: samples.length - calls.length,
    starts,
    bills: billMeans(samples),
  };
}

function attribute(sample: Sample, offsets: Offsets): Attributed[] {
  const { inner } = routeOf(sample);
  if (!inner?.level || !inner.receipt) return [];
  const { level, receipt } = inner;
  const exchange = exchangeOf(inner, level, "");
  return [
    {
      start: startOf(level, receipt),
      observedUs: inner.receivedUs - inner.sentUs,
      executionUs: receipt.durationUs,
      initUs: readyingUs(inner),
      network: networkOf(exchange, offsets.known(inner, level)),
    },
  ];
}

/** The fastest way there and back that is certain: nothing that may not have been init is taken off. */
function leastOf(calls: readonly Attributed[]): number {
  return calls.reduce(
    (least, { network }) => Math.min(least, network.sumUs.highUs),
    Number.POSITIVE_INFINITY,
  );
}

function shareOf(calls: readonly Attributed[], leastTransitUs: number): Share {
  const mean = (read: (call: Attributed) => number) => meanMs(calls.map(read));
  const range = (read: (network: NetworkTime) => Range): MsRange => ({
    lowMs: mean(({ network }) => read(network).lowUs),
    highMs: mean(({ network }) => read(network).highUs),
  });
  return {
    n: calls.length,
    observedMs: mean(({ observedUs }) => observedUs),
    executionMs: mean(({ executionUs }) => executionUs),
    initMs: mean(({ initUs }) => initUs),
    transitMs: mean(({ initUs, network }) => network.sumUs.highUs - initUs),
    requestMs: range(({ requestUs }) => requestUs),
    responseMs: range(({ responseUs }) => responseUs),
    networkMs: { lowMs: 0, highMs: toMs(leastTransitUs) },
    dispatchMs: {
      lowMs: mean(({ network }) => network.sumUs.lowUs - leastTransitUs),
      highMs: mean(({ network }) => network.sumUs.highUs),
    },
  };
}

function billMeans(samples: readonly Sample[]): MeanBill[] {
  const bills = Map.groupBy(samples.flatMap(billsOf), ({ name }) => name);
  return [...bills].map(([name, of]) => {
    const mean = (read: (bill: Bill) => number) => of.reduce((sum, bill) => sum + read(bill), 0) / of.length;
    return {
      name,
      n: of.length,
      billedMs: toMs(mean(({ billedMs }) => billedMs * 1_000)),
      usd: mean(({ usd }) => usd),
      waitedMs: toMs(mean(({ waitedUs }) => waitedUs)),
      waitedUsd: mean(({ waitedUsd }) => waitedUsd),
    };
  });
}

const meanMs = (valuesUs: readonly number[]): number =>
  toMs(valuesUs.reduce((sum, us) => sum + us, 0) / valuesUs.length);
