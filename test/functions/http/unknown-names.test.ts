import { fillPath } from "@crisscross/core/documents/route-declaration";
import { routeNames, routes } from "@crisscross/core/documents/routes";
import * as v from "valibot";
import { expect, it } from "vitest";
import { openApi } from "./open-api.ts";

/** No route has a parameter that may hold these. */
const strange = "no such:name";
const withParams = routeNames.filter((name) => Object.keys(routes[name].params).length > 0);

it.each(withParams)("%s answers 404 to what its declaration refuses in its path", async (name) => {
  const { method, path, params } = routes[name];
  for (const schema of Object.values<v.GenericSchema>(params)) expect(v.is(schema, strange)).toBe(false);
  const strangers = Object.fromEntries(Object.keys(params).map((param) => [param, strange]));
  const { status, body } = await openApi().request(fillPath(path, strangers), { method });
  expect([status, body.code]).toEqual([404, "not-found"]);
});
