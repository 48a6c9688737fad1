import { measuresOf } from "@crisscross/core/sample/measures-of-sample";
import { callStartOf, sampleStartOf } from "@crisscross/core/sample/start-class";
import { leftUs } from "@crisscross/core/sample/wait";
import { describe, expect, it } from "vitest";
import { callOf, levelOf, receiptOf, sampleOf } from "../samples.ts";

/** 90 ms, of which a connection took 80. */
const preparing = {
  startUs: 905_000,
  endUs: 995_000,
  connecting: { startUs: 910_000, connectUs: 930_000, secureUs: 960_000, endUs: 990_000 },
};
const signing = { startUs: 905_000, endUs: 907_000 };
const db = { sentUs: 900_500, receivedUs: 901_500, outcome: "ok", connection: "reused" } as const;

describe("a sample whose outer had to make a connection", () => {
  const kept = measuresOf(sampleOf({}, { preparing: signing }));

  it("has the same waits and execution as one whose outer had it, and the time apart", () => {
    // All of it was in outer's execution, and so in consume's wait.
    const made = sampleOf(
      {},
      { preparing },
      { receivedUs: 1_380_000, receipt: receiptOf(330_000, { billedMs: 330 }) },
    );
    expect(kept).toMatchObject({ total: 300_000, outerExecution: 250_000, preparing: 2_000 });
    expect(measuresOf(made)).toEqual({ ...kept, outerBilled: 330_000, preparing: 90_000 });
  });

  it("is the same where an address was given up before", () => {
    const connecting = { ...preparing.connecting, beganUs: 910_000, startUs: 950_000, connectUs: 955_000 };
    const made = sampleOf(
      {},
      { preparing: { ...preparing, connecting } },
      { receivedUs: 1_380_000, receipt: receiptOf(330_000, { billedMs: 330 }) },
    );
    expect(measuresOf(made)).toEqual({ ...kept, outerBilled: 330_000, preparing: 90_000 });
  });

  it("is the same in a chain, at whatever function it was", () => {
    const inner = callOf(100_000, { level: levelOf(), receipt: receiptOf(3_000), preparing });
    const via = callOf(200_000, {
      level: levelOf({ call: inner }),
      receipt: receiptOf(150_000),
      preparing: signing,
    });
    const call = callOf(300_000, { level: levelOf({ call: via }), receipt: receiptOf(250_000) });
    expect(measuresOf(sampleOf({ variant: "bare/via=us-west-1", call }))).toMatchObject({
      total: 220_000,
      outerExecution: 170_000,
      originWait: 120_000,
      preparing: 2_000,
    });
  });

  it("is the same of inner's connection to the database, which is no part of the wait for inner", () => {
    const level = levelOf({ db: { ...db, preparing } });
    const sample = sampleOf({ variant: "db-get" }, { level, receipt: receiptOf(85_000) });
    expect(measuresOf(sample)).toMatchObject({
      total: 220_000,
      innerObserved: 140_000,
      innerExecution: 5_000,
      innerOverhead: 135_000,
      innerBilled: 85_000,
      db: 1_000,
    });
  });

  it("has consume's own preparing in no wait", () => {
    const sample = sampleOf({}, {}, { preparing });
    expect(measuresOf(sample)).toEqual(measuresOf(sampleOf()));
    const direct = callOf(40_000, { level: levelOf(), preparing });
    expect(measuresOf(sampleOf({ variant: "bare/direct", call: direct }))).toMatchObject({
      total: 40_000,
      preparing: 90_000,
    });
  });
});

describe("a request over a fresh connection", () => {
  it("can have left once that stood", () => {
    const connecting = { startUs: 1_000_100, lookupUs: 1_001_000, connectUs: 1_100_000 };
    expect(leftUs(callOf(220_000))).toBe(1_000_000);
    expect(leftUs(callOf(220_000, { connecting }))).toBe(1_100_000);
    expect(leftUs(callOf(220_000, { connecting: { ...connecting, secureUs: 1_150_000 } }))).toBe(1_150_000);
  });
});

describe("a call to a warm function", () => {
  const classOf = (...given: Parameters<typeof sampleOf>) => sampleStartOf(sampleOf(...given));

  it("is of a class of its own when its caller had called that region never before", () => {
    expect(classOf({}, { first: true })).toBe("first");
    expect(classOf({}, {}, { first: true, level: levelOf({ call: callOf(9, { level: levelOf() }) }) })).toBe(
      "first",
    );
  });

  it("stays cold when it was", () => {
    const level = levelOf({ served: 0, readyUs: 899_000 });
    expect(classOf({}, { first: true, level })).toBe("cold");
  });

  it("is of a class of its own when it was to go over a kept connection and did not", () => {
    expect(classOf({}, { connection: "fresh" })).toBe("unkept");
    expect(
      classOf({}, {}, { connection: "fresh", level: levelOf({ call: callOf(9, { level: levelOf() }) }) }),
    ).toBe("unkept");
    expect(classOf({ variant: "db-get" }, { level: levelOf({ db: { ...db, connection: "fresh" } }) })).toBe(
      "unkept",
    );
    expect(classOf({ variant: "bare/fresh" }, { connection: "fresh" })).toBe("warm");
  });

  it("is of that class when the kept connection was dead, and the request sent again", () => {
    expect(classOf({}, { resent: true })).toBe("unkept");
    expect(
      classOf(
        { variant: "bare/fresh" },
        {},
        { resent: true, level: levelOf({ call: callOf(9, { level: levelOf() }) }) },
      ),
    ).toBe("unkept");
    expect(classOf({ variant: "db-get" }, { level: levelOf({ db: { ...db, resent: true } }) })).toBe(
      "unkept",
    );
  });

  it("is judged by itself, whatever the others of its route are", () => {
    const inner = callOf(9, { level: levelOf(), first: true });
    const outer = callOf(90, { level: levelOf({ call: inner }) });
    const route = { inner, fresh: false };
    expect([callStartOf(route, outer), callStartOf(route, inner)]).toEqual(["warm", "first"]);
  });
});
