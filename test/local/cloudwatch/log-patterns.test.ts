import { toEpochMs } from "@crisscross/local/time/times";
import { describe, expect, it } from "vitest";
import { compileMetricFilter } from "../../../packages/local/src/cloudwatch/logs/metric-filter.ts";
import { parsePattern } from "../../../packages/local/src/cloudwatch/logs/pattern.ts";
import { refusalOf } from "../../reports/register.ts";
import { resource } from "./virtual-cloudwatch.ts";

const report = JSON.stringify({
  time: "2026-11-20T10:00:00.000Z",
  type: "platform.report",
  record: { requestId: "r-1", status: "timeout", metrics: { durationMs: 3000, memorySizeMB: 128 } },
  flags: [true, false],
  users: [{ id: 2 }, { id: 3 }],
  cold: true,
  trace: null,
  "odd name": "x",
  code: "400",
  quoted: 'a "b" && c',
});

describe("a JSON pattern", () => {
  it.each([
    ['{ $.type = "platform.report" && $.record.status = "timeout" }', true],
    ['{ $.type = "platform.report" && $.record.status = "error" }', false],
    ['{ $.type = "platform.report" && $.record.status = timeout && $.cold = true }', true],
    ["{ $.record.status = timeout }", true],
    ['{ $.quoted = "a \\"b\\" && c" }', true],
    ["{ $.record.metrics.memorySizeMB = 128 }", true],
    ["{ $.record.metrics.durationMs = 3e3 }", true],
    ["{ $.code = 400 }", true],
    ["{ $.cold = true }", true],
    ["{ $.cold = 1 }", false],
    ["{ $.trace = null }", false],
    ["{ $.nothing = x }", false],
    ["{ $.users = 1 }", false],
    ["{ $.users.length = 2 }", false],
    ["{ $.users.id = 3 }", false],
  ])("%s", (pattern, expected) => {
    expect(parsePattern(pattern)(report)).toBe(expected);
  });

  it("matches no line that is not JSON", () => {
    const pattern = parsePattern("{ $.a = 1 }");
    expect(["REPORT RequestId: 1", '{"a', "[1]", ""].map(pattern)).toEqual([false, false, false, false]);
  });

  it.each([
    "{ $.a = %x.*% }",
    "{ $.a[*] = 1 }",
    "{ $.a = }",
    "{ $.a }",
    "{ $.a > 1 }",
    "{ $.a != 1 }",
    "{ $.a = * }",
    '{ $.a = "b*" }',
    "{ $.a[1] = 1 }",
    "{ $.['a b'] = 1 }",
    "{ $.a = 1 || $.b = 2 }",
    "{ ($.a = 1) }",
    "{ $.a = 1 && }",
    "{ }",
    "{ $.a IS NULL }",
    "{ $.a NOT EXISTS }",
    "{ ($.a = 1 }",
    "{ $.a = 1",
    "{ $.a = 1 } more",
    "{ a = 1 }",
    "[ip, user]",
    "ERROR",
    "?WARN ?ERROR",
    '"ERROR" - "Exiting"',
    "%E.*R%",
  ])("%s is refused by name", (pattern) => {
    expect(() => parsePattern(pattern)).toThrow(pattern);
  });
});

it("H66: a text pattern is refused as a whole, with what would be accepted", () => {
  const pattern = '"ERROR" - "Exiting"';
  expect(() => parsePattern(pattern)).toThrow(
    `The filter pattern ${pattern} is not supported; ${refusalOf("H66")}`,
  );
});

it("the empty pattern matches every line", () => {
  expect(["", "Task timed out", report].map(parsePattern(""))).toEqual([true, true, true]);
});

describe("a log metric filter", () => {
  const filterOf = (transformation: object = {}) =>
    compileMetricFilter(
      resource("logMetricFilter:LogMetricFilter", {
        ...{ name: "timeouts", logGroupName: "/g", pattern: '{ $.record.status = "timeout" }' },
        metricTransformation: { namespace: "N", name: "Timeouts", value: "1", ...transformation },
      }),
    );

  it("counts the lines that match", () => {
    const { read } = filterOf();
    const datum = { namespace: "N", name: "Timeouts", unit: "None", epochMs: 7, dimensions: {} };
    expect(read(report, toEpochMs(7))).toEqual({ ...datum, sample: { kind: "values", values: [1] } });
    expect(read("{}", toEpochMs(7))).toBeUndefined();
  });

  it.each(["-1.5", "0", "7"])("publishes %s", (value) => {
    expect(filterOf({ value }).read(report, toEpochMs(0))?.sample).toMatchObject({ values: [Number(value)] });
  });

  it.each([
    ["value", { value: "" }],
    ["value", { value: "durationMs" }],
    ["defaultValue", { defaultValue: "0" }],
    ["dimensions", { dimensions: { Status: "$.record.status" } }],
  ])("is refused by name for its %s in %j", (name, transformation) => {
    expect(() => filterOf(transformation)).toThrow(`timeouts has metricTransformation.${name}: `);
  });
});
