import { readFileSync } from "node:fs";
import { routeNames, routes } from "@crisscross/core/documents/routes";
import { expect, it } from "vitest";
import { renderOperations, renderTypes } from "../../packages/client/generate.ts";
import { operationTable } from "../../packages/client/src/operation-table.ts";

const read = (path: string): string =>
  readFileSync(new URL(`../../packages/${path}`, import.meta.url), "utf8");
const document = read("functions/src/contract/openapi.json");

it("the client's types and operations are what npm run openapi writes from the document", async () => {
  expect(read("client/contract.d.ts") === (await renderTypes(document))).toBe(true);
  expect(read("client/src/operation-table.ts")).toBe(renderOperations(document));
});

it("the client has every route, each once", () => {
  const known = Object.values(operationTable).map(({ method, path }) => `${method.toUpperCase()} ${path}`);
  expect(known.toSorted()).toEqual(
    routeNames.map((name) => `${routes[name].method} ${routes[name].path}`).toSorted(),
  );
});
