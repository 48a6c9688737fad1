import { billsOf, computeUsd } from "@crisscross/core/explain/bill";
import { describe, expect, it } from "vitest";
import { callOf, levelOf, receiptOf, sampleOf } from "../samples.ts";

/** Names with what each waited, idled and paid twice, in ms. */
const shown = (sample: Parameters<typeof billsOf>[0]) =>
  billsOf(sample).map(({ name, waitedUs, split }) => [
    name,
    waitedUs / 1_000,
    split && split.idleUs / 1_000,
    split && split.paidTwiceUs / 1_000,
  ]);

describe("a probe's bills", () => {
  it("say paid twice only for as long as both were billed, and idle for the rest of the wait", () => {
    const [outer, inner] = billsOf(sampleOf());
    expect(outer).toEqual({
      name: "outer",
      billedMs: 250,
      computeUsd: computeUsd(250, 256),
      requestUsd: 0.2e-6,
      waitedUs: 220_000,
      split: {
        idleUs: 218_000,
        idleUsd: computeUsd(218, 256),
        paidTwiceUs: 2_000,
        paidTwiceUsd: computeUsd(2, 256),
      },
    });
    expect(inner).toMatchObject({
      name: "inner",
      billedMs: 2,
      requestUsd: 0.2e-6,
      waitedUs: 0,
    });
    expect(inner?.computeUsd).toBeGreaterThan(0);
  });

  it("have each function's own idle and paid twice along a way through others", () => {
    const inner = callOf(100_000, { level: levelOf(), receipt: receiptOf(3_000) });
    const via = callOf(200_000, { level: levelOf({ call: inner }), receipt: receiptOf(150_000) });
    const call = callOf(300_000, { level: levelOf({ call: via }), receipt: receiptOf(250_000) });
    expect(shown(sampleOf({ variant: "bare/via=us-west-1", call }))).toEqual([
      ["outer", 200, 50, 150],
      ["via 1", 100, 97, 3],
      ["inner", 0, 0, 0],
    ]);
  });

  it("pay no longer twice than the wait, though an init before it was billed below", () => {
    const receipt = receiptOf(2_000, { billedMs: 400, initUs: 398_000 });
    expect(shown(sampleOf({}, { receipt }))[0]).toEqual(["outer", 220, 0, 220]);
  });

  it("do not divide a wait for a function that left no receipt", () => {
    expect(shown(sampleOf({}, { receipt: undefined }))).toEqual([["outer", 220, undefined, undefined]]);
  });
});
