import type * as v from "valibot";
import type { ErrorCode } from "../edge/error-status.ts";
import type { Needed } from "./scope.ts";

/** Schemas by name, of texts: paths, queries and headers hold nothing else. */
type Texts = Readonly<Record<string, v.GenericSchema<string | undefined, unknown>>>;

/** One route of the HTTP API: router, gateway, client and documentation read it. */
export interface ApiRoute {
  readonly method: "GET" | "POST" | "DELETE";
  /** With parameters in braces, as API Gateway writes them. */
  readonly path: `/${string}`;
  /** What it does, in words, for the reference. */
  readonly does: string;
  /** The parameters of the path. */
  readonly params: Texts;
  /** The scope that its caller's token needs; "open" needs no token. */
  readonly scope: Needed;
  /** The parameters its query may have; another one is refused. Undefined where the query is not looked at. */
  readonly query: Texts | undefined;
  /** Headers it reads, in lower case, but for those that all HTTP has. */
  readonly headers: Texts;
  /** Of a body as JSON; undefined where it is not looked at. */
  readonly body: v.GenericSchema | undefined;
  /** When all is well. */
  readonly answer: Answer;
  /** When all is well and its parameter dryRun is there: nothing was done. */
  readonly dryAnswer?: Answer;
  /** Codes of problems (edge/problem.ts) it may answer with, besides what the gateway says of tokens and of too many requests. */
  readonly errors: readonly ErrorCode[];
}

interface Answer {
  readonly status: 200 | 201 | 202;
  /** A document, or the content type of each format of a text. */
  readonly content: v.GenericSchema | Readonly<Record<string, string>>;
  /** Headers of its own that it may have, in lower case. */
  readonly headers: readonly string[];
}

type ParamOf<Path extends string> = Path extends `${string}{${infer Param}}${infer Rest}`
  ? Param | ParamOf<Rest>
  : never;

/** A value for each parameter of a path. */
export type Params<Path extends string> = Readonly<Record<ParamOf<Path>, string>>;

/** A path with its parameters filled in, whatever characters they hold. */
export const fillPath = (path: string, params: Readonly<Record<string, string>>): string =>
  path.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(params[name] ?? ""));
