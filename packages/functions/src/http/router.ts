import { type RouteName, routeNames, routes } from "@crisscross/core/documents/routes";
import { AppError } from "@crisscross/core/edge/error";
import type { EpochMs } from "@crisscross/core/edge/time";
import type { Hono } from "hono";
import type { Caller } from "../tokens/caller.ts";
import { admit } from "./admit.ts";
import { tagged } from "./entity-tag.ts";
import { type Env, type Handler, requestIdOf } from "./handler.ts";
import { problemResponse } from "./problem-response.ts";
import { refuseQuery } from "./query.ts";

export interface RouterDeps {
  nowMs(): EpochMs;
  /** Notes that a caller was answered. Never rejects. */
  noteUse(caller: Caller): Promise<void>;
}

/**
 * Hands requests to the handlers of their routes, if the caller has the route's scope; a route that takes no parameters
 * refuses all of them.
 */
export function addRoutes(
  app: Hono<Env>,
  handlers: Partial<Record<RouteName, Handler>>,
  deps: RouterDeps,
): void {
  for (const name of routeNames) {
    const handle = handlers[name];
    if (handle === undefined) continue;
    const { method, path, query, answer, scope } = routes[name];
    const hasTag = answer.headers.some((header) => header === "etag");
    app.on(method, honoPath(path), async (c) => {
      const caller = scope === "open" ? undefined : admit(c, scope, deps.nowMs());
      if (query && Object.keys(query).length === 0) refuseQuery(c.req);
      const response = hasTag ? await tagged(c, await handle(c)) : await handle(c);
      if (caller !== undefined) await deps.noteUse(caller);
      return response;
    });
  }
}

/** Has every other method of a known path answered with 405 and the methods it has. */
export function refuseOtherMethods(app: Hono<Env>): void {
  const methods = Map.groupBy(Object.values(routes), ({ path }) => path);
  for (const [path, those] of methods) {
    const allow = those.map(({ method }) => method).join(", ");
    app.all(honoPath(path), (c) => {
      const message = `method: ${c.req.method} is not accepted; accepted: ${allow}`;
      return problemResponse(new AppError("method-not-allowed", message), requestIdOf(c), { allow });
    });
  }
}

/** "/v1/jobs/{id}" becomes "/v1/jobs/:id". */
const honoPath = (path: string): string => path.replace(/\{(\w+)\}/g, ":$1");
