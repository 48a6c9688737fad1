import { randomUUID } from "node:crypto";
import { fillPath } from "@crisscross/core/documents/route-declaration";
import { type RouteName, routeNames, routes } from "@crisscross/core/documents/routes";
import type { JobRequest } from "../../packages/cli/src/api/api-client.ts";
import { runLocalJob } from "../local-job.ts";
import type { RouteExamples } from "./document.ts";
import { takeLetters } from "./take-letters.ts";

const request: JobRequest = {
  origins: ["ap-south-1"],
  targets: ["us-west-1"],
  variants: ["bare"],
  samples: 10,
  seed: 31,
};

const tokenRequest = {
  name: "nightly comparison",
  scopes: ["run"],
  expiresInDays: 30,
  dailyBudget: { usd: 5, probes: 100_000 },
};

/** Answers that are one text and would say nothing in a document of documents. */
const notTaken: readonly RouteName[] = ["OpenApi", "Docs"];

/** How many entries of a long list are shown; the rest is left out of the example. */
const shown: Readonly<Record<string, number>> = { alarms: 2, widgets: 1, lines: 2 };

function shortened(answer: unknown): unknown {
  if (typeof answer === "string")
    return answer
      .split(/(?<=\n)/)
      .slice(0, 2)
      .join("");
  const fields = Object.entries(answer as object).map(([name, value]) => [
    name,
    Array.isArray(value) ? value.slice(0, shown[name]) : isObject(value) ? shortened(value) : value,
  ]);
  return Object.fromEntries(fields);
}

const isObject = (value: unknown): value is object => typeof value === "object" && value !== null;

/** Runs a job on a local cloud of its own, and asks every route. */
export const takeExamples = (): Promise<RouteExamples> =>
  runLocalJob(request, async ({ id, cloud, token, samples }) => {
    const ask = async (method: string, path: string, init: RequestInit = {}) => {
      const headers = { authorization: `Bearer ${token}`, ...init.headers };
      const answer = await fetch(`${cloud.apiUrl}${path}`, { method, ...init, headers });
      const text = await answer.text();
      return /[/+]json$/.test(answer.headers.get("content-type") ?? "") ? JSON.parse(text) : text;
    };
    const values: Record<string, string> = { id, probe: samples[5]?.probe ?? "" };
    const pathFor = (name: RouteName) => {
      const own = name === "GetAlarm" ? { name: "api-errors" } : { name: "Probes" };
      const page = { ListJobs: "?limit=1", ListAlarms: "?region=us-east-1", GetAlarm: "?region=us-east-1" };
      const query = name in page ? page[name as keyof typeof page] : "";
      return fillPath(routes[name].path, { ...values, ...own }) + query;
    };
    const json = { "content-type": "application/json" };
    const post = (name: "SubmitJob" | "CreateToken", body: unknown, headers: Record<string, string> = json) =>
      ask("POST", routes[name].path, { body: JSON.stringify(body), headers });
    const submit = (body: unknown, headers?: Record<string, string>) => post("SubmitJob", body, headers);
    const key = { ...json, "idempotency-key": randomUUID() };
    const made = await post("CreateToken", tokenRequest);
    const examples: Record<string, RouteExamples[string]> = {
      CreateToken: { request: tokenRequest, answer: made },
    };
    for (const name of routeNames.filter((one) => routes[one].method === "GET" && !notTaken.includes(one)))
      examples[name] = { answer: shortened(await ask("GET", pathFor(name))) };
    const dry = { body: JSON.stringify(request), headers: json };
    const submitted = await submit({ ...request, samples: 2 }, key);
    const unknown = await ask("GET", fillPath(routes.GetJob.path, { id: "0".repeat(26) }));
    examples.SubmitJob = {
      request,
      answer: submitted,
      dryAnswer: shortened(await ask("POST", `${routes.SubmitJob.path}?dryRun=true`, dry)),
      problems: {
        invalid: await submit({ origins: ["mars-1"] }),
        conflict: await submit(request, key),
        "too-large": await submit({ x: "x".repeat(17_000) }),
        "unsupported-media-type": await submit(request, { "content-type": "text/plain" }),
      },
    };
    examples.CancelJob = {
      answer: await ask("DELETE", fillPath(routes.CancelJob.path, { id: submitted.id })),
      problems: {
        conflict: await ask("DELETE", fillPath(routes.CancelJob.path, { id })),
        "not-found": unknown,
      },
    };
    examples.RevokeToken = {
      answer: await ask("DELETE", fillPath(routes.RevokeToken.path, { id: made.id })),
    };
    return { ...examples, ...(await takeLetters(cloud, ask)) };
  });
