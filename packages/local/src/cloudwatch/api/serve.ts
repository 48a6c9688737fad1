import { gunzipSync } from "node:zlib";
import * as v from "valibot";
import type { Backend } from "../../service/backend.ts";
import type { Call, Reply } from "../../service/call.ts";
import { ApiError, encodeAnswer, encodeError, type Wire } from "./error.ts";

/** Answers one operation; throws ApiError for what AWS would refuse. */
export type Operation = (input: Record<string, unknown>, region: string) => object | Promise<object>;

export interface Service {
  wire: Wire;
  /** What stands before the operation in x-amz-target. */
  target: string;
  operations: Readonly<Record<string, Operation>>;
}

/** An API in AWS's JSON protocol, request bodies compressed or not. */
export function serveJson(service: Service): Backend {
  return {
    async answer(call, region): Promise<Reply> {
      try {
        return encodeAnswer(service.wire, await findOperation(service, call)(parseBody(call), region));
      } catch (error) {
        if (error instanceof ApiError) return encodeError(service.wire, error);
        throw error;
      }
    },
    stop: () => Promise.resolve(),
  };
}

function findOperation({ target, operations }: Service, { headers }: Call): Operation {
  const [prefix, name = ""] = String(headers["x-amz-target"] ?? "").split(".");
  const operation = prefix === target && Object.hasOwn(operations, name) ? operations[name] : undefined;
  if (operation !== undefined) return operation;
  const asked = headers["x-amz-target"] === undefined ? "a request without x-amz-target" : name;
  throw new ApiError(
    "UnknownOperationException",
    `The local CloudWatch cannot answer ${asked}; it has ${Object.keys(operations).join(", ")}.`,
  );
}

function parseBody({ headers, body }: Call): Record<string, unknown> {
  try {
    const text = (headers["content-encoding"] === "gzip" ? gunzipSync(body) : body).toString();
    const input: unknown = text === "" ? {} : JSON.parse(text);
    if (typeof input === "object" && input !== null && !Array.isArray(input))
      return input as Record<string, unknown>;
  } catch {
    // Falls through to the same refusal as a body that is no object.
  }
  throw new ApiError("SerializationException", "The request body is not a JSON object.");
}

/** Epoch seconds, possibly with a fraction, as AWS's JSON protocols send times; read as epoch ms. */
export const Time = v.pipe(
  v.number(),
  v.transform((epochS) => Math.round(epochS * 1000)),
);

export function printTime(epochMs: number): number {
  return epochMs / 1000;
}

/** Cuts a page out of a list; the token of the next page is the place where it starts. */
export function cutPage<T>(
  items: readonly T[],
  token: string | undefined,
  limit: number,
  refuse: () => ApiError = refuseToken,
): { page: T[]; nextToken: { NextToken?: string } } {
  const start = token === undefined ? 0 : readToken(token, refuse);
  const end = start + limit;
  return {
    page: items.slice(start, end),
    nextToken: end < items.length ? { NextToken: printToken(end) } : {},
  };
}

export function printToken(place: number): string {
  return Buffer.from(`at:${place}`).toString("base64url");
}

export function readToken(token: string, refuse: () => ApiError = refuseToken): number {
  const place = /^at:(\d+)$/.exec(Buffer.from(token, "base64url").toString())?.[1];
  if (place === undefined) throw refuse();
  return Number(place);
}

function refuseToken(): ApiError {
  return new ApiError("InvalidNextToken", "The value for NextToken is not valid.");
}

/** Of the operations that know no error of their own for a wrong token. */
export function refuseTokenValue(): ApiError {
  return new ApiError("InvalidParameterValueException", "Request parameter NextToken is invalid");
}
