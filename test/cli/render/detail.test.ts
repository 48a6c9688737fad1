import type { MatrixRow } from "@crisscross/core/documents/matrix-document";
import { expect, it } from "vitest";
import { renderDetail } from "../../../packages/cli/src/render/detail.ts";
import { createPaint } from "../../../packages/cli/src/terminal/paint.ts";
import { everyCell, rowOf, statsOf } from "../matrix-documents.ts";

const linesOf = (rows: readonly MatrixRow[], more = {}): string[] =>
  renderDetail("bare", rows, { paint: createPaint(false), columns: 100, ...more });

const cell = ["ap-south-1", "eu-west-2", "bare"] as const;

it("has one line a cell", () => {
  const bare = everyCell.filter(({ variant }) => variant === "bare");
  expect(linesOf(bare).filter((line) => line.includes(" → "))).toHaveLength(1 + 36);
});

it("has the median, its interval, p95, what outer was billed and what a million calls cost", () => {
  const originWait = statsOf(203.6, { n: 60, p95: 320.4, intervals: { p50: [198.2, 231] } });
  const starts = { warm: { n: 60, measures: { originWait, outerBilled: statsOf(206) } } };
  const bill = { name: "outer", n: 60, billedMs: 206, waitedMs: 204, splitN: 60, requestUsd: 2e-7 };
  const rows = [
    {
      ...{ origin: cell[0], target: cell[1], variant: cell[2], n: 60, waits: [] },
      bills: [
        { ...bill, start: "warm", computeUsd: 1.37e-6 },
        { ...bill, start: "cold", computeUsd: 9e-6 },
      ],
    },
  ];
  expect(linesOf([rowOf(...cell, { starts })], { bills: { rows } }).at(-1)).toMatch(
    /^Mumbai → London +60 +204 +\[198–231\] +320 +206 +1\.57$/,
  );
});

it("has dashes where it does not know, and says why once", () => {
  const refused = { p95: "needs 59 samples, has 3", "intervals.p50": "needs 6 samples, has 3" };
  const starts = { warm: { n: 3, measures: { originWait: statsOf(204, { n: 3, refused }) } } };
  const lines = linesOf([rowOf(...cell, { starts }), rowOf("us-west-1", "eu-west-2", "bare", { starts })]);
  expect(lines.filter((line) => line.startsWith("no "))).toEqual([
    "no interval: needs 6 samples, has 3",
    "no p95: needs 59 samples, has 3",
  ]);
  expect(lines.at(-1)).toMatch(/^N\. California → London +3 +204 +– +– +– +–$/);
});

it("names the kind of start where none was warm, and counts what failed", () => {
  const cold = { cold: { n: 2, measures: { originWait: statsOf(555.5, { n: 2 }) } } };
  const outcomes = { ok: 2, throttled: 0, timeout: 3, error: 0 };
  expect(linesOf([rowOf(...cell, { starts: cold, outcomes })]).at(-1)).toMatch(/ 2 cold ✗3 +556 /);
  const none = { starts: {}, measures: {}, outcomes: { ok: 0, throttled: 5, timeout: 0, error: 0 } };
  expect(linesOf([rowOf(...cell, none)]).at(-1)).toMatch(/ 0 no answer ✗5 +– /);
});
