import { readFileSync } from "node:fs";
import { eventAttributes, JobEvent } from "@crisscross/core/documents/job-event";
import { routes } from "@crisscross/core/documents/routes";
import { errorStatus } from "@crisscross/core/edge/error-status";
import * as v from "valibot";
import { describe, expect, it } from "vitest";
import { openApiDocument } from "../../../scripts/openapi/document.ts";
import { renderProblems } from "../../../scripts/openapi/problems.ts";
import { openApi } from "../http/open-api.ts";
import { checkDocumented, type Documented, type DocumentedMedia, faultsOf, pathLike } from "./documented.ts";

const read = (path: string): string => readFileSync(new URL(`../../../${path}`, import.meta.url), "utf8");
const examples = JSON.parse(read("scripts/openapi/examples.json"));
const committed: Documented = JSON.parse(read("packages/functions/src/contract/openapi.json"));

const operations = Object.entries(committed.paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, operation]) => ({
    name: `${method.toUpperCase()} ${path}`,
    operation,
  })),
);

describe("the OpenAPI document", () => {
  it("is what npm run openapi writes from the table of routes", () => {
    expect(committed).toEqual(JSON.parse(JSON.stringify(openApiDocument(examples))));
    expect(read("docs/problems.md")).toBe(renderProblems());
  });

  it("has every route of the router, and no other", () => {
    const declared = Object.values(routes).map(({ method, path }) => `${method} ${path}`);
    expect(operations.map(({ name }) => name).toSorted()).toEqual(declared.toSorted());
  });

  it("says of each route which token it needs, and every error that it may answer", () => {
    for (const { method, path, scope, errors } of Object.values(routes)) {
      const operation = committed.paths[path]?.[method.toLowerCase()];
      expect(operation?.security, path).toEqual(scope === "open" ? [] : [{ bearer: [scope] }]);
      for (const code of errors) {
        const media = operation?.responses[errorStatus[code]]?.content?.["application/problem+json"];
        expect(Object.keys(media?.examples ?? {}), `${method} ${path}`).toContain(code);
      }
    }
  });

  it.each(operations)("has examples that its schemas allow: $name", ({ operation }) => {
    const contents = [
      operation.requestBody?.content,
      ...Object.values(operation.responses).map(({ content }) => content),
    ];
    for (const media of contents.flatMap((content) => Object.values(content ?? {})))
      for (const value of valuesOf(media)) expect(faultsOf(committed, media.schema, value)).toEqual([]);
  });

  it("has what the topic of events says, with an example that its schema allows and docs/events.md the same fields", () => {
    const media = committed.webhooks.jobEnded?.post?.requestBody?.content["application/json"];
    const described = JSON.parse(/```json\n([\s\S]*?)```/.exec(read("docs/events.md"))?.[1] ?? "null");
    for (const event of [media?.example, described])
      expect(faultsOf(committed, media?.schema ?? {}, event)).toEqual([]);
    const { job, ...event } = JobEvent.entries;
    expect(Object.keys(described)).toEqual(["v", "id", "type", "at", "job"]);
    expect(Object.keys({ ...event, job })).toEqual(Object.keys(described));
    expect(Object.keys(described.job)).toEqual(Object.keys(job.entries));
    const attributes = [...read("docs/events.md").matchAll(/^\| `(\w+)` \| String(\.Array)? \|/gm)];
    const known = eventAttributes(v.parse(JobEvent, described));
    expect(attributes.map(([, name, list]) => [name, list !== undefined])).toEqual(
      Object.entries(known).map(([name, value]) => [name, Array.isArray(value)]),
    );
  });

  it("has an answer taken from a job for every document", () => {
    const bare = operations.filter(({ name, operation }) => {
      const media =
        operation.responses[200]?.content ??
        operation.responses[201]?.content ??
        operation.responses[202]?.content ??
        {};
      return !/openapi|docs/.test(name) && !Object.values(media).some((one) => "example" in one);
    });
    expect(bare.map(({ name }) => name)).toEqual([]);
  });

  it("is answered to anyone, and kept by its tag", async () => {
    const { request } = openApi();
    const { status, headers, body } = await request("/openapi.json");
    expect([status, body]).toEqual([200, committed]);
    const tag = headers.get("etag") ?? "";
    expect((await request("/openapi.json", { headers: { "if-none-match": tag } })).status).toBe(304);
  });
});

const valuesOf = ({ example, examples: several = {} }: DocumentedMedia): unknown[] =>
  [example, ...Object.values(several).map(({ value }) => value)].filter((value) => value !== undefined);

describe("an answer that the document does not have", () => {
  const json = { "content-type": "application/json", "cache-control": "no-store" };
  const check = (status: number, headers: Record<string, string>, text: string) =>
    checkDocumented(committed, "/health", "GET", new Response(text, { status, headers }), text);

  it("is told from one that it has", () => {
    expect(() => check(200, json, '{"status":"ok"}')).not.toThrow();
    expect(() => check(418, json, '{"status":"ok"}')).toThrow("does not have");
    expect(() => check(200, { ...json, "x-secret": "1" }, '{"status":"ok"}')).toThrow("the header x-secret");
    expect(() => check(200, { "content-type": "text/html" }, "ok")).toThrow("not as text/html");
    expect(() => check(200, json, '{"status":"ill"}')).toThrow("has otherwise");
  });

  it.each([
    ["/v1/jobs", "/v1/jobs"],
    ["/v1/jobs/a%2Fb", "/v1/jobs/{id}"],
    ["/v1/jobs/j/samples/p", "/v1/jobs/{id}/samples/{probe}"],
    ["/v2/jobs", undefined],
  ])("is looked for under the path of %s", (pathname, path) => {
    expect(pathLike(committed, pathname)).toBe(path);
  });
});

it("a value that a schema does not allow is seen", () => {
  const job = { $ref: "#/components/schemas/JobView" };
  expect(faultsOf(committed, job, { ...examples.GetJob.answer, state: "lost" })).not.toEqual([]);
});
