import { epochMs } from "@crisscross/core/edge/time";
import { callGraceMs } from "@crisscross/core/job/plan";
import { orderOf } from "@crisscross/functions/blocks/run-probe";
import { type NextCall, nextCallOf } from "@crisscross/functions/calls/next-call";
import { expect, it } from "vitest";

const names = { outer: "o", inner: "i", innerDb: "d" };
const probe = {
  seq: 27,
  target: "us-west-1",
  origin: "ap-south-1",
  seed: 3,
  deadlineMs: 500,
  intendedAtMs: epochMs(1),
};

/** Follows a probe through every function it passes. */
function routeOf(variant: string): NextCall[] {
  const calls = [nextCallOf(names, orderOf({ ...probe, variant }))];
  for (let last = calls.at(-1); last && "via" in last.event; last = calls.at(-1))
    calls.push(nextCallOf(names, last.event));
  return calls;
}
const stops = (variant: string) =>
  routeOf(variant).map(({ region, functionName }) => `${functionName} ${region}`);

it.each([
  ["bare", ["o ap-south-1", "i us-west-1"]],
  ["db-get", ["o ap-south-1", "d us-west-1"]],
  ["db-put/direct", ["d us-west-1"]],
  ["bare/via=eu-west-2+sa-east-1", ["o ap-south-1", "o eu-west-2", "o sa-east-1", "i us-west-1"]],
])("leads %s along its route", (variant, route) => {
  expect(stops(variant)).toEqual(route);
});

it("calls every function on the way for the probe's tenant, and for none where it has none", () => {
  const tenant = "job/ap-south-1/2";
  const calls = [nextCallOf(names, orderOf({ ...probe, variant: "bare/via=eu-west-2", tenant }))];
  for (let last = calls.at(-1); last && "via" in last.event; last = calls.at(-1))
    calls.push(nextCallOf(names, JSON.parse(JSON.stringify(last.event))));
  expect(calls.map((call) => call.tenant)).toEqual([tenant, tenant, tenant]);
  expect(routeOf("bare/via=eu-west-2").map((call) => call.tenant)).toEqual([undefined, undefined, undefined]);
  expect(() => orderOf({ ...probe, variant: "bare", tenant: "job\n2" })).toThrow(/a tenant id/);
});

it("gives every caller more time than the next, inner's the deadline, and consume deadline and grace", () => {
  const waits = routeOf("bare/via=eu-west-2+sa-east-1").map(({ waitMs }) => waitMs);
  expect(waits).toEqual([500 + callGraceMs, 500 + (callGraceMs * 2) / 3, 500 + callGraceMs / 3, 500]);
  expect(routeOf("bare").map(({ waitMs }) => waitMs)).toEqual([500 + callGraceMs, 500]);
  expect(routeOf("bare/direct").map(({ waitMs }) => waitMs)).toEqual([500]);
});

it("opens a fresh connection for the last call only", () => {
  expect(routeOf("bare/fresh").map(({ connection }) => connection)).toEqual(["reused", "fresh"]);
});

it("asks every function on the way for its receipt, and none in a quiet variant", () => {
  expect(routeOf("bare/via=eu-west-2").map(({ tail }) => tail)).toEqual([true, true, true]);
  expect(routeOf("bare/quiet/via=eu-west-2").map(({ tail }) => tail)).toEqual([false, false, false]);
});

it("pads the last call only, and asks for padding back", () => {
  const [toOuter, toInner] = routeOf("db-put/up=5/down=7");
  expect(JSON.stringify(toOuter)).not.toContain("xxxxx");
  expect(toInner?.event).toEqual({
    v: 1,
    work: "db-put",
    seed: 3,
    customer: 2,
    deadlineMs: 500,
    downBytes: 7,
    padding: "xxxxx",
  });
});

it.each([
  ["an unknown variant", { variant: "bear" }],
  ["an unknown target", { target: "mars-1" }],
  ["an unknown origin", { origin: "mars-1" }],
])("refuses a probe with %s", (_, more) => {
  expect(() => orderOf({ ...probe, variant: "bare", ...more })).toThrow(/accepted/);
});
