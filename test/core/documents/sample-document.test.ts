import { SampleDocument, sampleDocumentOf } from "@crisscross/core/documents/sample-document";
import { parse } from "@crisscross/core/edge/schema";
import { marksOf } from "@crisscross/core/explain/marks";
import { parseProbeId, probeIdOf } from "@crisscross/core/job/probe-id";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { anyBlock } from "../blocks.ts";
import { blockOf, callOf, levelOf, receiptOf, sampleOf } from "../samples.ts";

const db = { sentUs: 900_500, receivedUs: 901_500, outcome: "ok" as const };
const inner = { level: levelOf({ environment: "inner-1", db }), receipt: receiptOf(3_000) };
const sample = sampleOf({ variant: "db-get", seq: 7 }, inner);
const block = blockOf([sample]);

describe("marks", () => {
  it("name every moment of a probe with its clock, in the order it happened", () => {
    expect(marksOf(block, sample).map(({ name, clock, kind }) => [name, clock, kind])).toEqual([
      ["intended", "api", "wall"],
      ["published", "plan", "wall"],
      ["enqueued", "SQS in ap-south-1", "wall"],
      ["first received", "SQS in ap-south-1", "wall"],
      ["block started", "consume-1", "wall"],
      ["probe started", "consume-1", "wall"],
      ["sent to outer", "consume-1", "monotonic"],
      ["outer ready", "environment-1", "monotonic"],
      ["outer started", "environment-1", "monotonic"],
      ["sent to inner", "environment-1", "monotonic"],
      ["inner ready", "inner-1", "monotonic"],
      ["inner started", "inner-1", "monotonic"],
      ["sent to database", "inner-1", "monotonic"],
      ["received from database", "inner-1", "monotonic"],
      ["inner ended", "inner-1", "monotonic"],
      ["received from inner", "environment-1", "monotonic"],
      ["outer ended", "environment-1", "monotonic"],
      ["received from outer", "consume-1", "monotonic"],
    ]);
  });

  it("carry their values, resolution and source", () => {
    const marks = marksOf(block, sample);
    expect(marks.find(({ name }) => name === "enqueued")).toEqual({
      name: "enqueued",
      clock: "SQS in ap-south-1",
      kind: "wall",
      at: 1_800_000_000_200,
      resolutionUs: 1_000,
      source: "SentTimestamp",
    });
    expect(marks.at(-1)).toMatchObject({ at: 1_300_000, resolutionUs: 1, source: "performance.now" });
  });

  it("end with the wait of a call that left no account of itself", () => {
    const failed = sampleOf({}, { outcome: "timeout", level: undefined, receipt: undefined });
    const names = marksOf(blockOf([failed]), failed).map(({ name }) => name);
    expect(names.slice(-4)).toEqual([
      "sent to inner",
      "received from inner",
      "outer ended",
      "received from outer",
    ]);
  });
});

describe("a sample's document", () => {
  it("says by how much each call was slower than the fastest of its pair of environments", () => {
    const late = sampleOf({ seq: 1 }, {}, { receivedUs: 1_305_000 });
    const neighbour = blockOf([sampleOf({ seq: 10 })], { index: 1 });
    const { levels } = sampleDocumentOf(blockOf([sampleOf(), late]), late, [neighbour]);
    expect(levels.map(({ name, offsetFrom, excess }) => [name, offsetFrom, excess])).toEqual([
      ["outer", 3, { requestMs: 0, responseMs: 5 }],
      ["inner", 3, { requestMs: 0, responseMs: 0 }],
    ]);
    // Another environment's call is no measure of this one's, and neither is the call itself.
    const other = sampleOf(
      { seq: 1 },
      {},
      { level: levelOf({ environment: "outer-2", call: callOf(9, {}) }) },
    );
    const alone = sampleDocumentOf(blockOf([sampleOf(), other]), other);
    expect(alone.levels[0]).not.toHaveProperty("excess");
  });

  it("holds outcome, measures in ms, every level, the waterfall and the bills", () => {
    const document = sampleDocumentOf(block, sample);
    expect(document).toMatchObject({
      job: "job-1",
      probe: "ap-south-1.7",
      block: { index: 0, receives: 1, environment: "consume-1" },
      outcome: "ok",
      start: "warm",
      measures: { total: 300, innerObserved: 220, innerExecution: 3, db: 1, queue: 200 },
    });
    expect(document.levels.map(({ name, environment, start }) => [name, environment, start])).toEqual([
      ["outer", "environment-1", "warm"],
      ["inner", "inner-1", "warm"],
    ]);
    expect(document.hops.find(({ name }) => name === "database")).toEqual({
      name: "database",
      category: "database",
      certainty: "exact",
      lowMs: 1,
      highMs: 1,
    });
    expect(document.bills.map(({ name, billedMs, waitedMs }) => [name, billedMs, waitedMs])).toEqual([
      ["outer", 250, 220],
      ["inner", 3, 0],
    ]);
  });

  it("names the burst of a probe that was one of several simultaneous calls", () => {
    const burst = { id: 3, size: 8 };
    expect(sampleDocumentOf(block, { ...sample, burst })).toMatchObject({ burst });
    expect(sampleDocumentOf(block, sample)).not.toHaveProperty("burst");
  });

  it("narrows the network by the calls of neighbouring blocks", () => {
    const there = callOf(30_000, { level: levelOf({ startUs: 2_000_000, endUs: 2_001_000 }) });
    const one = sampleOf({ variant: "bare/direct", call: there });
    const fast = callOf(5_000, {
      sentUs: 1_100_000,
      receivedUs: 1_105_000,
      level: levelOf({ startUs: 2_075_000, endUs: 2_076_000 }),
    });
    const other = sampleOf({ variant: "bare/direct", call: fast });
    const widthOf = (neighbours: Parameters<typeof sampleDocumentOf>[2]) => {
      const document = sampleDocumentOf(blockOf([one]), one, neighbours);
      const request = document.hops.find(({ name }) => name === "request to inner");
      return [document.levels[0]?.offsetFrom, (request?.highMs ?? 0) - (request?.lowMs ?? 0)];
    };
    const [[aloneFrom, alone], [togetherFrom, together]] = [
      widthOf([]),
      widthOf([blockOf([other], { index: 1 })]),
    ];
    expect([aloneFrom, togetherFrom]).toEqual([1, 2]);
    expect(alone).toBe(29);
    expect(together).toBeLessThan(5);
  });

  it("can be read back, whatever was stored", () => {
    fc.assert(
      fc.property(anyBlock, (any) => {
        for (const each of any.samples) {
          const document = sampleDocumentOf(any, each);
          expect(parse(SampleDocument, JSON.parse(JSON.stringify(document)), "answer")).toEqual(document);
        }
      }),
    );
  });
});

describe("a probe's id", () => {
  it("is read as it is written", () => {
    const id = { origin: "ap-south-1", seq: 17 };
    expect(parseProbeId(probeIdOf(id))).toEqual(id);
  });

  it.each([
    "",
    "17",
    "ap-south-1",
    "ap-south-1.",
    "ap-south-1.017",
    "ap-south-1.-1",
    "ap-south-1.1.2",
    "A.1",
  ])("is not %j", (text) => {
    expect(parseProbeId(text)).toBeUndefined();
  });
});
