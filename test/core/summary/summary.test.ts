import { emptySummary, mergeAll, type Summary } from "@crisscross/core/summary/summary";
import { decodeSummary, encodeSummary } from "@crisscross/core/summary/summary-text";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { anyBlock } from "../blocks.ts";
import { blockOf, sampleOf } from "../samples.ts";
import { summarize, summarizeOf } from "../summarized.ts";

const anySummary = fc.array(anyBlock, { maxLength: 12 }).map((blocks) => mergeAll(blocks.map(summarize)));
const text = encodeSummary;
const merge = (...parts: Summary[]) => mergeAll(parts);

describe("merging summaries", () => {
  it("does not depend on order", () => {
    fc.assert(
      fc.property(anySummary, anySummary, (a, b) => {
        expect(text(merge(a, b))).toBe(text(merge(b, a)));
      }),
    );
  });

  it("does not depend on grouping", () => {
    fc.assert(
      fc.property(anySummary, anySummary, anySummary, (a, b, c) => {
        expect(text(merge(merge(a, b), c))).toBe(text(merge(a, merge(b, c))));
      }),
    );
  });

  it("is the same however blocks are shuffled and sealed", () => {
    const shuffled = fc.array(anyBlock, { minLength: 2, maxLength: 30 }).chain((blocks) =>
      fc.record({
        blocks: fc.constant(blocks),
        order: fc.shuffledSubarray(blocks, { minLength: blocks.length }),
        cut: fc.nat({ max: blocks.length }),
      }),
    );
    fc.assert(
      fc.property(shuffled, ({ blocks, order, cut }) => {
        const sealed = decodeSummary(text(mergeAll(order.slice(0, cut).map(summarize))));
        const rest = mergeAll(order.slice(cut).map(summarize));
        expect(text(merge(rest, sealed))).toBe(text(mergeAll(blocks.map(summarize))));
      }),
    );
  });

  it("adds up every count", () => {
    const throttled = { outcome: "throttled" as const, reason: "Rate Exceeded", level: undefined };
    const samples = [
      sampleOf({}, { connection: "fresh", receipt: undefined }, { receipt: undefined }),
      sampleOf(),
      sampleOf({}, throttled),
      sampleOf({}, { outcome: "timeout", level: undefined }),
    ];
    const whole = mergeAll([0, 1, 64].map((index) => summarizeOf(128)(blockOf(samples, { index }))));
    const [cell] = whole.cells.values();
    expect(whole.blocks).toBe(3);
    expect(cell).toMatchObject({
      outcomes: { ok: 6, throttled: 3, timeout: 3, error: 0 },
      receiptsMissing: { outer: 3, inner: 3 },
      connections: { reused: 3, fresh: 3 },
      unkept: 3,
    });
    expect(cell?.failures.get("throttled inner Rate Exceeded")).toBe(3);
    expect([...(cell?.starts ?? [])].map(([start, { n }]) => [start, n])).toEqual([
      ["unkept", 3],
      ["warm", 3],
    ]);
    expect([...(cell?.censored.get("total")?.waits.values() ?? [])]).toEqual([{ n: 3, leastUs: 300_000 }]);
    expect(cell?.starts.get("warm")?.measures.get("total")?.groups).toEqual({
      numbers: [0, 32],
      sizes: [2, 1],
      sumsUs: [600_000, 300_000],
    });
  });

  it("with nothing changes nothing, and leaves its parts as they were", () => {
    fc.assert(
      fc.property(anySummary, anySummary, (a, b) => {
        const [before, other] = [text(a), text(b)];
        expect(text(merge(a, emptySummary()))).toBe(before);
        merge(a, b);
        expect([text(a), text(b)]).toEqual([before, other]);
      }),
    );
  });
});
