import type { CostedJob } from "@crisscross/core/cost/planned-job";
import { type SizedBlock, spentUses } from "@crisscross/core/cost/spent-uses";
import type { PriceName } from "@crisscross/core/job/prices";
import type { Sample } from "@crisscross/core/sample/stored-block";
import { describe, expect, it } from "vitest";
import { deployedMemoryMb as memoryMb } from "../job/memory.ts";
import { blockOf, callOf, levelOf, receiptOf, recordOf, sampleOf } from "../samples.ts";

const job: CostedJob = {
  spec: recordOf({ origins: ["ap-south-1"], targets: ["us-west-1"], variants: ["bare"] }).spec,
  probesPerBlock: 16,
  memoryMb,
  home: "us-east-1",
};

const sized = (samples: readonly Sample[], itemBytes = 1_500, more: object = {}): SizedBlock => ({
  block: blockOf(samples, more),
  itemBytes,
});

const spent = (blocks: readonly SizedBlock[], factor = 1) => {
  const { uses, ...rest } = spentUses(job, blocks, factor);
  const of = (price: PriceName, by: string, region?: string) =>
    uses
      .filter((use) => use.price === price && use.by === by && (region ?? use.region) === use.region)
      .reduce((sum, { amount }) => sum + amount, 0);
  return { of, ...rest };
};

/** consume calls outer at home in Mumbai, outer calls inner in California. */
const inMumbai = (inner = {}, more: Partial<Sample> = {}) =>
  sampleOf(more, inner, { region: "ap-south-1", receipt: receiptOf(250_000, { memoryMb: 512 }) });

describe("what stored blocks were billed", () => {
  it("is each function's receipt at its own memory, in its own region", () => {
    const { of, unbilled } = spent([sized([inMumbai(), inMumbai()])]);
    expect(of("lambdaGbSecond", "outer", "ap-south-1")).toBeCloseTo(2 * 0.25 * 0.5, 12);
    expect(of("lambdaGbSecond", "inner", "us-west-1")).toBeCloseTo(2 * 0.002 * 0.25, 12);
    expect([of("lambdaRequest", "outer"), of("lambdaRequest", "inner"), unbilled]).toEqual([2, 2, 0]);
  });

  it("is for consume what lies between claiming the block and its last answer, and what is assumed beside", () => {
    // 100 ms until the first probe starts, 300 ms for it; then two round trips of 185 ms and 50 ms.
    const { of } = spent([sized([inMumbai()])]);
    expect(of("lambdaGbSecond", "consume")).toBeCloseTo((0.1 + 0.3 + 2 * 0.185 + 0.05) * 0.5, 12);
  });

  it("has the start of consume where a sample says that its environment was new", () => {
    const of = (consumeServed: number) =>
      spent([sized([inMumbai({}, { consumeServed })])]).of("lambdaGbSecond", "consume");
    // 150 ms, and three round trips for a connection.
    expect(of(0) - of(1)).toBeCloseTo((0.15 + 3 * 0.185) * 0.5, 12);
  });

  it("is nothing for a call that was refused", () => {
    const throttled = { outcome: "throttled" as const, level: undefined, receipt: undefined };
    const { of, unbilled } = spent([sized([inMumbai(throttled)])]);
    expect([of("lambdaRequest", "inner"), of("lambdaRequest", "outer"), unbilled]).toEqual([0, 1, 0]);
  });

  it("counts calls without a receipt, at their own account of themselves or at nothing", () => {
    const quiet = spent([sized([inMumbai({ receipt: undefined })])]);
    expect(quiet.unbilled).toBe(1);
    // The level says 2 ms.
    expect(quiet.of("lambdaGbSecond", "inner")).toBeCloseTo(0.002 * 0.25, 12);
    const lost = { outcome: "timeout" as const, level: undefined, receipt: undefined };
    const timedOut = spent([sized([inMumbai(lost)])]);
    expect([timedOut.unbilled, timedOut.of("lambdaGbSecond", "inner")]).toEqual([1, 0]);
    expect(timedOut.of("lambdaRequest", "inner")).toBe(1);
  });
});

it("charges a refresh job, and no other, for each environment that answered a first call", () => {
  const first = inMumbai({ level: levelOf({ served: 0 }), receipt: receiptOf(2_000, { initUs: 150_000 }) });
  const block = blockOf([first, inMumbai()]);
  const madeGb = (refresh: object) =>
    spentUses({ ...job, spec: { ...job.spec, ...refresh } }, [{ block, itemBytes: 1_500 }], 3)
      .uses.filter(({ price }) => price === "lambdaTenantGb")
      .map(({ region, by, amount }) => [region, by, amount]);
  // Outer was warm both times.
  expect(madeGb({ refresh: 1 })).toEqual([["us-west-1", "inner", 3 * 0.25]]);
  expect(madeGb({})).toEqual([]);
});

describe("what blocks took beside their probes", () => {
  it("is a claim, and its size in units of 1 KB; and twice what it takes where it was handed out twice", () => {
    const once = spent([sized([inMumbai()], 2_049)]);
    const twice = spent([sized([inMumbai()], 2_048, { receives: 2 })]);
    const none = spent([]);
    const written = (one: typeof once) =>
      one.of("dynamoWriteUnit", "results") - none.of("dynamoWriteUnit", "results");
    expect([written(once), written(twice)]).toEqual([4, 3]);
    expect([once.of("lambdaRequest", "consume"), twice.of("lambdaRequest", "consume")]).toEqual([0.5, 1.5]);
    expect(twice.of("sqsRequest", "blocks")).toBe(3);
  });

  it("counts padding of the last call, by the region it leaves", () => {
    const padded = sampleOf({ variant: "bare/up=1000/down=2000" }, {}, { region: "ap-south-1" });
    const { of } = spent([sized([padded])]);
    expect(of("transferGb", "calls", "ap-south-1")).toBeCloseTo(2_500e-9, 15);
    expect(of("transferGb", "calls", "us-west-1")).toBeCloseTo(6_500e-9, 15);
  });

  it("counts a database call where inner made one", () => {
    const db = { sentUs: 900_500, receivedUs: 901_500, outcome: "ok" as const };
    const sample = inMumbai({ level: levelOf({ db }) }, { variant: "db-put" });
    expect(spent([sized([sample])]).of("dynamoWriteUnit", "records", "us-west-1")).toBe(1);
  });
});

it("lets blocks that were read stand for those that were not", () => {
  const blocks = [sized([inMumbai({ receipt: undefined }), inMumbai()])];
  const [one, ten] = [spent(blocks), spent(blocks, 10)];
  for (const [price, by] of [
    ["lambdaRequest", "outer"],
    ["lambdaGbSecond", "consume"],
    ["transferGb", "calls"],
  ] as const)
    expect(ten.of(price, by) / one.of(price, by)).toBeCloseTo(10, 9);
  expect(ten.unbilled).toBe(10);
});

it("follows a direct call to its one function", () => {
  const call = callOf(200_000, { receipt: receiptOf(3_000), level: levelOf() });
  const { of } = spent([sized([sampleOf({ variant: "bare/direct", call })])]);
  expect([of("lambdaRequest", "outer"), of("lambdaRequest", "inner")]).toEqual([0, 1]);
});
