import { epochMs } from "@crisscross/core/edge/time";
import type { Call } from "@crisscross/core/sample/call";
import { decodeSummary, encodeSummary } from "@crisscross/core/summary/summary-text";
import { describe, expect, it } from "vitest";
import { blockOf, callOf, levelOf, sampleOf } from "../samples.ts";
import { summarize } from "../summarized.ts";

describe("the summary of a block", () => {
  const only = (samples: Parameters<typeof blockOf>[0]) => {
    const [cell] = summarize(blockOf(samples)).cells.values();
    if (!cell) throw new Error("no cell");
    return cell;
  };

  it("has originWait again when it is read, which is written only where no other wait is the same", () => {
    const level = levelOf({
      call: callOf(200_000, { level: levelOf({ call: callOf(90_000, { level: levelOf() }) }) }),
    });
    const samples = [
      sampleOf(),
      sampleOf({ variant: "bare/direct", call: callOf(70_000, { level: levelOf() }) }),
      sampleOf({ variant: "bare/via=sa-east-1", call: callOf(300_000, { level }) }),
    ];
    const text = encodeSummary(summarize(blockOf(samples)));
    expect(text.match(/originWait/g)).toHaveLength(1);
    const cells = [...decodeSummary(text).cells.values()];
    const waits = cells.map(({ starts }) => starts.get("warm")?.measures.get("originWait")?.minUs);
    expect(waits).toEqual([220_000, 70_000, 200_000]);
    expect(encodeSummary(decodeSummary(text))).toBe(text);
  });

  it("takes calls over one kept connection for one unit, and those that made their own for one an environment", () => {
    const by = (environment: string, inner: Partial<Call>) =>
      sampleOf({}, {}, { level: levelOf({ environment, call: callOf(9, { level: levelOf(), ...inner }) }) });
    const unitSizes = (inner: (socket: number) => Partial<Call>) => {
      const calls = ["outer-1", "outer-3"].flatMap((environment) =>
        [1, 1, 2, 2, 2].map((socket) => by(environment, inner(socket))),
      );
      const [start] = only(calls).starts.values();
      return start?.measures.get("innerObserved")?.units.sizes.toSorted();
    };
    expect(unitSizes((socket) => ({ connection: "reused", socket }))).toEqual([2, 2, 3, 3]);
    expect(unitSizes((socket) => ({ connection: "fresh", socket }))).toEqual([5, 5]);
  });

  it("keeps failures out of latencies and counts them by reason", () => {
    const throttled = { outcome: "throttled" as const, reason: "Rate Exceeded", level: undefined };
    const cell = only([sampleOf(), sampleOf({}, throttled), sampleOf({}, throttled)]);
    expect(cell.outcomes).toEqual({ ok: 1, throttled: 2, timeout: 0, error: 0 });
    expect([...cell.failures]).toEqual([["throttled inner Rate Exceeded", 2]]);
    expect(cell.starts.get("warm")?.measures.get("total")?.n).toBe(1);
  });

  it("files reasons that differ only in an id or a time together", () => {
    const reasons = ["5b2f0c1e-8f6d-4c8a-9a53-1f0f4f3f9a10", "9b2f0c1e-8f6d-4c8a-9a53-1f0f4f3f9a10"];
    const samples = reasons.map((id, second) =>
      sampleOf(
        {},
        { outcome: "error", reason: `2026-11-20T00:00:0${second}.000Z ${id} Task failed`, level: undefined },
      ),
    );
    expect([...only(samples).failures]).toEqual([["error inner … … Task failed", 2]]);
  });

  it("keeps a timeout as a bound on every wait it was part of", () => {
    const gaveUp = (waitUs: number) => callOf(waitUs, { outcome: "timeout" });
    const atInner = sampleOf({}, gaveUp(5_001_000), { receivedUs: 6_100_000 });
    const atOuter = sampleOf({ call: gaveUp(8_000_000) });
    const { censored, starts } = only([atInner, atOuter]);
    const waits = [...censored].map(([name, of]) => [name, [...of.waits.values()]]);
    expect(Object.fromEntries(waits)).toEqual({
      total: [
        { n: 1, leastUs: 5_100_000 },
        { n: 1, leastUs: 8_000_000 },
      ],
      originWait: [
        { n: 1, leastUs: 5_001_000 },
        { n: 1, leastUs: 0 },
      ],
      innerObserved: [
        { n: 1, leastUs: 5_001_000 },
        { n: 1, leastUs: 0 },
      ],
    });
    expect(censored.get("total")?.groups).toEqual(new Map([[0, 2]]));
    expect(starts.size).toBe(0);
  });

  it("knows nothing of a database's wait when inner or outer timed out", () => {
    const gaveUp = callOf(8_000_000, { outcome: "timeout" });
    const variant = "db-get";
    const atInner = sampleOf({ variant }, { outcome: "timeout", level: undefined });
    const { censored } = only([atInner, sampleOf({ variant, call: gaveUp })]);
    expect([...(censored.get("db")?.waits.values() ?? [])]).toEqual([{ n: 2, leastUs: 0 }]);
    expect([...censored.keys()]).toEqual(["total", "originWait", "innerObserved", "db"]);
  });

  it("tells cold from warm, in the block's one group", () => {
    const cold = sampleOf({}, { level: levelOf({ served: 0, readyUs: 899_000 }) });
    const [cell] = summarize(blockOf([cold, sampleOf(), sampleOf()], { index: 6 })).cells.values();
    const found = [...(cell?.starts ?? [])].map(([start, { n, measures }]) => [
      start,
      n,
      measures.get("total")?.groups,
    ]);
    expect(Object.fromEntries(found.map(([start, ...rest]) => [start, rest]))).toEqual({
      cold: [1, { numbers: [6], sizes: [1], sumsUs: [300_000] }],
      warm: [2, { numbers: [6], sizes: [2], sumsUs: [600_000] }],
    });
  });

  it("counts receipts that are missing and connections as seen", () => {
    const cell = only([sampleOf({}, { receipt: undefined, connection: "fresh" }), sampleOf()]);
    expect(cell.receiptsMissing).toEqual({ outer: 0, inner: 1 });
    expect(cell.connections).toEqual({ reused: 1, fresh: 1 });
    const quiet = only([sampleOf({ variant: "bare/quiet" }, { receipt: undefined }, { receipt: undefined })]);
    expect(quiet.receiptsMissing).toEqual({ outer: 0, inner: 0 });
  });

  it("gives every probe the queue time of its block, even a negative one", () => {
    const block = blockOf([sampleOf()], { publishedAtMs: epochMs(1_000), firstReceivedAtMs: epochMs(900) });
    const [cell] = summarize(block).cells.values();
    expect(cell?.starts.get("warm")?.measures.get("queue")).toMatchObject({ minUs: -100_000, negatives: 1 });
  });

  it("cannot be made from samples no plan could have asked for", () => {
    const damaged = blockOf([sampleOf({ variant: "warm" })]);
    expect(() => summarize(damaged)).toThrow(expect.objectContaining({ code: "corrupt" }));
  });
});
