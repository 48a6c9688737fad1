import type { Outcome } from "../sample/call.ts";
import { callChainOf } from "../sample/call-chain.ts";
import type { Measure } from "../sample/measure.ts";
import { measuresIn, measuresOf } from "../sample/measures-of-sample.ts";
import { resultOf } from "../sample/probe-outcome.ts";
import { hasUnkept, sampleStartOf } from "../sample/start-class.ts";
import type { Sample, StoredBlock } from "../sample/stored-block.ts";
import type { MetricDatum } from "./metric-datum.ts";
import { metricVariantOf } from "./metric-declaration.ts";
import { type MetricName, metricOf } from "./metrics.ts";

const failures: Readonly<Record<Exclude<Outcome, "ok">, MetricName>> = {
  throttled: "Throttled",
  timeout: "TimedOut",
  error: "Failed",
};

/** Waits of ok probes, by variant. */
const waits = {
  Total: "total",
  OuterOverhead: "outerOverhead",
  InnerOverhead: "innerOverhead",
} as const satisfies Partial<Record<MetricName, Measure>>;

/**
 * All metrics of a block that was stored just now, as the table in metrics.ts says. A duration has one value per probe, in ms
 * (queue: one per block), and none below zero. A count has one value; the table says whose zeros are left out.
 */
export function metricsOfBlock(block: StoredBlock): MetricDatum[] {
  const { origin, samples } = block;
  const judged = samples.map((sample) => ({ sample, outcome: resultOf(sample).outcome }));
  const ok = judged.filter(({ outcome }) => outcome === "ok").map(({ sample }) => sample);
  const count = (name: MetricName, n: number) => ({ name, dimensions: { origin }, values: [n] });
  const data: MetricDatum[] = [
    count("Probes", samples.length),
    ...Object.entries(failures).map(([failure, name]) =>
      count(name, judged.filter(({ outcome }) => outcome === failure).length),
    ),
    count("ColdStarts", samples.filter((sample) => sampleStartOf(sample) === "cold").length),
    count("ReceiptsMissing", ok.flatMap(callsWithoutReceipt).length),
    count("Unkept", ok.filter((sample) => hasUnkept(callChainOf(sample))).length),
    count("NegativeValues", negativesIn(block)),
    { name: "QueueTime", dimensions: { origin }, values: inMs([queueUs(block)]) },
    {
      name: "Lateness",
      dimensions: { origin },
      values: inMs(samples.map((one) => measuresOf(one).lateness)),
    },
    ...waitsByVariant(origin, ok),
    ...failedCells(
      origin,
      judged.filter(({ outcome }) => outcome !== "ok").map(({ sample }) => sample),
    ),
  ];
  return data.filter(isPublished);
}

function isPublished({ name, values }: MetricDatum): boolean {
  return values.length > 0 && (metricOf(name).published === "always" || values.some((value) => value !== 0));
}

function waitsByVariant(origin: string, ok: readonly Sample[]): MetricDatum[] {
  const byVariant = Map.groupBy(ok, ({ variant }) => metricVariantOf(variant));
  return [...byVariant].flatMap(([variant, samples]) =>
    (Object.entries(waits) as [keyof typeof waits, Measure][]).map(([name, measure]) => ({
      name,
      dimensions: { origin, variant },
      values: inMs(samples.map((sample) => measuresOf(sample)[measure])),
    })),
  );
}

function failedCells(origin: string, failed: readonly Sample[]): MetricDatum[] {
  const byTarget = Map.groupBy(failed, ({ target }) => target);
  return [...byTarget].map(([target, samples]) => ({
    name: "CellFailed",
    dimensions: { origin, target },
    values: [samples.length],
  }));
}

function callsWithoutReceipt(sample: Sample) {
  const { calls, wantsReceipts } = callChainOf(sample);
  return wantsReceipts ? calls.filter(({ receipt }) => receipt === undefined) : [];
}

/** A block has one queue time, however many samples it holds. */
function negativesIn(block: StoredBlock): number {
  const values = [queueUs(block), ...block.samples.flatMap((sample) => Object.values(measuresOf(sample)))];
  return values.filter((us) => us !== undefined && us < 0).length;
}

function queueUs(block: StoredBlock): number | undefined {
  const [first] = block.samples;
  return first && measuresIn(block, first).queue;
}

/** CloudWatch gives no percentile of a metric in which any value is negative. */
const inMs = (valuesUs: readonly (number | undefined)[]): number[] =>
  valuesUs.flatMap((us) => (us === undefined || us < 0 ? [] : [us / 1_000]));
