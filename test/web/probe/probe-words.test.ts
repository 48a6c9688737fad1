import { timelineOf } from "@crisscross/core/traces/timeline";
import { expect, it } from "vitest";
import {
  certaintyText,
  conclusionOf,
  lengthText,
  titleOf,
} from "../../../packages/web/src/probe/probe-words.ts";
import { dbProbe, throttledProbe } from "../../core/traces/probes.ts";

it("a probe's parts are named, with a range where only that is certain", () => {
  const parts =
    timelineOf(dbProbe())?.parts.filter(({ kind }) => kind !== "probe" && kind !== "delivery") ?? [];
  expect(parts.map((part) => [titleOf(part), lengthText(part), certaintyText(part)])).toEqual([
    ["wait for outer", "300", "exact, by one clock"],
    ["request to outer", expect.stringMatching(/^0\.00–/), "between two clocks: only the range is certain"],
    ["outer runs", "2.00", "length exact, somewhere in its range"],
    ["wait for inner", "220", "length exact, somewhere in its range"],
    ["request to inner", expect.stringMatching(/^0\.00–/), "between two clocks: only the range is certain"],
    ["inner runs", "2.00", "length exact, somewhere in its range"],
    ["database", "1.00", "length exact, somewhere in its range"],
    ["response from inner", expect.stringMatching(/–/), "between two clocks: only the range is certain"],
    ["response from outer", expect.stringMatching(/–/), "between two clocks: only the range is certain"],
  ]);
});

it("what took less than is shown is not shown as nothing", () => {
  expect(lengthText({ length: { lowMs: 0.003, highMs: 0.003 } })).toBe("< 0.01");
  expect(lengthText({ length: { lowMs: 0, highMs: 0 } })).toBe("0.00");
});

it("a probe's sentence says who waited and how much of its bill that was, or how it failed", () => {
  expect(conclusionOf(dbProbe()).replaceAll("\u00a0", " ")).toBe(
    "outer waited 220 ms for inner: 88% of what it was billed.",
  );
  expect(conclusionOf(throttledProbe())).toBe("throttled at outer: Rate exceeded");
});
