import { expect, it } from "vitest";
import { compileMetricFilter } from "../../../packages/local/src/cloudwatch/logs/metric-filter.ts";
import cases from "./metric-filters.json" with { type: "json" };

const filterOf = ({ pattern, value }: { pattern: string; value: string }) =>
  compileMetricFilter({
    name: "filter",
    region: "eu-west-2",
    logGroup: "/g",
    pattern,
    transformation: { namespace: "N", name: "M", value, unit: "None", dimensions: {} },
  });

it.each(Object.entries(cases))("case %s publishes nothing", (_number, { line, ...spec }) => {
  expect(filterOf(spec)(JSON.stringify(line), 0)).toBeUndefined();
});

it.each([7, "7", 0, "-1.5"])("%j is published", (v) => {
  const spec = { pattern: "{ $.k = 1 }", value: "$.v" };
  expect(filterOf(spec)(JSON.stringify({ k: 1, v }), 0)?.sample).toEqual({
    kind: "values",
    values: [Number(v)],
  });
});
