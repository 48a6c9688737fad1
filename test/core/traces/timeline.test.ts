import type { Part } from "@crisscross/core/traces/part";
import { timelineOf } from "@crisscross/core/traces/timeline";
import fc from "fast-check";
import { expect, it } from "vitest";
import { anyProbe, dbProbe, throttledProbe } from "./probes.ts";

const partsOf = (document: Parameters<typeof timelineOf>[0]): readonly Part[] =>
  timelineOf(document)?.parts ?? [];
const named = (parts: readonly Part[], key: string): Part => {
  const part = parts.find((one) => one.key === key);
  if (!part) throw new Error(`no part ${key} among ${parts.map((one) => one.key).join(", ")}`);
  return part;
};
/** Marks are whole µs. */
const stepMs = 0.005;

it("a function's true start lies within its bounds, whatever the clocks, init and runtime", () => {
  fc.assert(
    fc.property(anyProbe, ({ document, startedMs }) => {
      const parts = partsOf(document);
      for (const name of ["outer", "inner"] as const) {
        const { start, contradicts } = named(parts, name);
        expect(contradicts).toBeUndefined();
        expect(start.lowMs).toBeLessThanOrEqual(startedMs[name] + stepMs);
        expect(start.highMs).toBeGreaterThanOrEqual(startedMs[name] - stepMs);
      }
    }),
    { numRuns: 500 },
  );
});

it("every part lies within the one it belongs to, where it is drawn", () => {
  fc.assert(
    fc.property(anyProbe, ({ document }) => {
      const parts = partsOf(document);
      const middle = ({ lowMs, highMs }: Part["start"]) => (lowMs + highMs) / 2;
      for (const part of parts) {
        if (part.parent === undefined) continue;
        const parent = named(parts, part.parent);
        expect(middle(part.start)).toBeGreaterThanOrEqual(middle(parent.start) - stepMs);
        expect(middle(part.end)).toBeLessThanOrEqual(middle(parent.end) + stepMs);
        expect(middle(part.end)).toBeGreaterThanOrEqual(middle(part.start) - stepMs);
      }
    }),
  );
});

it("what one clock says is exact, and what lies between two is bounded", () => {
  const parts = partsOf(dbProbe());
  expect(parts.map(({ key, parent, certainty }) => [key, parent, certainty])).toEqual([
    ["probe", undefined, "skewed"],
    ["intended to published", "probe", "skewed"],
    ["published to enqueued", "probe", "skewed"],
    ["enqueued to received", "probe", "skewed"],
    ["received to consume", "probe", "skewed"],
    ["behind earlier probes of the block", "probe", "exact"],
    ["wait for outer", "probe", "exact"],
    ["to outer", "wait for outer", "bounded"],
    ["outer", "wait for outer", "exact"],
    ["wait for inner", "outer", "exact"],
    ["to inner", "wait for inner", "bounded"],
    ["inner", "wait for inner", "exact"],
    ["database", "inner", "exact"],
    ["back from inner", "wait for inner", "bounded"],
    ["back from outer", "wait for outer", "bounded"],
  ]);
  expect(named(parts, "probe").start).toEqual({ lowMs: -500, highMs: -500 });
  expect(named(parts, "wait for outer").end).toEqual({ lowMs: 300, highMs: 300 });
  expect(named(parts, "inner").length).toEqual({ lowMs: 2, highMs: 2 });
  expect(named(parts, "database").length).toEqual({ lowMs: 1, highMs: 1 });
});

it("a call that left no account of itself is a wait and nothing more", () => {
  const keys = partsOf(throttledProbe()).map(({ key }) => key);
  expect(keys.at(-1)).toBe("wait for outer");
});

it("says that clocks contradicted each other, and gives the bounds in order", () => {
  const document = dbProbe();
  const hops = document.hops.map((hop) =>
    hop.name === "response from inner" ? { ...hop, lowMs: 10_000, highMs: 10_000 } : hop,
  );
  const inner = named(partsOf({ ...document, hops }), "inner");
  expect(inner.contradicts).toBe(true);
  expect(inner.start.lowMs).toBeLessThan(inner.start.highMs);
});
