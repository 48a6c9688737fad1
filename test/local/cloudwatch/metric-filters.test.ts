import { expect, it } from "vitest";
import { compileMetricFilter } from "../../../packages/local/src/cloudwatch/logs/metric-filter.ts";
import { refusalOf } from "../../reports/register.ts";
import cases from "./metric-filters.json" with { type: "json" };
import { resource } from "./virtual-cloudwatch.ts";

it.each(Object.entries(cases))(
  "case %s is refused for the value it takes out of a line",
  (number, { pattern, value }) => {
    const filter = resource("logMetricFilter:LogMetricFilter", {
      ...{ name: "filter", logGroupName: "/g", pattern },
      metricTransformation: { namespace: "N", name: "M", value },
    });
    expect(() => compileMetricFilter(filter)).toThrow(refusalOf(number));
  },
);
