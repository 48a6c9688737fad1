import { createHash } from "node:crypto";
import { routes } from "@crisscross/core/documents/routes";
import { errorCodes } from "@crisscross/core/edge/error-status";
import { problemType } from "@crisscross/core/edge/problem-table";
import { expect, it } from "vitest";
import { openApi } from "../http/open-api.ts";

const page = async () => {
  const { request } = openApi();
  const { headers, text } = await request("/docs");
  return { headers, text };
};

it("the page shows every route, and explains every problem where its type leads", async () => {
  const { text } = await page();
  for (const { method, path } of Object.values(routes)) expect(text).toContain(`${method} ${path}</a></h3>`);
  for (const code of errorCodes) expect(text).toContain(`<h3 id="${problemType(code).split("#")[1]}">`);
});

it("every link within the page leads somewhere", async () => {
  const { text } = await page();
  const links = [...text.matchAll(/href="#([^"]+)"/g)].map(([, anchor]) => anchor);
  const anchors = new Set([...text.matchAll(/id="([^"]+)"/g)].map(([, id]) => id));
  expect(links.length).toBeGreaterThan(30);
  expect(links.filter((anchor) => !anchors.has(anchor))).toEqual([]);
});

it("the page asks for nothing: no script, image, style sheet or frame, and its policy allows none", async () => {
  const { headers, text } = await page();
  expect(text).not.toMatch(/<(script|img|link|iframe|object|embed|form)\b|\bsrc=|\bon\w+=|@import|url\(/i);
  expect([...text.matchAll(/href="([^#][^"]*)"/g)].map(([, href]) => href)).toEqual(["/openapi.json"]);
  const style = /<style>([\s\S]*)<\/style>/.exec(text)?.[1] ?? "";
  const hash = createHash("sha256").update(style).digest("base64");
  expect(headers.get("content-security-policy")).toBe(
    `default-src 'none'; style-src 'sha256-${hash}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`,
  );
  expect(headers.get("content-type")).toBe("text/html; charset=utf-8");
});
