import type { ApiRoute } from "@crisscross/core/documents/route-declaration";
import { AppError } from "@crisscross/core/edge/error";
import { type ErrorCode, errorStatus } from "@crisscross/core/edge/error-status";
import { problemOf } from "@crisscross/core/edge/problem";
import { type ProblemKind, problemKinds } from "@crisscross/core/edge/problem-table";
import type * as v from "valibot";
import { headersOf } from "./headers.ts";
import { type Json, schemaOf } from "./schemas.ts";

/** What was really answered: a document, a page of text, and problems by their code. */
export interface Examples {
  readonly answer?: unknown;
  readonly dryAnswer?: unknown;
  readonly problems?: Readonly<Record<string, unknown>>;
}

const isSchema = (content: ApiRoute["answer"]["content"]): content is v.GenericSchema => "kind" in content;

/** Every answer that a route may give, the gateway's in front of it too, by status. */
export function responsesOf({ answer, dryAnswer, errors, scope }: ApiRoute, examples: Examples): Json {
  const unchanged = {
    description: "It is still what the tag in If-None-Match says.",
    headers: headersOf(["cache-control", "etag"]),
  };
  return {
    ...(dryAnswer && {
      [dryAnswer.status]: okOf(dryAnswer, examples.dryAnswer, "Of a dry run: nothing was done."),
    }),
    [answer.status]: okOf(answer, examples.answer, "All is well."),
    ...(answer.headers.includes("etag") && { 304: unchanged }),
    ...problemResponses(errors, scope === "open", examples.problems ?? {}),
  };
}

function okOf({ content, headers }: ApiRoute["answer"], taken: unknown, description: string): Json {
  const example = taken === undefined ? {} : { example: taken };
  const media = isSchema(content)
    ? { "application/json": { schema: schemaOf(content), ...example } }
    : Object.fromEntries(
        Object.values(content).map((type) => [type, { schema: { type: "string" }, ...example }]),
      );
  return { description, headers: headersOf(["cache-control", ...headers]), content: media };
}

/** Statuses of API Gateway's own, in front of every route, and of those that ask for a token. */
const ofGateway = { 429: "Too Many Requests", 500: "Internal Server Error", 503: "Service Unavailable" };
const ofAuthorizer = { 401: "Unauthorized", 403: "Forbidden" };

function problemResponses(
  errors: readonly ErrorCode[],
  isOpen: boolean,
  taken: Readonly<Record<string, unknown>>,
): Json {
  const byStatus = Map.groupBy(errors, (code) => errorStatus[code]);
  const gateway: Record<string, string> = { ...(isOpen ? {} : ofAuthorizer), ...ofGateway };
  const statuses = new Set([...byStatus.keys()].map(String)).union(new Set(Object.keys(gateway)));
  const pairs = [...statuses].toSorted().map((status) => {
    const codes = [...byStatus].find(([one]) => String(one) === status)?.[1] ?? [];
    return [status, problemResponse(codes, gateway[status], taken)];
  });
  return Object.fromEntries(pairs);
}

function problemResponse(
  codes: readonly ErrorCode[],
  message: string | undefined,
  taken: Readonly<Record<string, unknown>>,
): Json {
  const kinds = codes.map((code): ProblemKind => problemKinds[code]);
  const waits = kinds.some(({ retryAfterSeconds }) => retryAfterSeconds !== undefined);
  const ofUs = codes.map((code) => `\`${code}\`: ${problemKinds[code].means}`);
  const ofIts = message === undefined ? [] : [`API Gateway's own: \`{"message":"${message}"}\`.`];
  return {
    description: [...ofUs, ...ofIts].join("\n\n"),
    headers: headersOf([
      ...(codes.length > 0 ? ["cache-control"] : []),
      ...(waits ? ["retry-after"] : []),
      ...(message === "Unauthorized" ? ["www-authenticate"] : []),
    ]),
    content: {
      ...(codes.length > 0 && { "application/problem+json": problemMedia(codes, taken) }),
      ...(message !== undefined && {
        "application/json": {
          schema: { $ref: "#/components/schemas/GatewayMessage" },
          example: { message },
        },
      }),
    },
  };
}

const problemMedia = (codes: readonly ErrorCode[], taken: Readonly<Record<string, unknown>>): Json => ({
  schema: {
    allOf: [{ $ref: "#/components/schemas/Problem" }, { properties: { code: { enum: codes } } }],
  },
  examples: Object.fromEntries(
    codes.map((code) => [
      code,
      { value: taken[code] ?? problemOf(new AppError(code, problemKinds[code].means)) },
    ]),
  ),
});
