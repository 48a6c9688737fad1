import { createHash } from "node:crypto";
import { fillPath } from "@crisscross/core/documents/route-declaration";
import type { RouteName } from "@crisscross/core/documents/routes";
import { routes } from "@crisscross/core/documents/routes";
import type { Scope } from "@crisscross/core/documents/scope";
import { createApp } from "@crisscross/functions/http/app";
import { jobIdOf } from "@crisscross/functions/submit/job-id";
import { contextOf } from "@crisscross/functions/tokens/caller";
import { createToken } from "@crisscross/functions/tokens/create-token";
import { findCaller } from "@crisscross/functions/tokens/find-caller";
import { readTokenHashes } from "@crisscross/functions/tokens/secret-hashes";
import { createAnswerer } from "@crisscross/local/http-api/answer";
import { readAuthorizer } from "@crisscross/local/http-api/provision";
import { parseRoute } from "@crisscross/local/http-api/route";
import type { InvokeResult } from "@crisscross/local/lambda/contract";
import { monotonicMs, toEpochMs } from "@crisscross/local/time/times";
import { handle, type LambdaContext, type LambdaEvent } from "hono/aws-lambda";
import { readGraph } from "../../support/graph.ts";
import { openApi } from "../http/open-api.ts";

export const stageToken = "a-token-of-the-stage";
const hashes = readTokenHashes(createHash("sha256").update(stageToken).digest("hex"));
const place = { accountId: "000000000000", apiId: "httpapiapi", region: "us-east-1" };

/** The routes and the authorizer that are deployed. */
async function deployed() {
  const { resources } = await readGraph();
  const ofType = (type: string) => resources.filter((one) => one.type === `aws:apigatewayv2/${type}`);
  return {
    ...{ ...place, name: "api", domainName: "api.example.com" },
    routes: ofType("route:Route").map(({ inputs }) => ({
      ...parseRoute(String(inputs.routeKey)),
      timeoutMs: 30_000,
      ...(inputs.authorizationType === "CUSTOM" && { authorizerId: String(inputs.authorizerId) }),
    })),
    authorizers: ofType("authorizer:Authorizer").map(readAuthorizer),
  };
}

const answerOf = (value: unknown): InvokeResult => ({
  kind: "answer",
  payload: Buffer.from(JSON.stringify(value)),
  requestId: "r",
});
const read = (payload: Uint8Array) => JSON.parse(Buffer.from(payload).toString());

/** The API behind the local cloud's gateway, with the routes and the authorizer that are deployed, and a clock that only `pass` moves. */
export async function openDoor() {
  const api = openApi();
  const app = handle(createApp(api.deps));
  let atMs = 0;
  const asked: string[] = [];
  const now = () => api.deps.nowMs();
  const answer = createAnswerer(
    {
      ...(await deployed()),
      callRoute: () => async (payload) =>
        answerOf(await app(read(payload) as LambdaEvent, {} as LambdaContext)),
      callAuthorizer: () => async (payload) => {
        const { authorization } = read(payload).headers;
        asked.push(authorization);
        const caller = await findCaller({ hashes, tokens: api.tokens, nowMs: now }, authorization);
        return answerOf({ isAuthorized: caller !== undefined, context: caller && contextOf(caller) });
      },
    },
    {
      monotonicMs: () => monotonicMs(atMs),
      atMs: (us) => monotonicMs(us / 1_000),
      machineUs: () => expectNever(),
      waitUntil: () => expectNever(),
    },
  );
  async function ask(method: string, path: string, headers: Record<string, string>, body = "") {
    const request = {
      method,
      encodedPath: path,
      rawQuery: "",
      headers,
      requestId: "r",
      epochMs: toEpochMs(now()),
      sourceIp: "127.0.0.1",
    };
    const { response } = await answer({
      request,
      readBody: async () => Buffer.from(body),
      gone: new AbortController().signal,
    });
    const text = Buffer.from(response.body).toString();
    return { status: response.status, text, body: JSON.parse(text.startsWith("{") ? text : "{}") };
  }
  return {
    ...api,
    asked,
    ask,
    pass(ms: number) {
      atMs += ms;
      api.pass(ms);
    },
    /** Asks for a route, of a job and a token that are none and with a body that is empty. */
    knock: (name: RouteName, token: string | undefined) => {
      const { method, path } = routes[name];
      const nobodys = { id: jobIdOf(0, new Uint8Array(10)), probe: "ap-south-1.0", name: "none" };
      const authorization = token === undefined ? {} : { authorization: `Bearer ${token}` };
      const json = method === "POST" ? { "content-type": "application/json" } : {};
      return ask(
        method,
        fillPath(path, nobodys),
        { ...authorization, ...json },
        method === "POST" ? "{}" : "",
      );
    },
    make: async (...scopes: Scope[]) =>
      createToken(api.deps, { name: scopes.join(" "), scopes, expiresInDays: 1 }, "admin"),
  };
}

function expectNever(): never {
  throw new Error("nothing waits here");
}
