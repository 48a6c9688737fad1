import { epochMs } from "@crisscross/core/edge/time";
import { measuresIn, measuresOf } from "@crisscross/core/sample/measures-of-sample";
import { resultOf } from "@crisscross/core/sample/probe-outcome";
import { sampleStartOf, startOf } from "@crisscross/core/sample/start-class";
import { describe, expect, it } from "vitest";
import { blockOf, callOf, levelOf, receiptOf, sampleOf } from "../samples.ts";

const db = (outcome: "ok" | "throttled" | "timeout" | "error", reason?: string) => ({
  sentUs: 900_500,
  receivedUs: 912_500,
  outcome,
  ...(reason && { reason }),
});

describe("the result of a probe", () => {
  it("is ok when every function gave its account", () => {
    expect(resultOf(sampleOf())).toEqual({ outcome: "ok" });
    expect(resultOf(sampleOf({ variant: "db-get" }, { level: levelOf({ db: db("ok") }) }))).toEqual({
      outcome: "ok",
    });
    expect(resultOf(sampleOf({ variant: "bare/direct", call: callOf(9, { level: levelOf() }) }))).toEqual({
      outcome: "ok",
    });
  });

  it("is the innermost fault", () => {
    const throttled = {
      outcome: "throttled" as const,
      reason: "ReservedFunctionConcurrentInvocationLimitExceeded",
    };
    expect(resultOf(sampleOf({}, throttled))).toEqual({ ...throttled, hop: "inner" });
    expect(resultOf(sampleOf({}, {}, { outcome: "timeout", level: undefined }))).toEqual({
      outcome: "timeout",
      hop: "outer",
    });
    const behind = sampleOf({}, throttled, { outcome: "error", reason: "unhandled Error" });
    expect(resultOf(behind)).toEqual({ ...throttled, hop: "inner" });
    const both = sampleOf(
      { variant: "db-put" },
      { level: levelOf({ db: db("throttled", "rate") }) },
      { outcome: "error" },
    );
    expect(resultOf(both)).toEqual({ outcome: "throttled", hop: "db", reason: "rate" });
  });

  it("is never ok when part of the account is missing", () => {
    const bareOuter = sampleOf({}, {}, { level: levelOf() });
    expect(resultOf(bareOuter)).toMatchObject({ outcome: "error", hop: "outer" });
    expect(resultOf(sampleOf({}, { level: undefined }))).toMatchObject({ outcome: "error", hop: "inner" });
    expect(resultOf(sampleOf({ variant: "db-get" }))).toMatchObject({ outcome: "error", hop: "inner" });
  });

  it("counts a fault in a via as outer's", () => {
    const via = callOf(250_000, { outcome: "error", reason: "network ECONNRESET" });
    const sample = sampleOf({
      variant: "bare/via=us-west-1",
      call: callOf(300_000, { level: levelOf({ call: via }) }),
    });
    expect(resultOf(sample)).toEqual({ outcome: "error", hop: "outer", reason: "network ECONNRESET" });
  });

  it("cannot be told for a variant that does not exist", () => {
    expect(() => resultOf(sampleOf({ variant: "warm" }))).toThrow('no such variant: "warm"');
  });
});

describe("the measures of a sample", () => {
  it("are its waits, receipts and their differences, in µs", () => {
    expect(measuresOf(sampleOf())).toEqual({
      total: 300_000,
      outerBilled: 250_000,
      outerExecution: 250_000,
      outerOverhead: 50_000,
      originWait: 220_000,
      innerObserved: 220_000,
      innerBilled: 2_000,
      innerExecution: 2_000,
      innerOverhead: 218_000,
      innerTransit: 218_000,
      lateness: 500_000,
    });
  });

  it("hold init and database times where there were any", () => {
    const level = levelOf({ db: db("ok") });
    const receipt = receiptOf(2_500, { initUs: 120_000, billedMs: 3 });
    expect(measuresOf(sampleOf({ variant: "db-get" }, { level, receipt }))).toMatchObject({
      innerInit: 120_000,
      innerBilled: 3_000,
      db: 12_000,
    });
  });

  it("leave out what lacks a receipt", () => {
    expect(measuresOf(sampleOf({}, { receipt: undefined }, { receipt: undefined }))).toEqual({
      total: 300_000,
      originWait: 220_000,
      innerObserved: 220_000,
      lateness: 500_000,
    });
  });

  it.each([
    ["without a cold start's init", levelOf({ served: 0, readyUs: 899_000 }), { initUs: 120_000 }, 97_500],
    [
      "with an init that was over before",
      levelOf({ served: 0, readyUs: 1_000, startUs: 2_000_000 }),
      { initUs: 120_000 },
      217_500,
    ],
    ["without a restore", levelOf({ served: 0, initType: "snap-start" }), { restoreUs: 100_000 }, 117_500],
  ])("count the transit to inner and back %s", (_, level, more, transit) => {
    const receipt = receiptOf(2_500, more);
    const { innerOverhead, innerTransit } = measuresOf(sampleOf({}, { level, receipt }));
    expect([innerOverhead, innerTransit]).toEqual([217_500, transit]);
  });

  it("take the queue's time from the block", () => {
    const sample = sampleOf();
    expect(measuresIn(blockOf([sample]), sample)).toEqual({ ...measuresOf(sample), queue: 200_000 });
  });

  it("keep a probe's lateness as it is, also when it ran early", () => {
    const early = sampleOf({ intendedAtMs: epochMs(1_800_000_000_700) });
    expect(measuresOf(early).lateness).toBe(-200_000);
  });

  it("keep a negative difference", () => {
    expect(measuresOf(sampleOf({}, { receipt: receiptOf(230_000) })).innerOverhead).toBe(-10_000);
  });

  it("have no outer in a direct call, nor a wait of outer", () => {
    const call = callOf(40_000, { level: levelOf(), receipt: receiptOf(1_000) });
    expect(measuresOf(sampleOf({ variant: "bare/direct", call }))).toEqual({
      total: 40_000,
      originWait: 40_000,
      innerBilled: 1_000,
      innerExecution: 1_000,
      lateness: 500_000,
    });
  });

  it("take the origin's wait from outer and inner's receipt from the end of a route with functions in between", () => {
    const inner = callOf(100_000, { level: levelOf(), receipt: receiptOf(3_000) });
    const via = callOf(200_000, { level: levelOf({ call: inner }), receipt: receiptOf(150_000) });
    const call = callOf(300_000, { level: levelOf({ call: via }), receipt: receiptOf(250_000) });
    const measures = measuresOf(sampleOf({ variant: "bare/via=us-west-1", call }));
    expect(measures).toMatchObject({
      total: 300_000,
      outerExecution: 250_000,
      originWait: 200_000,
      innerExecution: 3_000,
    });
    for (const name of ["innerObserved", "innerOverhead", "innerTransit"])
      expect(measures).not.toHaveProperty(name);
  });
});

describe("a start class", () => {
  it.each([
    ["warm", levelOf({ served: 1 })],
    ["cold", levelOf({ served: 0, readyUs: 850_001 })],
    ["proactive", levelOf({ served: 0, readyUs: 100_000, startUs: 1_100_000 })],
    ["provisioned", levelOf({ served: 0, initType: "provisioned-concurrency" })],
    ["restored", levelOf({ served: 0, initType: "snap-start" })],
    ["unknown", levelOf({ served: 0, initType: "managed" })],
  ])("is %s by a function's own account", (start, level) => {
    expect(startOf(level, undefined)).toBe(start);
  });

  it.each([
    ["reinit", { readyUs: 180_000, startUs: 181_000, endUs: 190_000 }, receiptOf(192_000)],
    ["cold", { readyUs: 180_000, startUs: 181_000, endUs: 190_000 }, receiptOf(10_000, { initUs: 182_000 })],
    // Longer than the process was there, and the init told apart from it.
    ["cold", { readyUs: 180_000, startUs: 181_000, endUs: 390_000 }, receiptOf(391_000, { initUs: 182_000 })],
    // Its init was before the invocation, whatever the receipt leaves out.
    ["cold", { readyUs: 180_000, startUs: 181_000, endUs: 190_000 }, receiptOf(10_000)],
    ["proactive", { readyUs: 180_000, startUs: 5_000_000, endUs: 5_010_000 }, receiptOf(11_000)],
    ["warm", { served: 1, readyUs: 180_000, startUs: 181_000, endUs: 190_000 }, receiptOf(192_000)],
    ["restored", { initType: "snap-start", endUs: 190_000 }, receiptOf(192_000)],
  ])("is %s by account and receipt together", (start, level, receipt) => {
    expect(startOf(levelOf({ served: 0, ...level }), receipt)).toBe(start);
  });

  it("is told from the receipt when there is no account", () => {
    expect(startOf(undefined, receiptOf(5, { initUs: 9 }))).toBe("cold");
    expect(startOf(undefined, receiptOf(5, { restoreUs: 9 }))).toBe("restored");
    expect(startOf(undefined, receiptOf(5))).toBe("unknown");
    expect(startOf(undefined, undefined)).toBe("unknown");
  });

  it("is the coldest of a sample's functions", () => {
    const cold = { served: 0, readyUs: 899_000 };
    expect(sampleStartOf(sampleOf())).toBe("warm");
    expect(sampleStartOf(sampleOf({}, { level: levelOf(cold) }))).toBe("cold");
    const inner = callOf(220_000, { level: levelOf() });
    expect(sampleStartOf(sampleOf({}, {}, { level: levelOf({ ...cold, call: inner }) }))).toBe("cold");
    expect(sampleStartOf(sampleOf({}, {}, { level: undefined, outcome: "timeout" }))).toBe("unknown");
  });
});
