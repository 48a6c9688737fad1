import { jobHeadOf, jobViewOf } from "@crisscross/core/documents/job-view";
import { AppError, problemOf } from "@crisscross/core/edge/error";
import { ledgerOfCounts } from "@crisscross/core/standing/ledger";
import { type Context, Hono } from "hono";
import * as v from "valibot";
import { addCounts } from "../results/outcome-counts.ts";
import { readMatrix, readState, readView } from "../results/read-job.ts";
import { type CancelDeps, cancelJob } from "../submit/cancel-job.ts";
import { type SubmitDeps, submitJob } from "../submit/submit-job.ts";
import type { MonitorDeps } from "../watching/monitor.ts";
import { fitAnswer } from "./fit-answer.ts";
import { addMonitorRoutes } from "./monitor-routes.ts";
import {
  encodeCursor,
  readIdempotencyKey,
  readJobId,
  readJsonBody,
  readListQuery,
  readQuery,
  refuseQuery,
} from "./request.ts";
import { readCellQuery } from "./sample-request.ts";
import { addSampleRoutes } from "./sample-routes.ts";

export interface AppDeps extends Omit<SubmitDeps, "jobs">, Omit<CancelDeps, "jobs"> {
  jobs: SubmitDeps["jobs"] & CancelDeps["jobs"];
  monitor: MonitorDeps;
  /** Has the job sealed and finished now, not only within a minute. Never rejects. */
  reconcile(job: string): Promise<void>;
  log: {
    submitted(job: string, planned: number, repeated: boolean): void;
    cancelled(job: string): void;
    /** `request` is its method and path. */
    failed(error: unknown, request: string): void;
  };
}

/** What the Lambda adapter hands in with a request. */
export interface Bindings {
  /** Of the API Gateway event; holds what the authorizer said. */
  requestContext?: unknown;
  /** That event. The adapter drops its empty headers and encodes what is not ASCII. */
  event?: { headers?: Readonly<Record<string, string | undefined>> };
}

const Authorized = v.object({
  authorizer: v.object({ lambda: v.object({ principal: v.pipe(v.string(), v.minLength(1)) }) }),
});

/** The HTTP API: routes of /v1/jobs and /health, every error as application/problem+json. */
export function createApp(deps: AppDeps): Hono<{ Bindings: Bindings }> {
  const app = new Hono<{ Bindings: Bindings }>();

  app.use(async (c, next) => {
    await next();
    c.res = await fitAnswer(c.res, c.req.header("accept-encoding"));
  });

  app.get("/health", (c) => c.json({ status: "ok" }));

  app.post("/v1/jobs", async (c) => {
    refuseQuery(c.req);
    const idempotencyKey = readIdempotencyKey(headerOf(c, "idempotency-key"));
    const body = await readJsonBody(c.req.raw);
    const submission = { body, principal: principalOf(c.env), idempotencyKey };
    const { record, repeated } = await submitJob(deps, submission);
    const view = repeated
      ? await readView(deps, await readState(deps, record.id))
      : jobViewOf(record, ledgerOfCounts(record, addCounts([])));
    deps.log.submitted(record.id, view.planned, repeated);
    return c.json(view, 202, { location: `/v1/jobs/${record.id}` });
  });

  app.get("/v1/jobs", async (c) => {
    const { limit, after } = readListQuery(readQuery(c.req));
    const { jobs, damaged, next } = await deps.jobs.listJobs(limit, after);
    const found = { jobs: jobs.map(jobHeadOf), ...(damaged && { damaged }) };
    return c.json({ ...found, ...(next && { next: encodeCursor(next) }) });
  });

  app.get("/v1/jobs/:id", async (c) => {
    refuseQuery(c.req);
    const state = await readState(deps, readJobId(c.req.param("id")));
    const view = await readView(deps, state);
    if (view.state === "complete" && !state.finish) await deps.reconcile(view.id);
    return c.json(view);
  });

  app.delete("/v1/jobs/:id", async (c) => {
    refuseQuery(c.req);
    const view = await cancelJob(deps, readJobId(c.req.param("id")));
    deps.log.cancelled(view.id);
    await deps.reconcile(view.id);
    return c.json(view, 202);
  });

  app.get("/v1/jobs/:id/matrix", async (c) => {
    const state = await readState(deps, readJobId(c.req.param("id")));
    const isWanted = readCellQuery(readQuery(c.req), state.record.spec);
    const document = await readMatrix(deps, state);
    return c.json({ ...document, matrix: document.matrix.filter(isWanted) });
  });

  addSampleRoutes(app, deps);
  addMonitorRoutes(app, deps.monitor);

  refuseOtherMethods(app, {
    "/health": "GET",
    "/v1/jobs": "GET, POST",
    "/v1/jobs/:id": "GET, DELETE",
    "/v1/jobs/:id/matrix": "GET",
    "/v1/jobs/:id/attribution": "GET",
    "/v1/jobs/:id/samples": "GET",
    "/v1/jobs/:id/samples/:probe": "GET",
    "/v1/alarms": "GET",
    "/v1/alarms/:name": "GET",
    "/v1/metrics/:name": "GET",
    "/v1/dashboard": "GET",
  });

  app.notFound((c) => problemResponse(new AppError("not-found", `route: ${c.req.path} is not known`)));
  app.onError((error, c) => {
    const known = error instanceof AppError ? error : unexpected(error);
    if (known.status >= 500) deps.log.failed(error, `${c.req.method} ${c.req.path}`);
    return problemResponse(known);
  });
  return app;
}

/** A header as it was sent. `name` is in lower case, as API Gateway hands headers on. */
function headerOf(c: Context<{ Bindings: Bindings }>, name: string): string | undefined {
  const { headers } = c.env.event ?? {};
  return headers === undefined ? c.req.header(name) : headers[name];
}

function refuseOtherMethods(app: Hono<{ Bindings: Bindings }>, routes: Record<string, string>): void {
  for (const [path, allow] of Object.entries(routes))
    app.all(path, (c) => {
      const problem = new AppError(
        "method-not-allowed",
        `method: ${c.req.method} is not accepted; accepted: ${allow}`,
      );
      return problemResponse(problem, { allow });
    });
}

/** The API must not run without its authorizer: keys of one caller would then meet another's. */
function principalOf({ requestContext }: Bindings): string {
  const context = v.safeParse(Authorized, requestContext);
  if (context.success) return context.output.authorizer.lambda.principal;
  throw new AppError("unavailable", "no authorizer has named the caller; deploy the API with its authorizer");
}

const unexpected = (cause: unknown): AppError =>
  new AppError("unavailable", "the request could not be carried out; try again", { cause });

function problemResponse(error: AppError, headers: Record<string, string> = {}): Response {
  return new Response(JSON.stringify(problemOf(error)), {
    status: error.status,
    headers: { "content-type": "application/problem+json", ...headers },
  });
}
