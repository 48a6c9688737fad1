import type { Context } from "hono";

/** What the Lambda adapter hands in with a request. */
export interface Bindings {
  /** Of the API Gateway event; holds what the authorizer said. */
  requestContext?: unknown;
  /** That event. The adapter drops its empty headers and encodes what is not ASCII. */
  event?: { headers?: Readonly<Record<string, string | undefined>> };
}

export type Env = { Bindings: Bindings };

/** Answers one route. Throws AppError with a code that core's table of routes names for it. */
export type Handler = (c: Context<Env>) => Response | Promise<Response>;

/** A parameter of the path; the router calls a handler only with all of them there. */
export const pathParam = (c: Context<Env>, name: string): string => c.req.param(name) ?? "";
