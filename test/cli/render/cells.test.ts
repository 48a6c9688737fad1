import { expect, it } from "vitest";
import { renderCells } from "../../../packages/cli/src/render/cells.ts";
import { createPaint } from "../../../packages/cli/src/terminal/paint.ts";
import { documentOf, rowOf, statsOf } from "../matrix-documents.ts";

const cell = (target: string, variant: string, ms: number, n = 60) =>
  rowOf("eu-west-2", target, variant, {
    starts: {
      warm: {
        n,
        measures: { originWait: statsOf(ms, { n, p95: ms * 2, intervals: { p50: [ms - 1, ms + 1] } }) },
      },
    },
  });
const document = documentOf([
  cell("eu-west-2", "bare", 7),
  cell("sa-east-1", "bare", 190),
  cell("ap-south-1", "db-get", 120),
  cell("us-west-1", "bare", 1, 2),
]);
const style = { paint: createPaint(false), columns: 100 };
const targets = (text: string) =>
  [...text.matchAll(/^London +(London|Sao Paulo|Mumbai|N\. California) /gm)].map(([, place]) => place);

it.each([
  [undefined, ["London", "Sao Paulo", "Mumbai", "N. California"]],
  ["value", ["Sao Paulo", "Mumbai", "London", "N. California"]],
  ["target", ["London", "Mumbai", "N. California", "Sao Paulo"]],
  ["variant", ["London", "Sao Paulo", "N. California", "Mumbai"]],
] as const)("lists cells by %s", (sort, order) => {
  expect(targets(renderCells(document, { ...style, stat: "p50", sort }))).toEqual(order);
});

it("prints n, the statistic and its interval, or why it is not told", () => {
  const text = renderCells(document, { ...style, stat: "p50", sort: "value" });
  expect(text).toMatch(/^London +Sao Paulo +bare +60 +190 +189–191$/m);
  expect(text).toMatch(/^London +N\. California +bare +2 +– +needs 3 warm samples, has 2$/m);
  expect(text).toContain("SIMULATED network. p50 of what warm calls wait in the origin (originWait)");
  expect(renderCells(document, { ...style, stat: "p95", sort: undefined })).toMatch(
    /^London +London +bare +60 +14\.0 +not known$/m,
  );
});
