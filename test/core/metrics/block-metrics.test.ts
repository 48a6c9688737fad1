import { epochMs } from "@crisscross/core/edge/time";
import { metricsOfBlock } from "@crisscross/core/metrics/block-metrics";
import { metricOf } from "@crisscross/core/metrics/metrics";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { anyBlock } from "../blocks.ts";
import { blockOf, callOf, levelOf, receiptOf, sampleOf } from "../samples.ts";

const origin = "ap-south-1";
const cold = levelOf({ served: 0, readyUs: 899_000 });
const failed = { outcome: "error", reason: "unhandled TypeError", level: undefined } as const;

/** What a block publishes, as "Name variant-or-target" and its values. */
const shown = (block: Parameters<typeof metricsOfBlock>[0]) =>
  Object.fromEntries(
    metricsOfBlock(block).map(({ name, dimensions, values }) => {
      expect(dimensions.origin).toBe(origin);
      return [[name, dimensions.variant ?? dimensions.target].filter(Boolean).join(" "), values];
    }),
  );

describe("a block's metrics", () => {
  it("are counts, queue time and lateness by origin, and waits by origin and variant, in ms", () => {
    const block = blockOf([sampleOf({ seq: 0 }), sampleOf({ seq: 1 }, {}, { receivedUs: 1_310_500 })]);
    expect(shown(block)).toEqual({
      Probes: [2],
      QueueTime: [200],
      Lateness: [500, 500],
      "Total bare": [300, 310.5],
      "OuterOverhead bare": [50, 60.5],
      "InnerOverhead bare": [218, 218],
    });
  });

  it("keep variants apart, and put those with modifiers together, but apart where other functions call each other", () => {
    const db = { sentUs: 900_500, receivedUs: 901_500, outcome: "ok" as const };
    const samples = [
      sampleOf(),
      sampleOf({ variant: "db-get" }, { level: levelOf({ db }) }),
      sampleOf({ variant: "bare/fresh" }),
      sampleOf({
        variant: "bare/direct",
        call: callOf(90_000, { receipt: receiptOf(4_000), level: levelOf() }),
      }),
    ];
    expect(shown(blockOf(samples))).toMatchObject({
      Probes: [4],
      "Total bare": [300],
      "Total db-get": [300],
      "Total modified": [300],
      "OuterOverhead modified": [50],
      "InnerOverhead modified": [218],
      "Total direct": [90],
    });
  });

  it("count failures by outcome and by target, and take no wait from them", () => {
    const samples = [
      sampleOf({ seq: 0 }),
      sampleOf({ seq: 1, target: "sa-east-1" }, { ...failed, outcome: "throttled" }),
      sampleOf({ seq: 2, target: "sa-east-1" }, { ...failed, outcome: "timeout" }),
      sampleOf({ seq: 3 }, failed),
    ];
    expect(shown(blockOf(samples))).toEqual({
      Probes: [4],
      Throttled: [1],
      TimedOut: [1],
      Failed: [1],
      QueueTime: [200],
      Lateness: [500, 500, 500, 500],
      "Total bare": [300],
      "OuterOverhead bare": [50],
      "InnerOverhead bare": [218],
      "CellFailed sa-east-1": [2],
      "CellFailed us-west-1": [1],
    });
  });

  it("count probes with a cold start, whichever function had it, and calls without a receipt", () => {
    const samples = [
      sampleOf({ seq: 0 }, { level: cold }),
      sampleOf({ seq: 1 }, { receipt: undefined, level: cold }, { receipt: undefined }),
      sampleOf({ seq: 2 }, { ...failed, receipt: undefined }),
    ];
    expect(shown(blockOf(samples))).toMatchObject({ ColdStarts: [2], ReceiptsMissing: [2] });
  });

  it("miss no receipt that a quiet variant did not ask for", () => {
    const quiet = sampleOf({ variant: "bare/quiet" }, { receipt: undefined }, { receipt: undefined });
    expect(shown(blockOf([quiet]))).not.toHaveProperty("ReceiptsMissing");
  });

  it("count ok probes in which a call made a connection though it was to go over a kept one", () => {
    const samples = [
      sampleOf({ seq: 0 }, { connection: "fresh" }),
      sampleOf({ seq: 1 }, { connection: "fresh", level: cold }),
      sampleOf({ seq: 2, variant: "bare/fresh" }, { connection: "fresh" }),
      sampleOf({ seq: 3 }, { resent: true }),
      sampleOf({ seq: 4 }, { ...failed, connection: "fresh" }),
    ];
    // A kept connection that was found dead is one that was not kept.
    expect(shown(blockOf(samples))).toMatchObject({ Unkept: [3] });
    expect(shown(blockOf(samples.filter(({ seq }) => seq === 2 || seq === 4)))).not.toHaveProperty("Unkept");
  });

  it("count values below zero and publish none of them", () => {
    const early = { intendedAtMs: epochMs(1_800_000_000_900) };
    const samples = [sampleOf({ seq: 0, ...early }), sampleOf({ seq: 1 }, {}, { receivedUs: 1_240_000 })];
    const block = blockOf(samples, { firstReceivedAtMs: epochMs(1_800_000_000_099) });
    const data = shown(block);
    expect(data).toMatchObject({ NegativeValues: [3], Lateness: [500], "OuterOverhead bare": [50] });
    expect(data).not.toHaveProperty("QueueTime");
  });

  it("are of the table's metrics with the table's dimensions, at most 100 values each, none negative", () => {
    fc.assert(
      fc.property(anyBlock, (block) => {
        for (const { name, dimensions, values } of metricsOfBlock(block)) {
          expect(Object.keys(dimensions)).toEqual(metricOf(name).dimensions);
          expect(metricOf(name).emitters).toContain("consume");
          expect(values.length).toBeGreaterThan(0);
          expect(values.length).toBeLessThanOrEqual(100);
          expect(Math.min(...values)).toBeGreaterThanOrEqual(metricOf(name).published === "nonzero" ? 1 : 0);
        }
      }),
    );
  });

  it("account for every probe: ok ones by their totals, the others by outcome and by cell", () => {
    fc.assert(
      fc.property(anyBlock, (block) => {
        const sums = new Map<string, number>();
        for (const { name, values } of metricsOfBlock(block)) {
          const more = name === "Total" ? values.length : values.reduce((sum, value) => sum + value, 0);
          sums.set(name, (sums.get(name) ?? 0) + more);
        }
        const sum = (...names: string[]) => names.reduce((total, name) => total + (sums.get(name) ?? 0), 0);
        expect(sum("Total", "Throttled", "TimedOut", "Failed")).toBe(block.samples.length);
        expect(sum("Probes")).toBe(block.samples.length);
        expect(sum("CellFailed")).toBe(sum("Throttled", "TimedOut", "Failed"));
      }),
    );
  });
});
