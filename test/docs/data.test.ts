import { readFileSync } from "node:fs";
import { columns } from "@crisscross/core/documents/sample-columns";
import { describe, expect, it } from "vitest";

const read = (name: string): string => readFileSync(new URL(`../../docs/${name}`, import.meta.url), "utf8");

describe("docs/data.md", () => {
  it("documents every column of an export, in order, in the code's own words", () => {
    const table = columns.map(({ name, meaning }) => `| \`${name}\` | ${meaning} |`).join("\n");
    expect(read("data.md")).toContain(`| column | is |\n| --- | --- |\n${table}\n\n## Clocks`);
  });
});

describe("docs/api.md", () => {
  it("has every route of the description", () => {
    const graph = readFileSync(new URL("../../stacks/resources.json", import.meta.url), "utf8");
    const routes = [...graph.matchAll(/"routeKey": "([A-Z]+ \/[^"]*)"/g)].map(([, route = ""]) => route);
    expect(routes.length).toBeGreaterThan(10);
    const api = read("api.md");
    for (const route of routes) expect(api).toContain(`\`${route}\``);
  });
});
