import { AppError } from "@crisscross/core/edge/error";
import { epochMs } from "@crisscross/core/edge/time";
import { addCensored, censoredOf, noCensored } from "@crisscross/core/statistics/censored";
import { addValue, emptyDistribution } from "@crisscross/core/statistics/distribution";
import { decodeCensored, encodeCensored } from "@crisscross/core/summary/censored-text";
import { decodeDistribution, encodeDistribution } from "@crisscross/core/summary/distribution-text";
import { mergeAll, type Summary } from "@crisscross/core/summary/summary";
import { decodeSummary, encodeSummary } from "@crisscross/core/summary/summary-text";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { anyBlock } from "../blocks.ts";
import { blockOf, callOf, levelOf, receiptOf, sampleOf } from "../samples.ts";
import { summarize, summarizeOf } from "../summarized.ts";

const anySummary = fc.array(anyBlock, { maxLength: 12 }).map((blocks) => mergeAll(blocks.map(summarize)));
const text = encodeSummary;
const merge = (...parts: Summary[]) => mergeAll(parts);

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

  it("keeps what ran its blocks, each once, and reads what says nothing of it", () => {
    const builds = { "consume-1": "v24 arm64 512 MB a" };
    const summary = summarize(blockOf([sampleOf()], { builds }));
    const twice = merge(summary, decodeSummary(text(summary)));
    expect([...decodeSummary(text(twice)).builds]).toEqual(["consume ap-south-1 v24 arm64 512 MB a"]);
    const silent = text(summarize(blockOf([sampleOf()])));
    expect(silent).not.toContain("builds");
    expect(decodeSummary(silent).builds.size).toBe(0);
  });

  it.each([
    ["no JSON", "{"],
    ["another version", '{"v":1,"blocks":0,"cells":{}}'],
    [
      "a start class there is not",
      '{"v":6,"blocks":1,"cells":{"a":{"outcomes":[1,0,0,0],"starts":{"hot":{"n":1,"measures":{}}}}}}',
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
  for (let us = 0; us < 80; us++) addValue(many, us * 1_000);
  const whole = encodeDistribution(many);
  expect(encodeDistribution(decodeDistribution(whole))).toBe(whole);
  const [values, counts] = whole.slice(whole.lastIndexOf("|") + 1).split(";");
  const before = whole.slice(0, whole.lastIndexOf("|") + 1);
  expect(() => decodeDistribution(`${before}${values};${"2".padEnd(80, ",")}`)).toThrow("damaged");
  expect(() => decodeDistribution(`${before}${values} 1;${counts}`)).toThrow("damaged");
});

it("refuses a distribution whose buckets do not add up, or do not hold their values", () => {
  const many = emptyDistribution();
  for (let us = 0; us < 80; us++) addValue(many, us * 1_001);
  const whole = encodeDistribution(many);
  expect(encodeDistribution(decodeDistribution(whole))).toBe(whole);
  const [groups, units, shares, figures, spread = ""] = whole.split("|");
  const [leasts, counts = "", above = ""] = spread.split(";");
  const withSpread = (...parts: (string | undefined)[]) => [groups, units, shares, figures, parts.join(";")];
  for (const damaged of [
    withSpread(leasts, counts.replace(",", "9,"), above),
    withSpread(` ${leasts}`, `,${counts}`, `,${above}`),
    withSpread(leasts, counts, above.replace(",", "zz,")),
    withSpread(leasts, counts, `${above},`),
    withSpread(leasts, counts, above.replace(",", "-1,")),
    withSpread(leasts, counts),
    withSpread(leasts, counts, above, ""),
    [groups, units, shares, "", spread],
    [groups, units, `${shares}9`, figures, spread],
    [groups, `${groups}`.replace(";", ";9"), shares, figures, spread],
    [groups, shares, figures, spread],
    [groups, units, shares, figures, spread, ""],
  ])
    expect(() => decodeDistribution(damaged.join("|")), damaged.join("|")).toThrow("damaged");
});

it("keeps a summary of 256 blocks below 240 KB and one of a whole origin below 840 KB", () => {
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
      { index, firstReceivedAtMs: epochMs(1_800_000_000_100 + Math.round(spread(70))) },
    );
  const summarizeOne = summarizeOf(3_000);
  // One after the other: 3,000 summaries at once are a heap whose collection takes as long as all the rest.
  function* summaries(blocks: number) {
    for (let index = 0; index < blocks; index++) yield summarizeOne(blockNumber(index));
  }
  const shard = mergeAll(summaries(256));
  const origin = mergeAll(summaries(3_000));
  expect(shard.cells.size).toBe(12);
  expect(text(shard).length).toBeLessThan(240_000);
  expect(text(origin).length).toBeLessThan(840_000);
});
