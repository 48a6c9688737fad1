import type { Context } from "hono";
import * as v from "valibot";

/** What the Lambda adapter hands in with a request. */
interface Bindings {
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

const Named = v.object({ requestId: v.pipe(v.string(), v.minLength(1)) });

/** The gateway's id of a request, which its access log and the header apigw-requestid have; undefined without a gateway. */
export function requestIdOf(c: Context<Env>): string | undefined {
  const context = v.safeParse(Named, c.env?.requestContext);
  return context.success ? context.output.requestId : undefined;
}
