import { readFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readGraph } from "../support/graph.ts";
import { type System, startSystem } from "../support/system.ts";
import { installOutside, type Outside } from "./outside.ts";

const read = (path: string): string =>
  readFileSync(new URL(`../../packages/${path}`, import.meta.url), "utf8");
const [, example = ""] = /```ts\n([\s\S]*?)```/.exec(read("client/README.md")) ?? [];

const mistakes = `
import { createClient } from "@crisscross/client";
const client = createClient({ url: "http://api.example" });
// @ts-expect-error: a job is asked for by its id.
await client.getJob();
// @ts-expect-error: an id is a text.
await client.getJob({ path: { id: 3 } });
// @ts-expect-error: a job's query is empty.
await client.getJob({ path: { id: "j" }, query: { limit: "1" } });
// @ts-expect-error: samples have no such format.
await client.listSamples({ path: { id: "j" }, query: { format: "xml" } });
// @ts-expect-error: no region of AWS.
await client.submitJob({ body: { origins: ["mars-1"] } });
// @ts-expect-error: a job has no such field.
await client.submitJob({ body: { color: "red" } });
// @ts-expect-error: a job that was submitted is no estimate.
(await client.submitJob({ body: {} })).data.cells;
// @ts-expect-error: an estimate has no id.
(await client.submitJob({ body: {}, query: { dryRun: "true" } })).data.id;
// @ts-expect-error: a job's state is no number.
(await client.getJob({ path: { id: "j" } })).data.state === 3;
`;

const more = `
import { ApiProblem, createClient } from "@crisscross/client";
const [url = "", token = ""] = [process.env.CRISSCROSS_API, process.env.CRISSCROSS_TOKEN];
const statuses: number[] = [];
const client = createClient({
  url,
  token,
  async send(request) {
    const answer = await fetch(request);
    statuses.push(answer.status);
    return answer;
  },
});
const { data: document } = await client.openApi();
const { data: { jobs } } = await client.listJobs();
const path = { id: jobs[0]?.id ?? "" };
const first = await client.getMatrix({ path });
const again = await client.getMatrix({ path });
const refused = await createClient({ url, token: "wrong" }).getJob({ path }).catch((error: unknown) => error);
const unknown = await client.getJob({ path: { id: "0".repeat(26) } }).catch((error: unknown) => error);
if (!(refused instanceof ApiProblem && unknown instanceof ApiProblem)) throw new Error("it is no problem");
console.log(JSON.stringify({
  document,
  statuses,
  same: JSON.stringify(first.data) === JSON.stringify(again.data),
  refused: refused.status,
  unknown: [unknown.status, unknown.code, unknown.isRetryable, typeof unknown.requestId],
}));
`;

describe("the packed client, in a project outside the workspace", () => {
  let outside: Outside;
  let system: System;
  beforeAll(async () => {
    const starting = readGraph().then((graph) =>
      startSystem(graph, ["ap-south-1", "us-west-1"], { wan: false }),
    );
    [outside, system] = await Promise.all([installOutside(), starting]);
  });
  afterAll(async () => {
    await system?.stop();
    await outside?.remove();
  });

  const run = (name: string) =>
    outside.run(name, { CRISSCROSS_API: system.cloud.apiUrl, CRISSCROSS_TOKEN: system.token });

  it("lets through what the document allows, and no mistake", async () => {
    for (const [name, text] of Object.entries({ example, mistakes, more }))
      await outside.write(`${name}.ts`, text);
    expect(await outside.check()).toBe("");
  });

  it("drives a whole job, as its README shows", async () => {
    const [before = "", matrix = "", after = "", head = "", ...rows] = (await run("example.ts"))
      .trim()
      .split("\n");
    expect(before).toMatch(/^5 probes, estimated to cost at least USD 0\.00\d+$/);
    expect(after).toMatch(/^by what happened at least USD 0\.00\d+$/);
    expect(matrix).toMatch(/^ap-south-1 to us-west-1: 5 probes, \d+\.\d+ ms on average$/);
    expect(head).toMatch(/^job,/);
    expect(rows.filter((row) => row.includes("ap-south-1"))).toHaveLength(5);
  });

  it("is made from what the API answers, polls for a 304, and throws refusals as problems", async () => {
    const { document, ...seen } = JSON.parse(await run("more.ts"));
    expect(document).toEqual(JSON.parse(read("functions/src/contract/openapi.json")));
    expect(seen).toEqual({
      statuses: [200, 200, 200, 304, 404],
      same: true,
      refused: 403,
      unknown: [404, "not-found", false, "string"],
    });
  });
});
