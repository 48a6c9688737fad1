import { toMs } from "../edge/time.ts";
import { billsOf } from "../explain/bill.ts";
import { defaultDriftPpm } from "../explain/clock-offset.ts";
import { type DistanceUs, distancesIn } from "../explain/distance.ts";
import { type Excess, excessIn } from "../explain/excess.ts";
import { exchangeOf, type Range } from "../explain/exchange.ts";
import { type Offsets, offsetsIn } from "../explain/known-offsets.ts";
import { type NetworkTime, networkOf } from "../explain/network-time.ts";
import type { JobRecord } from "../job/job-record.ts";
import { blockCount } from "../job/plan.ts";
import { wanOf } from "../job/wan.ts";
import type { Call } from "../sample/call.ts";
import { type CallChain, callChainOf, calleesOf, callersOf, originPlaceOf } from "../sample/call-chain.ts";
import { type ConnectingSteps, stepsOf } from "../sample/connecting-steps.ts";
import { readyingUs } from "../sample/init-within-wait.ts";
import { resultOf } from "../sample/probe-outcome.ts";
import { callStartOf, type StartClass, sampleStartOf, startClasses } from "../sample/start-class.ts";
import type { Sample, StoredBlock } from "../sample/stored-block.ts";
import { leftUs, makingUs, preparingUs, waitUs } from "../sample/wait.ts";
import { cellKey } from "../summary/summary.ts";
import type {
  AttributedWait,
  AttributionDocument,
  AttributionRow,
  MsRange,
  Share,
} from "./attribution-document.ts";
import { type MeanBill, meanBillsOf } from "./bill-document.ts";

/** One call whose two ends and receipt are known. */
interface Attributed {
  start: StartClass;
  preparingUs?: number;
  observedUs: number;
  connectingUs: number;
  steps?: ConnectingSteps;
  executionUs: number;
  /** As readyingUs: a cold start's, as far as it fits into the wait. */
  initUs: number;
  network: NetworkTime;
  /** Of the execution: what Lambda's runtime took before and after the handler. */
  handlingUs: number;
  excess: Excess | undefined;
}

/** What calls of a job are compared with: clocks' offsets, and the fastest calls. */
interface Yardsticks {
  offsets: Offsets;
  excessOf(call: Call): Excess | undefined;
  distanceUs: DistanceUs;
}

/**
 * Where the waits on the way from origin to target went in these blocks of a job, cell by cell in the order of its spec.
 * They are what was found of `lookedFor` blocks.
 */
export function attributionOf(
  record: JobRecord,
  blocks: readonly StoredBlock[],
  lookedFor: number,
): AttributionDocument {
  const offsets = offsetsIn(blocks);
  const excessOf = excessIn(blocks);
  const distances = new Map(
    [...Map.groupBy(blocks, ({ wan }) => wan)].map(([wan, ofOne]) => [wan, distancesIn(ofOne)]),
  );
  const { pairs, exchanges, contradictions } = offsets;
  const accepted = blocks.flatMap(({ origin, wan, samples }) =>
    samples.filter((sample) => resultOf(sample).outcome === "ok").map((sample) => ({ origin, wan, sample })),
  );
  const cells = Map.groupBy(accepted, ({ origin, sample }) => cellKey(origin, sample.target, sample.variant));
  const { origins, targets, variants } = record.spec;
  const planned = blockCount(record) * origins.length;
  return {
    job: { id: record.id, wan: wanOf(new Set(blocks.map(({ wan }) => wan)), record.wan) },
    basis: {
      blocks: blocks.length,
      lookedFor,
      planned,
      exchanges,
      pairs,
      contradictions,
      driftPpm: defaultDriftPpm,
    },
    attribution: origins.flatMap((origin) =>
      targets.flatMap((target) =>
        variants.map((variant) => {
          const cell = cells.get(cellKey(origin, target, variant)) ?? [];
          const isMixed = new Set(cell.map(({ wan }) => wan)).size > 1;
          const samples = cell.map(({ sample }) => sample);
          const distanceUs = (cell[0] && distances.get(cell[0].wan)) ?? (() => undefined);
          const yardsticks = { offsets, excessOf, distanceUs };
          return { origin, target, variant, ...rowOf(origin, samples, yardsticks, isMixed) };
        }),
      ),
    ),
  };
}

function rowOf(
  origin: string,
  samples: readonly Sample[],
  yardsticks: Yardsticks,
  isMixed: boolean,
): Pick<AttributionRow, "n" | "waits" | "bills"> {
  const chains = samples.map(callChainOf);
  const [first] = chains;
  const places = first ? [...first.calls.keys()].slice(originPlaceOf(first)) : [];
  return {
    n: samples.length,
    waits: places.map((place) => waitOf(origin, place, chains, yardsticks, isMixed)),
    bills: billMeans(samples),
  };
}

/** The waits of one call of a cell's routes, which are alike; `place` is its place among their calls. */
function waitOf(
  origin: string,
  place: number,
  chains: readonly CallChain[],
  yardsticks: Yardsticks,
  isMixed: boolean,
): AttributedWait {
  const [chain] = chains;
  const calls = chains.flatMap((one) => attribute(one, place, yardsticks));
  const leastTransitUs = isMixed ? undefined : leastOf(calls);
  const callerRegion = chain?.calls[place - 1]?.region ?? origin;
  const calleeRegion = chain?.calls[place]?.region ?? "";
  const distanceUs = isMixed ? undefined : yardsticks.distanceUs(callerRegion, calleeRegion);
  const starts: AttributedWait["starts"] = {};
  for (const [start, group] of Map.groupBy(calls, (call) => call.start))
    starts[start] = shareOf(group, leastTransitUs, distanceUs);
  return {
    caller: (chain && callersOf(chain)[place]) ?? "",
    callee: (chain && calleesOf(chain)[place]) ?? "",
    callerRegion,
    calleeRegion,
    receiptsMissing: chain?.wantsReceipts ? chains.length - calls.length : 0,
    starts,
    ...(isMixed && { refused: { networkMs: bothNetworks, dispatchMs: bothNetworks } }),
  };
}

const bothNetworks = "samples of both networks: no bounds";

function attribute(chain: CallChain, place: number, { offsets, excessOf }: Yardsticks): Attributed[] {
  const call = chain.calls[place];
  if (!call?.level || !call.receipt) return [];
  const { level, receipt, preparing } = call;
  const { connecting, sentUs } = call;
  return [
    {
      start: callStartOf(chain, call),
      ...(preparing && { preparingUs: preparingUs(preparing) }),
      observedUs: waitUs(call),
      connectingUs: leftUs(call) - call.sentUs,
      // From sending on: handing the request over is in the first step.
      ...(connecting && { steps: stepsOf({ ...connecting, startUs: sentUs }) }),
      executionUs: receipt.durationUs - makingUs(level),
      initUs: readyingUs(call),
      network: networkOf(exchangeOf(call, level, ""), offsets.known(call, level)),
      handlingUs: receipt.durationUs - (level.endUs - level.startUs),
      excess: excessOf(call),
    },
  ];
}

function leastOf(calls: readonly Attributed[]): number {
  return calls.reduce(
    (least, { network }) => Math.min(least, network.sumUs.highUs),
    Number.POSITIVE_INFINITY,
  );
}

function shareOf(
  calls: readonly Attributed[],
  leastTransitUs: number | undefined,
  distanceUs: number | undefined,
): Share {
  const mean = (read: (call: Attributed) => number) => meanMs(calls.map(read));
  const range = (read: (network: NetworkTime) => Range): MsRange => ({
    lowMs: mean(({ network }) => read(network).lowUs),
    highMs: mean(({ network }) => read(network).highUs),
  });
  const prepared = calls.flatMap((call) => call.preparingUs ?? []);
  const steps = calls.flatMap((call) => call.steps ?? []);
  return {
    n: calls.length,
    ...(prepared.length === calls.length && { preparingMs: meanMs(prepared) }),
    observedMs: mean(({ observedUs }) => observedUs),
    connectingMs: mean(({ connectingUs }) => connectingUs),
    ...(steps.length === calls.length && {
      connectingSteps: {
        lookupMs: meanMs(steps.map(({ lookupUs = 0 }) => lookupUs)),
        tcpMs: meanMs(steps.map(({ tcpUs = 0 }) => tcpUs)),
        tlsMs: meanMs(steps.map(({ tlsUs = 0 }) => tlsUs)),
      },
    }),
    executionMs: mean(({ executionUs }) => executionUs),
    initMs: mean(({ initUs }) => initUs),
    transitMs: mean(({ initUs, network }) => network.sumUs.highUs - initUs),
    handlingMs: mean(({ handlingUs }) => handlingUs),
    ...(distanceUs !== undefined && {
      distanceMs: toMs(distanceUs),
      variationMs: mean(({ initUs, network }) => network.sumUs.highUs - initUs - distanceUs),
    }),
    ...excessMeans(calls),
    requestMs: range(({ requestUs }) => requestUs),
    responseMs: range(({ responseUs }) => responseUs),
    ...(leastTransitUs !== undefined && {
      networkMs: { lowMs: 0, highMs: toMs(leastTransitUs) },
      dispatchMs: {
        lowMs: mean(({ network }) => network.sumUs.lowUs - leastTransitUs),
        highMs: mean(({ network }) => network.sumUs.highUs),
      },
    }),
  };
}

function excessMeans(calls: readonly Attributed[]): Pick<Share, "excessMs"> {
  const known = calls.flatMap(({ excess }) => excess ?? []);
  if (known.length === 0) return {};
  return {
    excessMs: {
      n: known.length,
      requestMs: meanMs(known.map(({ requestUs }) => requestUs)),
      responseMs: meanMs(known.map(({ responseUs }) => responseUs)),
    },
  };
}

function billMeans(samples: readonly Sample[]): MeanBill[] {
  const byStart = Map.groupBy(samples, sampleStartOf);
  return startClasses.flatMap((start) => meanBillsOf(start, (byStart.get(start) ?? []).flatMap(billsOf)));
}

const meanMs = (valuesUs: readonly number[]): number =>
  toMs(valuesUs.reduce((sum, us) => sum + us, 0) / valuesUs.length);
