import { readFileSync } from "node:fs";
import { routes } from "@crisscross/core/documents/routes";
import { errorStatus } from "@crisscross/core/edge/error-status";
import { expect, it } from "vitest";

const page = readFileSync(new URL("../../docs/api.md", import.meta.url), "utf8");
/** What stands between backquotes in the cells of the table that begins with this head. */
const quotedUnder = (head: string): string[] => {
  const [, table = ""] = page.split(`${head}\n`);
  const rows = table.slice(0, table.indexOf("\n\n")).split("\n").slice(1);
  return rows.flatMap((row) => [...row.matchAll(/`([^`]+)`/g)].map(([, quoted = ""]) => quoted));
};

it("docs/api.md lists every route of the table, and no other", () => {
  const listed = quotedUnder("| route | does |").filter((text) => /^[A-Z]+ \//.test(text));
  const declared = Object.values(routes).map(({ method, path }) => `${method} ${path}`);
  expect(listed.toSorted()).toEqual(declared.toSorted());
});

it("docs/api.md names the token that each route needs or does not", () => {
  const open = Object.values(routes).filter(({ scope }) => scope === "open");
  expect(open.map(({ path }) => path)).toEqual(["/openapi.json", "/docs", "/health"]);
  expect(page).toContain("the only routes without a token");
});

it("docs/api.md lists every error with its status", () => {
  const [, table = ""] = page.split("| status | code | when |\n");
  const rows = [...table.slice(0, table.indexOf("\n\n")).matchAll(/^\| (\d+) \| `([^`]+)` \|/gm)];
  expect(Object.fromEntries(rows.map(([, status, code]) => [code, Number(status)]))).toEqual(errorStatus);
});

it("every error that a route may answer with is explained on the page", () => {
  for (const { errors } of Object.values(routes))
    for (const code of errors) expect(page).toContain(`\`${code}\``);
});

it.each(Object.entries(routes))("docs/api.md explains the parameters of %s", (_, { query }) => {
  for (const name of Object.keys(query ?? {})) expect(page).toMatch(new RegExp(`\`${name}\`|[?&]${name}=`));
});
