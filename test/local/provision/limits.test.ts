import type { Resource } from "@crisscross/local/graph/graph";
import { describe, expect, it } from "vitest";
import { checkResource, kinds } from "../../../packages/local/src/provision/kinds.ts";
import api from "../../reports/data/api.json" with { type: "json" };
import mappings from "./mappings.json" with { type: "json" };

const resource = (type: string, inputs: Record<string, unknown>): Resource => ({
  type,
  name: "odd",
  region: "us-east-1",
  id: "odd",
  inputs,
});
const mapping = "aws:lambda/eventSourceMapping:EventSourceMapping";

describe("an input beyond what AWS takes is refused by name", () => {
  it.each(Object.entries(mappings))("case %s", (_number, inputs) => {
    expect(() => checkResource(resource(mapping, inputs))).toThrow(
      /which AWS refuses; accepted: a whole number/,
    );
  });

  const wholes = Object.entries(kinds).flatMap(([type, { rules }]) =>
    Object.entries(rules.limits ?? {}).flatMap(([path, limit]) =>
      limit.kind === "whole" ? [{ type, path, min: limit.min, max: limit.max }] : [],
    ),
  );

  it.each(wholes)("$type $path: $min to $max, whole", ({ type, path, min, max }) => {
    const check = (value: unknown) => () => checkResource(resource(type, nested(path, value)));
    for (const accepted of [min, max, String(min), String(max)]) expect(check(accepted)).not.toThrow();
    for (const rejected of [
      min - 1,
      max + 1,
      min + 0.5,
      "x",
      "",
      " 5",
      "5e0",
      Number.NaN,
      Infinity,
      true,
      [5],
    ])
      expect(check(rejected)).toThrow(path);
  });

  it.each([
    ["aws:sqs/queue:Queue", { name: "a.b" }, /80 letters/],
    ["aws:lambda/function:Function", { name: "f".repeat(65) }, /64 letters/],
    [
      "aws:lambda/function:Function",
      { tenancyConfig: { tenantIsolationMode: "SHARED" } },
      /accepted: PER_TENANT/,
    ],
    ["aws:lambda/function:Function", { snapStart: { applyOn: "PublishedVersions" } }, /sets snapStart/],
    ["aws:sns/topic:Topic", { name: "a b" }, /256 letters/],
    ["aws:dynamodb/table:Table", { name: "ab" }, /3 to 255/],
    ["aws:cloudwatch/logGroup:LogGroup", { name: "g", retentionInDays: 2 }, /one of 0, 1, 3/],
    ["aws:cloudwatch/metricAlarm:MetricAlarm", { alarmActions: Array(6).fill("a") }, /at most 5/],
    ["aws:cloudwatch/compositeAlarm:CompositeAlarm", { alarmRule: "x".repeat(10_241) }, /10240 characters/],
    ["aws:apigatewayv2/route:Route", api.H44, /does not end in a slash/],
    ["aws:iam/role:Role", { assumeRolePolicy: "x".repeat(2049) }, /2048/],
    ["aws:sqs/queue:Queue", { redrivePolicy: '{"maxReceiveCount":0}' }, /redrivePolicy.maxReceiveCount = 0/],
  ])("%s %j", (type, inputs, message) => {
    expect(() => checkResource(resource(type, inputs))).toThrow(message);
  });
});

/** An input at a path of names. */
function nested(path: string, value: unknown): Record<string, unknown> {
  const [first = "", ...rest] = path.split(".");
  const [next] = rest;
  if (next === undefined) return { [first]: value };
  // A redrive policy is JSON text, which has neither NaN nor infinities.
  return { [first]: { [next]: value } };
}
