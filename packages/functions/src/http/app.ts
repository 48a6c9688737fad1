import type { RouteName } from "@crisscross/core/documents/routes";
import { AppError } from "@crisscross/core/edge/error";
import { Hono } from "hono";
import type { LetterDeps } from "../dead-letters/letter-queue.ts";
import type { MonitorDeps } from "../watching/monitor.ts";
import { costHandlers } from "./cost-handlers.ts";
import { fitAnswer } from "./fit-answer.ts";
import { type Env, type Handler, requestIdOf } from "./handler.ts";
import { type JobDeps, jobHandlers } from "./job-handlers.ts";
import { letterHandlers } from "./letter-handlers.ts";
import { monitorHandlers } from "./monitor-handlers.ts";
import { problemResponse } from "./problem-response.ts";
import { referenceHandlers } from "./reference-handlers.ts";
import { addRoutes, type RouterDeps, refuseOtherMethods } from "./router.ts";
import { sampleHandlers } from "./sample-handlers.ts";
import { type TokenDeps, tokenHandlers } from "./token-handlers.ts";

export interface AppDeps extends JobDeps, TokenDeps, RouterDeps {
  monitor: MonitorDeps;
  letters: LetterDeps;
  log: JobDeps["log"] &
    TokenDeps["log"] & {
      /** `request` is its method and path, `requestId` the gateway's id of it. */
      failed(error: unknown, request: string, requestId: string | undefined): void;
    };
}

/** The HTTP API: every route of core's table, every error as application/problem+json. */
export function createApp(deps: AppDeps): Hono<Env> {
  const app = new Hono<Env>();

  app.use(async (c, next) => {
    await next();
    if (!c.res.headers.has("cache-control")) c.res.headers.set("cache-control", "no-store");
    c.res = await fitAnswer(c.res, c.req.header("accept-encoding")).catch((error) => {
      // Else its problem would get the headers of what cannot be sent: a tag by which a client asks again.
      c.res = undefined;
      throw error;
    });
  });

  const handlers: Record<RouteName, Handler> = {
    Health: (c) => c.json({ status: "ok" }),
    ...jobHandlers(deps),
    ...costHandlers(deps),
    ...sampleHandlers(deps),
    ...monitorHandlers(deps.monitor, deps.wan),
    ...letterHandlers(deps.letters),
    ...tokenHandlers(deps),
    ...referenceHandlers,
  };
  addRoutes(app, handlers, deps);
  refuseOtherMethods(app);

  app.notFound((c) =>
    problemResponse(new AppError("not-found", `route: ${c.req.path} is not known`), requestIdOf(c)),
  );
  app.onError((error, c) => {
    const known = error instanceof AppError ? error : unexpected(error);
    if (known.status >= 500) deps.log.failed(error, `${c.req.method} ${c.req.path}`, requestIdOf(c));
    return problemResponse(known, requestIdOf(c));
  });
  return app;
}

const unexpected = (cause: unknown): AppError =>
  new AppError("unavailable", "the request could not be carried out; try again", { cause });
