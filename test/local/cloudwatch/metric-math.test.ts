import { expect, it } from "vitest";
import { evaluate } from "../../../packages/local/src/cloudwatch/math/evaluate.ts";
import type { TimeSeries } from "../../../packages/local/src/cloudwatch/math/series.ts";
import { compileExpression } from "../../../packages/local/src/cloudwatch/query.ts";
import { refusalOf } from "../../reports/register.ts";
import cases from "./metric-math.json" with { type: "json" };

type Values = readonly (number | null)[];

function calculate({ metrics, expression }: { metrics: Record<string, Values>; expression: string }): Values {
  const resolve = (id: string): TimeSeries => {
    const points = (metrics[id] ?? []).flatMap((value, index) =>
      value === null ? [] : [[index, value] as const],
    );
    return { kind: "series", label: "", points: new Map(points) };
  };
  const value = evaluate(compileExpression(expression), { windows: 5, resolve });
  return Array.from({ length: 5 }, (_empty, index) =>
    value.kind === "series" ? (value.points.get(index) ?? null) : null,
  );
}

it("H27: IF over gaps gives 0 where the condition holds and nothing where the third has none", () => {
  expect(calculate(cases.H27)).toEqual([30, 0, 20, null, null]);
});

it("H28: the same without a third", () => {
  expect(calculate(cases.H28)).toEqual([30, 0, null, null, null]);
});

it.each(["FILL(m1, 0 / 0)", "IF(m3, 1, 1 / 0)", "m2 / 0"])(
  "%s has no points, as a division by zero has none",
  (expression) => {
    expect(calculate({ metrics: { m1: [null], m2: [1, 1], m3: [0] }, expression })).toEqual([
      null,
      null,
      null,
      null,
      null,
    ]);
  },
);

it("H25: an aggregate of one series is refused by name, so it can be no NaN", () => {
  expect(() => compileExpression(cases.H25.expression)).toThrow(refusalOf("H25"));
});
