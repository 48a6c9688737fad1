import { createHash } from "node:crypto";
import { epochMs } from "@crisscross/core/edge/time";
import { answerEvents, type HttpEvent } from "@crisscross/functions/http/answer-event";
import { type AppDeps, createApp } from "@crisscross/functions/http/app";
import type { Damage } from "@crisscross/functions/results/damage";
import { jobIdOf } from "@crisscross/functions/submit/job-id";
import type { Caller } from "@crisscross/functions/tokens/caller";
import { hourly } from "@crisscross/functions/tokens/note-use";
import { secretBytes } from "@crisscross/functions/tokens/token-text";
import type { LambdaContext } from "hono/aws-lambda";
import { deployedMemoryMb } from "../../core/job/memory.ts";
import { fakeLetters } from "../dead-letters/fake-letters.ts";
import { createMemoryStore } from "../results/memory-store.ts";
import { startMs } from "../results/samples.ts";
import { createMemoryBudgets } from "../submit/memory-budgets.ts";
import { callerWith, sentBy } from "../tokens/callers.ts";
import { createMemoryTokens } from "../tokens/memory-tokens.ts";
import { fakeMonitors } from "../watching/fake-monitor.ts";
import { checkDeclared } from "./declared.ts";

/** As API Gateway names a request. */
export const requestId = "JKJaXmPLvHcESHA=";

export const json = { "content-type": "application/json" };

const isJson = ({ headers }: Response): boolean => /[/+]json$/.test(headers.get("content-type") ?? "");

/** A request as API Gateway hands it over. */
export interface Asked {
  readonly method: string;
  readonly rawPath: string;
  readonly rawQueryString: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
}

/** Asks through the adapter, as API Gateway hands a request to the Lambda. */
function askEvents(app: ReturnType<typeof createApp>) {
  const respond = answerEvents(app);
  return async ({ method, rawPath, ...request }: Asked): Promise<Response> => {
    const http = { method, path: rawPath };
    const { authorizer } = sentBy(callerWith("admin")).requestContext;
    const event = {
      ...{ version: "2.0", routeKey: "$default", rawPath, ...request, isBase64Encoded: false },
      requestContext: { domainName: "api.example.com", http, authorizer, requestId },
    } as unknown as HttpEvent;
    const { statusCode, headers, body, isBase64Encoded } = await respond(event, {} as LambdaContext);
    const bytes = isBase64Encoded ? Buffer.from(body, "base64") : body;
    const init = { status: statusCode, headers: headers as Record<string, string> };
    return new Response(statusCode === 304 ? null : bytes, init);
  };
}

/** The API over a store in memory, with what it sent and logged. */
export function openApi(change: (deps: AppDeps) => void = () => {}) {
  const store = createMemoryStore();
  const letters = fakeLetters(store);
  const tokens = createMemoryTokens();
  const budgets = createMemoryBudgets();
  const told: string[] = [];
  const sent: string[] = [];
  const reconciled: string[] = [];
  const failures: unknown[] = [];
  const damages: Damage[] = [];
  let made = 0;
  let passedMs = 0;
  const deps: AppDeps = {
    jobs: store,
    seals: store,
    monitor: fakeMonitors().deps,
    letters: letters.deps,
    blocks: store,
    purges: store,
    queue: {
      async send(id) {
        sent.push(id);
      },
    },
    async reconcile(id) {
      reconciled.push(id);
    },
    deployed: ["ap-south-1", "us-west-1", "eu-west-2"],
    home: "us-east-1",
    blockBudgetMs: 131_000,
    memoryMb: deployedMemoryMb,
    wan: "simulated",
    tokens,
    newSecret: () => new Uint8Array(secretBytes).fill(made),
    noteUse: (caller) => noteUse(caller),
    budgets,
    stageBudget: undefined,
    notGivenBack: (job) => told.push(`not given back: ${job}`),
    nowMs: () => epochMs(startMs + made + passedMs),
    newId: (epochMs) => jobIdOf(epochMs, new Uint8Array(10).fill(++made)),
    newSeed: () => 77,
    release: () => "release 1",
    hash: (text) => createHash("sha256").update(text).digest("hex"),
    damaged: (damage) => damages.push(damage),
    log: {
      submitted: () => {},
      cancelled: () => {},
      tokenCreated: (token, by) => told.push(`${token} created by ${by}`),
      tokenRevoked: (token, by) => told.push(`${token} revoked by ${by}`),
      purged: () => {},
      failed: (error) => failures.push(error),
    },
  };
  const noteUse = hourly({
    tokens,
    nowMs: () => deps.nowMs(),
    notNoted: (token) => told.push(`${token} not noted`),
  });
  change(deps);
  const app = createApp(deps);
  const pass = (ms: number) => {
    passedMs += ms;
  };
  /** What has been written, sent and moved so far, as counts. */
  const written = () => [store.writes(), tokens.writes(), sent.length, reconciled.length, letters.touched()];
  const seen = { store, letters, tokens, budgets, told, sent, reconciled, failures, damages, written };
  return { ...seen, pass, deps, ...askersOf(app) };
}

/** Ways to ask an app. */
function askersOf(app: ReturnType<typeof createApp>) {
  const ask = async (caller: Caller, path: string, init?: RequestInit) => {
    const response = await app.request(path, init, sentBy(caller, requestId));
    await checkDeclared(init?.method ?? "GET", path, response);
    const text = await response.text();
    return {
      status: response.status,
      headers: response.headers,
      text,
      body: isJson(response) ? JSON.parse(text) : undefined,
    };
  };
  const request = (path: string, init?: RequestInit, principal = "abc123") =>
    ask({ principal, scopes: ["admin"] }, path, init);
  const post = (body: string, headers: Record<string, string> = json, principal?: string) =>
    request("/v1/jobs", { method: "POST", body, headers }, principal);
  const askEvent = askEvents(app);
  const postEvent = async (body: string, headers: Record<string, string>) => {
    const answer = await askEvent({ method: "POST", rawPath: "/v1/jobs", rawQueryString: "", headers, body });
    return { status: answer.status, body: JSON.parse(await answer.text()) };
  };
  return { request, post, ask, askEvent, postEvent };
}
