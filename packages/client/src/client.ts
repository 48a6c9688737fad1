import createFetch from "openapi-fetch";
import type { paths } from "../contract.d.ts";
import type { Answered, Operation, OperationName } from "./operation.ts";
import { operationTable } from "./operation-table.ts";
import { createPatientSend, type Patience, type Send } from "./patience.ts";
import { ApiProblem } from "./problem.ts";
import { createRememberingSend } from "./remember.ts";

export type { components } from "../contract.d.ts";
export type { Answered, Asked, DataOf, OperationName } from "./operation.ts";
export { pagesOf } from "./pages.ts";
export type { Patience, Send } from "./patience.ts";
export { ApiProblem } from "./problem.ts";

/** One method for each operation of the API, by its id in the OpenAPI document. */
export type Client = { readonly [Name in OperationName]: Operation<Name> };

export interface ClientOptions extends Patience {
  /** Where the API is, such as https://abc123.execute-api.us-east-1.amazonaws.com. */
  readonly url: string;
  /** A bearer token; only the health and the documents of an API are read without. */
  readonly token?: string;
  /** Ends every call. */
  readonly signal?: AbortSignal;
  /** Default `fetch`. Redirects are not followed: the token is for the address that was named. */
  readonly send?: Send;
  /** Whether answers are kept by their tag, so that polling costs a 304. Default true. */
  readonly remembers?: boolean;
}

/**
 * A client of a Crisscross API. A method resolves with what the document says, rejects with ApiProblem where the API
 * refused, with SyntaxError where the answer is no JSON, and as `send` does where nothing answered.
 */
export function createClient(options: ClientOptions): Client {
  const call = createCall(options);
  const methods = Object.entries(operationTable).map(([name, operation]) => [
    name,
    (asked: Loose = {}) => call(operation, asked),
  ]);
  return Object.fromEntries(methods) as Client;
}

interface Place {
  readonly method: "get" | "post" | "delete";
  readonly path: string;
  /** Whether a repeated request is known by a key. */
  readonly isKeyed: boolean;
  /** Whether it answers a text, and no document. */
  readonly isText: boolean;
}

/** What every method may be asked with; the types of `Client` say which does. */
interface Loose {
  readonly path?: Record<string, unknown>;
  readonly query?: Record<string, unknown>;
  readonly header?: Record<string, unknown>;
  readonly body?: unknown;
  readonly signal?: AbortSignal;
}

function createCall({ url, token, signal, send = fetch, remembers = true, ...patience }: ClientOptions) {
  const patient = createPatientSend(send, patience);
  const { request } = createFetch<paths>({
    baseUrl: url,
    fetch: throwingProblems(remembers ? createRememberingSend(patient) : patient),
    redirect: "manual",
    headers: token === undefined ? {} : { authorization: `Bearer ${token}` },
  });
  /** The library's own types go by method and path; those of `Client` stand for them. */
  const ask = request as unknown as (
    method: string,
    path: string,
    init: object,
  ) => Promise<{ data?: string; response: Response }>;
  return async ({ method, path, isKeyed, isText }: Place, asked: Loose): Promise<Answered<unknown>> => {
    const { body, signal: own, header: given, ...params } = asked;
    const header = isKeyed ? { "idempotency-key": crypto.randomUUID(), ...given } : given;
    const signals = [signal, own].filter((one) => one !== undefined);
    const { data = "", response } = await ask(method, path, {
      params: { ...params, header },
      parseAs: "text",
      ...(body !== undefined && { body }),
      ...(signals.length > 0 && { signal: AbortSignal.any(signals) }),
    });
    return { data: isText ? data : JSON.parse(data), response };
  };
}

const throwingProblems =
  (send: Send): Send =>
  async (request) => {
    const answer = await send(request);
    if (answer.status < 300) return answer;
    throw new ApiProblem(request.url, answer, await answer.text());
  };
