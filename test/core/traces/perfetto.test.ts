import { perfettoOf } from "@crisscross/core/traces/perfetto";
import fc from "fast-check";
import * as v from "valibot";
import { describe, expect, it } from "vitest";
import { anyProbe, dbProbe, throttledProbe } from "./probes.ts";

const id = v.pipe(v.number(), v.integer(), v.minValue(0));
const Args = v.record(v.string(), v.union([v.string(), v.number(), v.boolean()]));

/** The Trace Event Format's object form and the two phases used, field by field as its document and Perfetto's say them. */
const Trace = v.strictObject({
  displayTimeUnit: v.picklist(["ms", "ns"]),
  otherData: Args,
  traceEvents: v.array(
    v.variant("ph", [
      v.strictObject({
        ...{
          ph: v.literal("X"),
          name: v.pipe(v.string(), v.minLength(1)),
          cat: v.string(),
          pid: id,
          tid: id,
        },
        ...{ ts: v.pipe(v.number(), v.safeInteger()), dur: id, args: Args },
      }),
      v.strictObject({
        ph: v.literal("M"),
        name: v.picklist(["process_name", "thread_name"]),
        ...{ pid: id, tid: id, args: v.strictObject({ name: v.string() }) },
      }),
      v.strictObject({
        ph: v.literal("M"),
        name: v.literal("thread_sort_index"),
        ...{ pid: id, tid: id, args: v.strictObject({ sort_index: v.number() }) },
      }),
    ]),
  ),
});

const slicesOf = (trace: ReturnType<typeof perfettoOf>) =>
  trace.traceEvents.filter((event) => event.ph === "X");

describe("a probe as Perfetto's JSON", () => {
  it("has the fields of the Trace Event Format and no others", () => {
    for (const probe of [dbProbe(), throttledProbe()])
      expect(v.parse(Trace, perfettoOf(probe))).toEqual(perfettoOf(probe));
    fc.assert(
      fc.property(
        anyProbe,
        ({ document }) => void v.parse(Trace, JSON.parse(JSON.stringify(perfettoOf(document)))),
      ),
    );
  });

  it("has slices that nest within their track: Perfetto drops those that overlap", () => {
    fc.assert(
      fc.property(anyProbe, ({ document }) => {
        const slices = slicesOf(perfettoOf(document));
        for (const one of slices)
          for (const other of slices) {
            if (one === other || one.tid !== other.tid || one.ts > other.ts) continue;
            const [end, otherEnd] = [one.ts + one.dur, other.ts + other.dur];
            const isApart = other.ts >= end - 1;
            const isWithin = otherEnd <= end + 1 || (one.ts === other.ts && end <= otherEnd);
            expect(isApart || isWithin, `${one.name} and ${other.name}`).toBe(true);
          }
      }),
    );
  });

  it("has a track for each clock, named after whose it is", () => {
    const names = perfettoOf(dbProbe()).traceEvents.flatMap((event) =>
      event.ph === "M" && event.name === "thread_name" ? [event.args.name] : [],
    );
    expect(names).toEqual([
      "the way to the probe, by wall clocks",
      "consume, by the clock of consume-1",
      "outer, by the clock of environment-1",
      "inner, by the clock of inner-1",
    ]);
  });

  it("counts from one wall clock, and says what bounds each slice", () => {
    const slices = slicesOf(perfettoOf(dbProbe()));
    const wait = slices.find(({ name }) => name === "wait for outer");
    expect(wait).toMatchObject({ ts: 1_800_000_000_500_000, dur: 300_000, cat: "wait,exact" });
    const way = slices.find(({ name }) => name === "to inner");
    expect(way?.args).toMatchObject({
      certainty: "bounded",
      drawn: "the middle of what is possible",
      "request to inner, least ms": 0,
    });
    expect(way?.args.lengthMostMs).toBeGreaterThan(100);
  });
});
