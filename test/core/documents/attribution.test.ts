import { attributionOf } from "@crisscross/core/documents/attribution";
import { AttributionDocument } from "@crisscross/core/documents/attribution-document";
import { parse } from "@crisscross/core/edge/schema";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { anyBlock } from "../blocks.ts";
import { blockOf, levelOf, receiptOf, recordOf, sampleOf } from "../samples.ts";

const record = recordOf({ origins: ["ap-south-1"], targets: ["us-west-1"], variants: ["bare"] });

/** A warm call with this transit, the rest of its 220 ms being execution. */
const warm = (transitUs: number) => sampleOf({}, { receipt: receiptOf(220_000 - transitUs) });
const cold = sampleOf(
  {},
  { receipt: receiptOf(2_000, { initUs: 120_000 }), level: levelOf({ served: 0, readyUs: 899_000 }) },
);

describe("a cell's attribution", () => {
  it("divides the mean wait for inner into execution, init and transit, by start class", () => {
    const { attribution } = attributionOf(record, [blockOf([warm(200_000), warm(210_000), cold])], 1);
    expect(attribution).toHaveLength(1);
    const [row] = attribution;
    expect(row).toMatchObject({ origin: "ap-south-1", target: "us-west-1", variant: "bare", n: 3 });
    expect(row?.waits[0]?.starts.warm).toMatchObject({
      n: 2,
      observedMs: 220,
      executionMs: 15,
      initMs: 0,
      transitMs: 205,
      distanceMs: 200,
      variationMs: 5,
      excessMs: { n: 2 },
      networkMs: { lowMs: 0, highMs: 200 },
      dispatchMs: { lowMs: 5, highMs: 205 },
    });
    expect(row?.waits[0]?.starts.cold).toMatchObject({ n: 1, executionMs: 2, initMs: 120, transitMs: 98 });
  });

  it("has preparing before the wait, a fresh connection within it, and one made behind it in neither", () => {
    const preparing = { startUs: 990_000, endUs: 999_000 };
    const connecting = { startUs: 1_000_500, lookupUs: 1_004_000, connectUs: 1_054_000, secureUs: 1_110_000 };
    const made = { startUs: 900_200, connectUs: 900_700, endUs: 901_200 };
    const db = {
      ...{ sentUs: 901_400, receivedUs: 901_600, outcome: "ok" as const },
      preparing: { startUs: 900_100, endUs: 901_300, connecting: made },
    };
    const sample = sampleOf({ variant: "db-get/fresh" }, { preparing, connecting, level: levelOf({ db }) });
    const job = { ...record, spec: { ...record.spec, variants: ["db-get/fresh"] } };
    const [wait] = attributionOf(job, [blockOf([sample])], 1).attribution[0]?.waits ?? [];
    // 220 ms: 110 until the connection stood, 2 of execution of which 1 was a connection to the database, 108 of transit.
    expect(wait?.starts.warm).toMatchObject({
      preparingMs: 9,
      observedMs: 219,
      connectingMs: 110,
      connectingSteps: { lookupMs: 4, tcpMs: 50, tlsMs: 56 },
      executionMs: 1,
      initMs: 0,
      transitMs: 108,
      requestMs: { lowMs: 0, highMs: 108 },
    });
  });

  it("takes the network for at most the least time beyond an execution, with no init taken off", () => {
    const { attribution } = attributionOf(record, [blockOf([warm(200_000), cold])], 1);
    expect(attribution[0]?.waits[0]?.starts.cold?.networkMs).toEqual({ lowMs: 0, highMs: 200 });
    expect(attribution[0]?.waits[0]?.starts.cold?.dispatchMs).toEqual({ lowMs: -102, highMs: 218 });
  });

  it("takes for the distance the fastest way between two regions, whatever the variant, and never of another network", () => {
    const job = recordOf({
      origins: ["ap-south-1"],
      targets: ["us-west-1"],
      variants: ["bare", "bare/fresh"],
    });
    const fresh = sampleOf({ variant: "bare/fresh" }, { receipt: receiptOf(220_000 - 180_000) });
    const far = blockOf([warm(200_000), warm(210_000), fresh]);
    const [bare] = attributionOf(job, [far], 1).attribution;
    expect(bare?.waits[0]?.starts.warm).toMatchObject({ transitMs: 205, distanceMs: 180, variationMs: 25 });
    const near = blockOf([sampleOf({ variant: "bare/fresh" }, { receipt: receiptOf(219_000) })], {
      index: 1,
      wan: "none",
    });
    const [ofOne] = attributionOf(job, [far, near], 2).attribution;
    expect(ofOne?.waits[0]?.starts.warm?.distanceMs).toBe(180);
  });

  it("tells by how much request and response took longer than the fastest of the same environments, whatever their clocks", () => {
    // The callee's clock is some ms off; requests differ by 30 ms, responses by 10.
    const call = (startUs: number, endUs: number) =>
      sampleOf({}, { sentUs: 0, receivedUs: 220_000, level: levelOf({ startUs, endUs }) });
    const blocks = [blockOf([call(900_000, 930_000), call(930_000, 940_000)])];
    const [row] = attributionOf(record, blocks, 1).attribution;
    expect(row?.waits[0]?.starts.warm?.excessMs).toEqual({ n: 2, requestMs: 15, responseMs: 5 });
    const [alone] = attributionOf(record, [blockOf([call(900_000, 930_000)])], 1).attribution;
    expect(alone?.waits[0]?.starts.warm).not.toHaveProperty("excessMs");
  });

  it("never finds a call faster than the fastest, also where that one was cold", () => {
    const call = (startUs: number, endUs: number) =>
      sampleOf({}, { sentUs: 0, receivedUs: 220_000, level: levelOf({ startUs, endUs }) });
    const quick = sampleOf(
      {},
      {
        ...{ sentUs: 0, receivedUs: 220_000, receipt: receiptOf(30_000, { initUs: 50_000 }) },
        level: levelOf({ startUs: 960_000, endUs: 990_000, served: 0, readyUs: 959_000 }),
      },
    );
    const blocks = [blockOf([call(900_000, 930_000), call(930_000, 940_000), quick])];
    const { starts } = attributionOf(record, blocks, 1).attribution[0]?.waits[0] ?? {};
    expect(starts?.cold?.excessMs).toEqual({ n: 1, requestMs: 60, responseMs: 0 });
    expect(starts?.warm?.excessMs).toEqual({ n: 2, requestMs: 15, responseMs: 55 });
  });

  it("bounds neither network nor dispatch of a cell whose samples are of two networks, and says why", () => {
    const near = blockOf([warm(2_000)], { index: 1, wan: "none" });
    const both = parse(
      AttributionDocument,
      attributionOf(record, [blockOf([warm(200_000)], { wan: "simulated" }), near], 2),
      "attribution",
    );
    const [wait] = both.attribution[0]?.waits ?? [];
    expect(both.job.wan).toBe("mixed");
    expect(wait?.starts.warm).toMatchObject({ n: 2, transitMs: 101 });
    expect(wait?.starts.warm).not.toHaveProperty("networkMs");
    expect(wait?.starts.warm).not.toHaveProperty("dispatchMs");
    const reason = "samples of both networks: no bounds";
    expect(wait?.refused).toEqual({ networkMs: reason, dispatchMs: reason });
    const alone = attributionOf(record, [near], 1).attribution[0]?.waits[0];
    expect([alone?.starts.warm?.networkMs?.highMs, alone?.refused]).toEqual([2, undefined]);
  });

  it("says what each level was billed, and how much of it was outer's wait, idle or paid twice", () => {
    const [row] = attributionOf(record, [blockOf([warm(200_000)])], 1).attribution;
    expect(
      row?.bills.map(({ name, start, n, billedMs, waitedMs, idleMs, paidTwiceMs }) => [
        ...[name, start, n, billedMs],
        ...[waitedMs, idleMs, paidTwiceMs],
      ]),
    ).toEqual([
      ["outer", "warm", 1, 250, 220, 200, 20],
      ["inner", "warm", 1, 20, 0, 0, 0],
    ]);
  });

  it("leaves out failed probes and counts those without a receipt", () => {
    const samples = [
      warm(200_000),
      sampleOf({}, { receipt: undefined }),
      sampleOf({}, { outcome: "throttled", level: undefined, receipt: undefined }),
    ];
    const [row] = attributionOf(record, [blockOf(samples)], 1).attribution;
    expect(row).toMatchObject({ n: 2, waits: [{ receiptsMissing: 1, starts: { warm: { n: 1 } } }] });
  });

  it("misses no receipt that a quiet variant did not ask for", () => {
    const variant = "bare/quiet";
    const quiet = sampleOf({ variant }, { receipt: undefined }, { receipt: undefined });
    const { attribution } = attributionOf(recordOf({ variants: [variant] }), [blockOf([quiet])], 1);
    const row = attribution.find(({ n }) => n > 0);
    expect(row).toMatchObject({ n: 1, waits: [{ receiptsMissing: 0, starts: {} }] });
  });

  it("has a row for every cell, also for one without a sample", () => {
    const document = attributionOf(recordOf(), [], 0);
    expect(document.attribution).toHaveLength(8);
    expect(document.attribution[0]).toMatchObject({ n: 0, waits: [], bills: [] });
    expect(document.basis).toMatchObject({ blocks: 0, lookedFor: 0, planned: 4, exchanges: 0, pairs: 0 });
  });

  it("adds up, and can be read back, whatever was stored", () => {
    fc.assert(
      fc.property(fc.array(anyBlock, { maxLength: 4 }), (blocks) => {
        const document = attributionOf(record, blocks, blocks.length);
        expect(parse(AttributionDocument, JSON.parse(JSON.stringify(document)), "answer")).toEqual(document);
        for (const share of document.attribution.flatMap(({ waits }) =>
          waits.flatMap(({ starts }) => Object.values(starts)),
        )) {
          const { observedMs, executionMs, initMs, transitMs, distanceMs, variationMs } = share;
          expect(Math.abs(observedMs - executionMs - initMs - transitMs)).toBeLessThan(0.003);
          if (distanceMs !== undefined)
            expect(Math.abs(transitMs - distanceMs - (variationMs ?? Number.NaN))).toBeLessThan(0.003);
        }
      }),
    );
  });
});
