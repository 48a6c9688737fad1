import { pathOf, type RouteName, routeNames, routes } from "@crisscross/core/documents/routes";
import * as v from "valibot";
import { describe, expect, it } from "vitest";

it.each(routeNames)("%s has a schema for each parameter of its path, and for no other", (name) => {
  const { path, params } = routes[name];
  expect(Object.keys(params)).toEqual([...path.matchAll(/\{(\w+)\}/g)].map(([, param]) => param));
});

it("no two routes have the same method and path", () => {
  const keys = routeNames.map((name) => `${routes[name].method} ${routes[name].path}`);
  expect(new Set(keys).size).toBe(keys.length);
});

it.each<[RouteName, object]>([
  ["ListJobs", { limit: 20 }],
  ["GetMatrix", {}],
  ["ListSamples", { format: "ndjson" }],
  ["ListAlarms", {}],
  ["GetMetric", { period: 300 }],
  ["GetDashboard", { minutes: 180 }],
])("without parameters %s takes %j", (name, taken) => {
  expect(v.parse(v.strictObject({ ...routes[name].query }), {})).toEqual(taken);
});

it.each<[RouteName, object]>([
  ["ListJobs", { limit: "101" }],
  ["ListJobs", { canaries: "yes" }],
  ["GetJob", { limit: "1" }],
  ["ListSamples", { format: "tsv" }],
  ["ListAlarms", { state: "LOUD" }],
  ["GetMetric", { period: "90" }],
  ["GetMetric", { from: "yesterday" }],
  ["GetMetric", { stat: "p101" }],
  ["GetDashboard", { minutes: "4" }],
])("the declaration of %s refuses the parameters %j", (name, query) => {
  expect(v.safeParse(v.strictObject({ ...routes[name].query }), query).success).toBe(false);
});

it("a job is submitted with a body and, if at all, with a key that can be told from two", () => {
  const { body, headers } = routes.SubmitJob;
  expect(v.parse(body, { origins: ["eu-west-2"], seed: 3 })).toMatchObject({ seed: 3, deadlineMs: 10_000 });
  expect(v.safeParse(body, { origins: ["eu-west-2"], probes: 3 }).success).toBe(false);
  expect(v.parse(headers["idempotency-key"], undefined)).toBeUndefined();
  expect(v.safeParse(headers["idempotency-key"], "one,two").success).toBe(false);
});

describe("the path of a route", () => {
  it("has its parameters filled in, whatever they hold", () => {
    expect(pathOf("ListJobs", {})).toBe("/v1/jobs");
    expect(pathOf("GetSample", { id: "a/b", probe: "x?y#z" })).toBe("/v1/jobs/a%2Fb/samples/x%3Fy%23z");
  });
});
