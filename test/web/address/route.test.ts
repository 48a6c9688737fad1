import { describe, expect, it } from "vitest";
import { hrefOf, parseRoute } from "../../../packages/web/src/address/route.ts";
import { tokenIn } from "../../../packages/web/src/address/token.ts";

describe("addresses", () => {
  it.each([
    ["", "home", {}],
    ["#/", "home", {}],
    ["#/jobs", "jobs", {}],
    ["#/jobs/new", "newJob", {}],
    ["#/jobs/j1", "job", { id: "j1" }],
    ["#/jobs/j1/matrix?stat=p95", "matrix", { id: "j1" }],
    ["#/jobs/j1/cells/eu-west-2/us-west-1/bare%2Ffresh", "cell", { variant: "bare/fresh" }],
    ["#/watching/alarms/api-errors", "alarm", { name: "api-errors" }],
    ["#/jobs/%E0%A4%A", "job", { id: "%E0%A4%A" }],
    ["#/nowhere", "unknown", {}],
    ["#/jobs//matrix", "unknown", {}],
  ])("%s leads to %s", (fragment, view, params) => {
    expect(parseRoute(fragment)).toMatchObject({ view, params });
  });

  it("are read as they were written, whatever a variant or a filter holds", () => {
    const params = { id: "j1", origin: "eu-west-2", target: "us-west-1", variant: "db-get/via=a+b/up=1 %&" };
    const href = hrefOf("cell", params, { tag: "team=a&b", cursor: undefined });
    expect(parseRoute(href)).toEqual({ view: "cell", params, query: { tag: "team=a&b" } });
  });

  it("hold a token only where the link of `up` has one", () => {
    expect(tokenIn("#token=abc-_123")).toBe("abc-_123");
    expect(tokenIn("#token=")).toBeUndefined();
    expect(tokenIn("#/jobs?token=abc")).toBeUndefined();
    expect(tokenIn("")).toBeUndefined();
  });
});
