import { describe, expect, it } from "vitest";
import {
  compileMetricFilter,
  type MetricFilterSpec,
} from "../../../packages/local/src/cloudwatch/logs/metric-filter.ts";
import { parsePattern } from "../../../packages/local/src/cloudwatch/logs/pattern.ts";

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
});

describe("a JSON pattern", () => {
  it.each([
    ['{ $.type = "platform.report" && $.record.status = "timeout" }', true],
    ['{ $.type = "platform.report" && $.record.status = "error" }', false],
    ["{ $.record.status = timeout }", true],
    ['{ $.type = "platform.*" }', true],
    ['{ $.type = "*.report" }', true],
    ['{ $.type = "*form.rep*" }', true],
    ['{ $.type = "plat*report" }', false],
    ["{ $.type = * }", true],
    ["{ $.nothing = * }", false],
    ["{ $.record.metrics.durationMs >= 3000 }", true],
    ["{ $.record.metrics.durationMs > 3e3 }", false],
    ["{ $.record.metrics.durationMs <= +3000.0 }", true],
    ["{ $.record.metrics.durationMs < -1 }", false],
    ["{ $.record.metrics.memorySizeMB = 128 }", true],
    ["{ $.record.metrics.memorySizeMB != 128 }", false],
    ["{ $.code = 400 }", true],
    ['{ $.record.status != "success" }', true],
    ['{ $.nothing != "success" }', false],
    ["{ $.users = 1 }", false],
    ["{ $.users != 1 }", false],
    ["{ $.users[1].id = 3 }", true],
    ["{ $.users.id = 3 }", false],
    ["{ $.['odd name'] = x }", true],
    ['{ $.nothing = a || $.record.status = "timeout" && $.cold = false || $.cold = true }', true],
    ['{ ($.cold = true || $.nothing = a) && $.record.status = "error" }', false],
  ])("%s", (pattern, expected) => {
    expect(parsePattern(pattern)(report)).toBe(expected);
  });

  it("matches no line that is not JSON", () => {
    const pattern = parsePattern("{ $.a != 1 }");
    expect(["REPORT RequestId: 1", '{"a', "[1]", ""].map(pattern)).toEqual([false, false, false, false]);
  });

  it.each([
    "{ $.a = %x.*% }",
    "{ $.a[*] = 1 }",
    "{ $.a = }",
    "{ $.a }",
    "{ $.a > text }",
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
    `The filter pattern ${pattern} is not supported; accepted: a pattern of JSON lines`,
  );
});

it("the empty pattern matches every line", () => {
  expect(["", "Task timed out", report].map(parsePattern(""))).toEqual([true, true, true]);
});

describe("a log metric filter", () => {
  const spec = (pattern: string, transformation: object = {}): MetricFilterSpec => ({
    name: "timeouts",
    region: "eu-west-2",
    logGroup: "/g",
    pattern,
    transformation: {
      namespace: "N",
      name: "Timeouts",
      value: "1",
      unit: "None",
      dimensions: {},
      ...transformation,
    },
  });
  const timeouts = '{ $.record.status = "timeout" }';

  it("counts the lines that match", () => {
    const filter = compileMetricFilter(spec(timeouts));
    expect(filter(report, 7)).toMatchObject({
      name: "Timeouts",
      epochMs: 7,
      sample: { values: [1] },
      dimensions: {},
    });
    expect(filter("{}", 7)).toBeUndefined();
  });

  it("counts the others with its default value", () => {
    const filter = compileMetricFilter(spec(timeouts, { defaultValue: 0 }));
    expect([report, "{}"].map((line) => filter(line, 0)?.sample)).toMatchObject([
      { values: [1] },
      { values: [0] },
    ]);
  });

  it("takes value and dimensions out of the line", () => {
    const value = { value: "$.record.metrics.durationMs", dimensions: { Status: "$.record.status" } };
    const filter = compileMetricFilter(spec(timeouts, value));
    expect(filter(report, 0)).toMatchObject({
      sample: { values: [3000] },
      dimensions: { Status: "timeout" },
    });
    expect(filter('{"record":{"status":"timeout"}}', 0)).toBeUndefined();
  });

  it("is refused if what it takes is no selector", () => {
    expect(() => compileMetricFilter(spec("", { value: "$.a" }))).toThrow("$.a");
    expect(() => compileMetricFilter(spec(timeouts, { value: "durationMs" }))).toThrow("durationMs");
  });
});
