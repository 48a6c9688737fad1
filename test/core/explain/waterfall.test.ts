import { epochMs } from "@crisscross/core/edge/time";
import type { Hop } from "@crisscross/core/explain/hop";
import { waterfallOf } from "@crisscross/core/explain/waterfall";
import type { Sample } from "@crisscross/core/sample/stored-block";
import { describe, expect, it } from "vitest";
import { blockOf, callOf, levelOf, receiptOf, sampleOf } from "../samples.ts";

/** Outer runs 900 to 1,150 ms of its clock and waits 220 ms for a cold inner that spends 12 of 17 ms on the database. */
const db = { sentUs: 902_000, receivedUs: 914_000, outcome: "ok" as const };
const inner = callOf(220_000, {
  sentUs: 910_000,
  receivedUs: 1_130_000,
  receipt: receiptOf(18_000, { initUs: 120_000 }),
  level: levelOf({
    environment: "inner-1",
    served: 0,
    readyUs: 899_000,
    startUs: 900_000,
    endUs: 917_000,
    db,
  }),
});
const outer = callOf(300_000, {
  receipt: receiptOf(251_000, { memoryMb: 512 }),
  level: levelOf({ startUs: 900_000, endUs: 1_150_000, call: inner }),
});
const sample = sampleOf({ variant: "db-get", call: outer });

const hopsOf = (from: Sample): Hop[] => waterfallOf(blockOf([from]), from).hops;
const shown = ({ name, category, certainty, range }: Hop) => [
  name,
  category,
  certainty,
  range.lowUs,
  range.highUs,
];

describe("a waterfall", () => {
  it("shows every hop in order, exact within one clock, bounded between two, skewed between wall clocks", () => {
    expect(hopsOf(sample).map(shown)).toEqual([
      ["intended to published", "publish", "skewed", 100_000, 100_000],
      ["published to enqueued", "fanout", "skewed", 100_000, 100_000],
      ["enqueued to received", "queue", "skewed", 100_000, 100_000],
      ["received to consume", "dispatch", "skewed", 100_000, 100_000],
      ["behind earlier probes of the block", "queue", "exact", 100_000, 100_000],
      ["request to outer", "network", "bounded", 0, 49_000],
      ["outer before its call", "execute", "exact", 10_000, 10_000],
      ["request to inner", "network", "bounded", 0, 202_000],
      ["init of inner", "init", "bounded", 0, 120_000],
      ["inner before its call", "execute", "exact", 2_000, 2_000],
      ["database", "database", "exact", 12_000, 12_000],
      ["inner after its call", "execute", "exact", 3_000, 3_000],
      ["runtime around inner", "execute", "exact", 1_000, 1_000],
      ["response from inner", "network", "bounded", 0, 202_000],
      ["outer after its call", "execute", "exact", 20_000, 20_000],
      ["runtime around outer", "execute", "exact", 1_000, 1_000],
      ["response from outer", "network", "bounded", 0, 49_000],
    ]);
  });

  it("begins with its lateness for a probe whose block was delivered ahead of its time", () => {
    const intendedAtMs = 1_800_000_000_450;
    const [first, second] = hopsOf({ ...sample, intendedAtMs: epochMs(intendedAtMs) }).map(shown);
    expect(first).toEqual(["intended to started", "queue", "skewed", 50_000, 50_000]);
    expect(second?.[0]).toBe("request to outer");
  });

  it.each([
    [150, ["intended to enqueued", "enqueued to received", "received to consume"], [50, 100, 100]],
    [200, ["intended to enqueued", "enqueued to received", "received to consume"], [0, 100, 100]],
    [250, ["intended to received", "received to consume"], [50, 100]],
    [301, ["intended to consume"], [99]],
  ])("counts nothing that happened before the probe was due, %i ms after the job", (dueMs, names, tookMs) => {
    const intendedAtMs = 1_800_000_000_000 + dueMs;
    const delivery = hopsOf({ ...sample, intendedAtMs: epochMs(intendedAtMs) }).slice(0, names.length + 1);
    expect(delivery.map(({ name }) => name)).toEqual([...names, "behind earlier probes of the block"]);
    expect(delivery.map(({ range }) => range.lowUs / 1_000)).toEqual([...tookMs, 100]);
    expect(delivery.map(({ certainty }) => certainty)).toEqual([...names.map(() => "skewed"), "exact"]);
  });

  it("adds up to the whole wait: exact hops and one width for each pair of network hops", () => {
    const hops = hopsOf(sample).slice(5);
    const exactUs = hops.reduce(
      (sum, { certainty, range }) => sum + (certainty === "exact" ? range.lowUs : 0),
      0,
    );
    const requests = hops.filter(({ name }) => name.startsWith("request"));
    const widthUs = requests.reduce((sum, { range }) => sum + range.highUs - range.lowUs, 0);
    expect(exactUs + widthUs).toBe(300_000);
  });

  it("has a hop of its own for each part of preparing, at each level that calls", () => {
    const made = {
      startUs: 903_000,
      lookupUs: 903_500,
      connectUs: 905_000,
      secureUs: 906_000,
      endUs: 908_000,
    };
    const dbMade = { startUs: 900_500, connectUs: 901_000, endUs: 901_500 };
    const prepared = sampleOf({
      variant: "db-get",
      call: {
        ...outer,
        level: levelOf({
          startUs: 900_000,
          endUs: 1_150_000,
          call: {
            ...inner,
            preparing: { startUs: 902_000, endUs: 909_000, connecting: made },
            level: {
              ...levelOf({ startUs: 900_000, endUs: 917_000 }),
              db: { ...db, preparing: { startUs: 900_200, endUs: 901_900, connecting: dbMade } },
            },
          },
        }),
      },
    });
    const hops = hopsOf(prepared).map(shown);
    const exactly = (name: string, us: number) => [name, "prepare", "exact", us, us];
    expect(hops.slice(6, 12)).toEqual([
      ["outer before its call", "execute", "exact", 2_000, 2_000],
      exactly("lookup of inner's endpoint", 500),
      exactly("TCP handshake for inner", 1_500),
      exactly("TLS handshake for inner", 1_000),
      exactly("first answer of inner's endpoint", 2_000),
      exactly("outer prepares its call", 3_000),
    ]);
    expect(
      hops.filter(([name]) => String(name).includes("DynamoDB") || name === "inner prepares its call"),
    ).toEqual([
      exactly("TCP handshake for DynamoDB", 500),
      exactly("first answer of DynamoDB's endpoint", 500),
      exactly("inner prepares its call", 800),
    ]);
    const [before] = hopsOf(prepared).filter(({ name }) => name === "inner before its call");
    expect(before?.range.lowUs).toBe(200);
  });

  it("tells a fresh connection's making from the request: it left after", () => {
    const connecting = { startUs: 910_500, lookupUs: 911_000, connectUs: 1_000_000, secureUs: 1_090_000 };
    const fresh = sampleOf({
      variant: "db-get/fresh",
      call: {
        ...outer,
        level: levelOf({ startUs: 900_000, endUs: 1_150_000, call: { ...inner, connecting } }),
      },
    });
    const hops = hopsOf(fresh);
    expect(hops.slice(7, 11).map(shown)).toEqual([
      ["lookup of inner's endpoint", "prepare", "exact", 1_000, 1_000],
      ["TCP handshake for inner", "prepare", "exact", 89_000, 89_000],
      ["TLS handshake for inner", "prepare", "exact", 90_000, 90_000],
      ["request to inner", "network", "bounded", 0, 22_000],
    ]);
    const exactUs = hops
      .slice(5)
      .reduce((sum, { certainty, range }) => sum + (certainty === "exact" ? range.lowUs : 0), 0);
    const requests = hops.filter(({ name }) => name.startsWith("request"));
    const widthUs = requests.reduce((sum, { range }) => sum + range.highUs - range.lowUs, 0);
    expect(exactUs + widthUs).toBe(300_000);
  });

  it.each([
    ["all of it, when that came after the answer before", 40_000, 2_000, 60, 40],
    ["what of it lay after the block began", 400_000, 0, 0, 100],
    ["none of it when it waited for its time afterwards", 40_000, 960_000, 100, 0],
  ])("counts consume's preparing once: %s", (_, tookUs, aheadUs, behindMs, preparingMs) => {
    const preparing = { startUs: 1_000_000 - aheadUs - tookUs, endUs: 1_000_000 - aheadUs };
    const late = { ...sample, call: { ...sample.call, preparing } };
    const hops = hopsOf(late).slice(4, preparingMs > 0 ? 6 : 5);
    expect(hops.map(({ name, range }) => [name, range.lowUs / 1_000])).toEqual([
      ["behind earlier probes of the block", behindMs],
      ...(preparingMs > 0 ? [["consume prepares its call", preparingMs]] : []),
    ]);
  });

  it("narrows the network hops by an offset known better", () => {
    const { hops } = waterfallOf(blockOf([sample]), sample, (call) =>
      call === inner ? { lowUs: -170_000, highUs: -150_000 } : { lowUs: -140_000, highUs: -130_000 },
    );
    expect(hops.filter(({ category }) => category === "network").map(({ range }) => range)).toEqual([
      { lowUs: 29_000, highUs: 40_000 },
      // An init that may have been over before takes up to 120 ms off.
      { lowUs: 19_000, highUs: 160_000 },
      { lowUs: 42_000, highUs: 63_000 },
      { lowUs: 9_000, highUs: 20_000 },
    ]);
  });

  it("takes the runtime around a handler for network when there is no receipt to tell it", () => {
    const names = hopsOf(sampleOf({}, { receipt: undefined }, { receipt: undefined })).map(
      ({ name }) => name,
    );
    expect(names.filter((name) => name.startsWith("runtime"))).toEqual([]);
  });

  it("leaves a wait without an answer unattributed", () => {
    const failed = sampleOf({}, { outcome: "timeout", level: undefined, receipt: undefined });
    expect(hopsOf(failed).map(shown)).toContainEqual([
      "wait for inner",
      "unattributed",
      "exact",
      220_000,
      220_000,
    ]);
  });

  it("says what each level was billed and how much of it for waiting", () => {
    const [outerBill, innerBill] = waterfallOf(blockOf([sample]), sample).bills;
    // 251 ms × 0.5 GB and 220 ms × 0.5 GB at $0.0000133334 a GB-s.
    expect(outerBill).toMatchObject({ name: "outer", billedMs: 251, waitedUs: 220_000 });
    expect(outerBill?.computeUsd).toBeCloseTo(1.67334e-6, 10);
    expect(innerBill).toMatchObject({ name: "inner", billedMs: 18, waitedUs: 0 });
  });
});
