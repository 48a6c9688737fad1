import { AppError } from "@crisscross/core/edge/error";
import { addCensored, censoredOf, noCensored } from "@crisscross/core/statistics/censored";
import { addDistribution, distributionOf, emptyDistribution } from "@crisscross/core/statistics/distribution";
import { decodeCensored, encodeCensored } from "@crisscross/core/summary/censored-text";
import { decodeDistribution, encodeDistribution } from "@crisscross/core/summary/distribution-text";
import {
  decodeSummary,
  emptySummary,
  encodeSummary,
  merge,
  mergeAll,
  summarize,
} from "@crisscross/core/summary/summary";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { anyBlock } from "./blocks.ts";
import { blockOf, callOf, levelOf, receiptOf, sampleOf } from "./samples.ts";

const anySummary = fc.array(anyBlock, { maxLength: 12 }).map((blocks) => mergeAll(blocks.map(summarize)));
const text = encodeSummary;

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
    const whole = mergeAll([0, 1, 64].map((index) => summarize(blockOf(samples, { index }))));
    const [cell] = whole.cells.values();
    expect(whole.blocks).toBe(3);
    expect(cell).toMatchObject({
      outcomes: { ok: 6, throttled: 3, timeout: 3, error: 0 },
      receiptsMissing: { outer: 3, inner: 3 },
      connections: { reused: 3, fresh: 3 },
    });
    expect(cell?.failures.get("throttled inner Rate Exceeded")).toBe(3);
    expect(cell?.starts.get("warm")?.n).toBe(6);
    expect([...(cell?.censored.get("total")?.waits.values() ?? [])]).toEqual([{ n: 3, leastUs: 300_000 }]);
    expect([...(cell?.starts.get("warm")?.measures.get("total")?.groups ?? [])]).toEqual([
      [0, { n: 4, sumUs: 1_200_000n }],
      [1, { n: 2, sumUs: 600_000n }],
    ]);
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

describe("a summary's text", () => {
  it("reads back as the same summary", () => {
    fc.assert(
      fc.property(anySummary, (summary) => {
        const read = decodeSummary(text(summary));
        expect(text(read)).toBe(text(summary));
        expect(text(merge(read, read))).toBe(text(merge(summary, summary)));
      }),
    );
  });

  it.each([
    ["no JSON", "{"],
    ["another version", '{"v":1,"blocks":0,"cells":{}}'],
    [
      "a start class there is not",
      '{"v":5,"blocks":1,"cells":{"a":{"outcomes":[1,0,0,0],"starts":{"hot":{"n":1,"measures":{}}}}}}',
    ],
  ])("is refused as corrupt when it is %s", (_, damaged) => {
    expect(() => decodeSummary(damaged)).toThrow(expect.objectContaining({ code: "corrupt" }));
  });

  it("is refused as corrupt when numbers in it were damaged", () => {
    const samples = Array.from({ length: 3 }, (_, place) =>
      sampleOf({}, {}, { receivedUs: 1_300_000 + place }),
    );
    const whole = text(summarize(blockOf(samples)));
    const distribution = /"total":"([^"]+)"/.exec(whole)?.[1] ?? "";
    for (const damaged of [
      distribution.replace("|", ""),
      `${distribution} 1`,
      distribution.replace("|", "|!"),
      "",
    ])
      expect(() => decodeSummary(whole.replace(distribution, damaged))).toThrow(AppError);
  });
});

it("refuses censored waits whose counts do not add up", () => {
  const many = noCensored();
  for (const index of [3, 4, 63]) addCensored(many, censoredOf(5_000_000 + index, index));
  const whole = encodeCensored(many);
  expect(encodeCensored(decodeCensored(whole))).toBe(whole);
  const [groups, buckets, counts, leasts] = whole.split("|");
  for (const damaged of [
    "",
    [groups, buckets, `${counts}1`, leasts].join("|"),
    [groups, buckets, counts, `${leasts} 1`].join("|"),
    [`${groups},`, buckets, counts, leasts].join("|"),
  ])
    expect(() => decodeCensored(damaged)).toThrow(AppError);
});

it("refuses a distribution whose counts do not add up to its n", () => {
  const many = emptyDistribution();
  for (let us = 0; us < 80; us++) addDistribution(many, distributionOf([us * 1_000]));
  const whole = encodeDistribution(many);
  expect(encodeDistribution(decodeDistribution(whole))).toBe(whole);
  const [groups, values, counts] = whole.split("|");
  expect(() => decodeDistribution([groups, values, "2".padEnd(80, ",")].join("|"))).toThrow("damaged");
  expect(() => decodeDistribution([groups, `${values} 1`, counts].join("|"))).toThrow("damaged");
});

it("refuses a distribution whose buckets do not add up, or do not hold their values", () => {
  const many = emptyDistribution();
  for (let us = 0; us < 80; us++) addDistribution(many, distributionOf([us * 1_001]));
  const whole = encodeDistribution(many);
  expect(encodeDistribution(decodeDistribution(whole))).toBe(whole);
  const [groups, figures, buckets, counts = "", values = ""] = whole.split("|");
  for (const damaged of [
    [groups, figures, buckets, counts.replace(",", "9,"), values],
    [groups, figures, ` ${buckets}`, `,${counts}`, `,${values}`],
    [groups, figures, buckets, counts, values.replace(",", "zz,")],
    [groups, figures, buckets, counts, `${values},`],
    [groups, figures, buckets, counts, values.replace(",", ".,")],
    [groups, figures, buckets, counts, values.replace(",", ".zz,")],
    [groups, buckets, counts, values],
    [groups, figures, buckets, counts, values, ""],
  ])
    expect(() => decodeDistribution(damaged.join("|")), damaged.join("|")).toThrow("damaged");
});

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
    const [cell] = summarize(blockOf([cold, sampleOf(), sampleOf()], { index: 70 })).cells.values();
    const found = [...(cell?.starts ?? [])].map(([start, { n, measures }]) => [
      start,
      n,
      [...(measures.get("total")?.groups ?? [])],
    ]);
    expect(Object.fromEntries(found.map(([start, ...rest]) => [start, rest]))).toEqual({
      cold: [1, [[6, { n: 1, sumUs: 300_000n }]]],
      warm: [2, [[6, { n: 2, sumUs: 600_000n }]]],
    });
  });

  it("counts receipts that are missing and connections as seen", () => {
    const cell = only([sampleOf({}, { receipt: undefined, connection: "fresh" }), sampleOf()]);
    expect(cell.receiptsMissing).toEqual({ outer: 0, inner: 1 });
    expect(cell.connections).toEqual({ reused: 1, fresh: 1 });
  });

  it("gives every probe the queue time of its block, even a negative one", () => {
    const block = blockOf([sampleOf()], { publishedAtMs: 1_000, firstReceivedAtMs: 900 });
    const [cell] = summarize(block).cells.values();
    expect(cell?.starts.get("warm")?.measures.get("queue")).toMatchObject({ minUs: -100_000, negatives: 1 });
  });

  it("cannot be made from samples no plan could have asked for", () => {
    const damaged = blockOf([sampleOf({ variant: "warm" })]);
    expect(() => summarize(damaged)).toThrow(expect.objectContaining({ code: "corrupt" }));
  });
});

it("keeps a summary of 256 blocks below 240 KB and one of a whole origin below 655 KB", () => {
  const targets = ["us-west-1", "sa-east-1", "eu-west-2", "ap-south-1", "ap-northeast-1", "ap-southeast-2"];
  let state = 1;
  const next = () => {
    state = (state * 48_271) % 2_147_483_647;
    return state / 2_147_483_647;
  };
  const spread = (medianUs: number) =>
    Math.round(medianUs * Math.exp(0.6 * Math.sqrt(-2 * Math.log(next())) * Math.cos(2 * Math.PI * next())));
  const blockNumber = (index: number) =>
    blockOf(
      Array.from({ length: 16 }, (_, place) => {
        const seq = index * 16 + place;
        const variant = seq % 2 === 0 ? "bare" : "db-get";
        const cold = next() < 0.05;
        const db = { sentUs: 0, receivedUs: spread(8_000), outcome: "ok" as const };
        const level = levelOf({
          ...(cold && { served: 0, readyUs: 899_000 }),
          ...(variant !== "bare" && { db }),
        });
        const receipt = () => receiptOf(spread(20_000), cold ? { initUs: spread(120_000) } : {});
        const inner = { level, ...callOf(spread(200_000)), receipt: receipt() };
        const call = callOf(spread(300_000), { receipt: receipt(), level: levelOf({ call: inner }) });
        return sampleOf({ seq, variant, target: targets[Math.floor(seq / 2) % 6] ?? "", call });
      }),
      { index, firstReceivedAtMs: 1_800_000_000_100 + Math.round(spread(70)) },
    );
  const shard = mergeAll(Array.from({ length: 256 }, (_, index) => summarize(blockNumber(index))));
  const origin = mergeAll(Array.from({ length: 3_000 }, (_, index) => summarize(blockNumber(index))));
  expect(shard.cells.size).toBe(12);
  expect(text(shard).length).toBeLessThan(240_000);
  expect(text(origin).length).toBeLessThan(655_000);
});
