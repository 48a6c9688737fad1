import { describe, expect, it } from "vitest";
import { evaluate } from "../../../packages/local/src/cloudwatch/math/evaluate.ts";
import type { MathValue, TimeSeries } from "../../../packages/local/src/cloudwatch/math/series.ts";
import {
  checkQueries,
  compileExpression,
  type MetricQuery,
} from "../../../packages/local/src/cloudwatch/query.ts";

type Values = (number | undefined)[];
const none = undefined;

const metrics: Record<string, Values> = {
  m1: [30, 20, 0, 0],
  m2: [20, none, 20, none],
  errors_a: [1, 2, none, none],
};

function toSeries(values: Values): TimeSeries {
  const points = new Map(
    values.flatMap((value, index) => (value === undefined ? [] : [[index, value] as const])),
  );
  return { kind: "series", label: "", points };
}

function calculate(text: string): Values | number {
  const print = (value: MathValue): Values | number => {
    if (value.kind === "scalar") return value.value;
    return Array.from({ length: 4 }, (_empty, index) => value.points.get(index));
  };
  return print(
    evaluate(compileExpression(text), {
      windows: 4,
      resolve: (id) => toSeries(metrics[id] ?? []),
    }),
  );
}

describe("a metric math expression", () => {
  it.each([
    // The three examples of the user guide's "Comparison and logical operators".
    ["m1 < m2", [0, 0, 1, 0]],
    ["m1 >= 30", [1, 0, 0, 0]],
    ["m1 > 15 AND m2 > 15", [1, 0, 0, 0]],
    ["m1 > 15 || m2 > 15", [1, 1, 1, 0]],
    ["m1 == 0", [0, 0, 1, 1]],
    ["m1 != 0", [1, 1, 0, 0]],
    // A value missing on one side counts as 0.
    ["m1 + m2", [50, 20, 20, 0]],
    ["2 + 3 * m1 / 10", [11, 8, 2, 2]],
    ["(m1 - m2) * 2", [20, 40, -40, 0]],
    ["-m2", [-20, none, -20, none]],
    // What would divide by zero is dropped.
    ["100 * m1 / m2", [150, none, 0, none]],
    ["FILL(m2, 0)", [20, 0, 20, 0]],
    ["FILL(nothing, 7)", [7, 7, 7, 7]],
    ["IF(m1 > 15, m1, 0)", [30, 20, 0, 0]],
    // The condition holds in the second window too, where m2 has no value: 0.
    ["IF(m1 > 15, m2)", [20, 0, none, none]],
    ["IF(2 > 1, m2, m1)", [20, none, 20, none]],
  ])("%s", (text, expected) => {
    expect(calculate(text)).toEqual(expected);
  });

  it.each([
    "ANOMALY_DETECTION_BAND(m1)",
    "FILL(m1, MIN(m1))",
    "SUM(METRICS())",
    "SUM([m1, m2])",
    "SEARCH('x')",
    "m1 ^ 2",
    "m1 +",
    "(m1",
    "m1 m2",
    "m1 ; m2",
    "sum(m1)",
  ])("%s is refused", (text) => {
    expect(() => compileExpression(text)).toThrow(text);
  });

  it.each(["FILL(5, 0)", "FILL(m1, m2)", "FILL(m1, 0, 1)", "IF(m1)", "IF(m1, 1, 2, 3)"])(
    "%s does not fit together",
    (text) => {
      expect(() => calculate(text)).toThrow(/needs/);
    },
  );
});

describe("queries", () => {
  const query = (id: string, text: string): MetricQuery => ({
    id,
    returnData: true,
    source: { kind: "expression", text, expression: compileExpression(text) },
  });

  it.each([
    ["a query that does not exist", [query("a", "b + 1")], "No query has the id b"],
    ["their own result", [query("a", "b + 1"), query("b", "a * 2")], "needs its own result"],
    ["an id twice", [query("a", "1"), query("a", "2")], "same id"],
  ])("are refused if they need %s", (_what, queries, message) => {
    expect(() => checkQueries(queries)).toThrow(message);
  });
});
