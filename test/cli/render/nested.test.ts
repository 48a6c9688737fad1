import {
  type HopView,
  type SampleDocument,
  sampleDocumentOf,
} from "@crisscross/core/documents/sample-document";
import { expect, it } from "vitest";
import { renderNested } from "../../../packages/cli/src/render/nested.ts";
import { nestedBars } from "../../../packages/cli/src/render/nested-bars.ts";
import { createPaint } from "../../../packages/cli/src/terminal/paint.ts";
import { blockOf, receiptOf, sampleOf } from "../../core/samples.ts";

const sample = sampleOf({}, { receipt: receiptOf(2_000) });
const document = sampleDocumentOf(blockOf([sample]), sample);

/** The same probe with all that is known of its hops to and from one function. */
function known(
  name: string,
  request: [number, number],
  response: [number, number],
  of = document,
): SampleDocument {
  const ranges: Record<string, [number, number]> = {
    [`request to ${name}`]: request,
    [`response from ${name}`]: response,
    [`runtime around ${name}`]: [0, 0],
  };
  const hops = of.hops.map((hop): HopView => {
    const [lowMs, highMs] = ranges[hop.name] ?? [hop.lowMs, hop.highMs];
    return { ...hop, lowMs, highMs };
  });
  return { ...of, hops };
}

const rowsOf = (of: SampleDocument, columns = 100) =>
  renderNested(of, { paint: createPaint(false), columns }).filter((line) => /waits for|runs/.test(line));

it("has each wait and each run within the one before, by name", () => {
  expect(rowsOf(document).map((row) => row.match(/^ *\w+ (?:runs|waits for \w+)/)?.[0])).toEqual([
    "consume waits for outer",
    " outer runs",
    "  outer waits for inner",
    "   inner runs",
  ]);
});

it("draws solid only what was going on for certain: a run that may be anywhere in a wait has no solid mark", () => {
  const [wait] = document.levels.slice(-1);
  const freeMs = (wait?.waitMs ?? 0) - 2;
  const open = rowsOf(known("inner", [0, freeMs], [0, freeMs])).at(-1) ?? "";
  expect(open).not.toContain("█");
  expect(open).toContain("somewhere in here");
  const half: [number, number] = [freeMs / 2, freeMs / 2];
  const shut = rowsOf(known("inner", half, half, known("outer", [5, 5], [5, 5]))).at(-1) ?? "";
  expect(shut).not.toMatch(/░|somewhere/);
  expect(shut).toMatch(/[█▏]/);
});

it("knows of a run no more than of the hops around it", () => {
  const bars = nestedBars(known("outer", [0, 10], [5, 15]));
  const [wait, run] = bars;
  const freeMs = (wait?.ms ?? 0) - (run?.ms ?? 0);
  expect(run?.start.lowMs).toBeCloseTo(freeMs - 15);
  expect(run?.start.highMs).toBeCloseTo(freeMs - 5);
});

it("puts money beside it: what a function was billed, and what of that was for waiting", () => {
  const { bills } = document;
  const [outer] = bills;
  const rows = rowsOf(document);
  expect(rows[1]).toContain(((outer?.computeUsd ?? 0) * 1e6 + 0.2).toFixed(2));
  expect(renderNested(document, { paint: createPaint(false), columns: 100 }).at(-1)).toMatch(
    /^\d+% of what outer was billed is for waiting\.$/,
  );
});

it("ends where a function left no receipt", () => {
  const lost = sampleOf({}, {});
  const without = sampleDocumentOf(blockOf([lost]), lost);
  const levels = without.levels.map(({ receipt: _, ...level }) => level);
  expect(nestedBars({ ...without, levels }).map(({ text }) => text)).toEqual(["consume waits for outer"]);
});

it.each([60, 80, 100, 140])("fits %i columns", (columns) => {
  for (const line of rowsOf(document, columns)) expect(line.length).toBeLessThanOrEqual(columns);
});
