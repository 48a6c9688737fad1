import { jobHeadOf, jobViewOf } from "@crisscross/core/documents/job-view";
import { pathOf, type RouteName } from "@crisscross/core/documents/routes";
import { ledgerOfCounts } from "@crisscross/core/standing/ledger";
import type { Context } from "hono";
import type { JobStore } from "../results/job-store.ts";
import { addCounts } from "../results/outcome-counts.ts";
import { readMatrix, readState, readView } from "../results/read-job.ts";
import { selectionOf } from "../results/select-jobs.ts";
import { type CancelDeps, cancelJob } from "../submit/cancel-job.ts";
import { type PurgeDeps, purgeJob } from "../submit/purge-job.ts";
import { type SubmitDeps, submitJob } from "../submit/submit-job.ts";
import type { MonitorDeps } from "../watching/monitor.ts";
import { callerOf } from "./admit.ts";
import { estimateOf } from "./cost-handlers.ts";
import { endedTag, unchanged } from "./entity-tag.ts";
import { type Env, type Handler, pathParam } from "./handler.ts";
import {
  encodeJobCursor,
  readCancelQuery,
  readIdempotencyKey,
  readJobId,
  readListQuery,
  readSubmitQuery,
} from "./job-request.ts";
import { readJsonBody } from "./json-body.ts";
import { readQuery } from "./query.ts";
import { readMatrixQuery } from "./sample-request.ts";

export interface JobDeps extends Omit<SubmitDeps, "jobs">, Omit<CancelDeps, "jobs">, Omit<PurgeDeps, "jobs"> {
  jobs: SubmitDeps["jobs"] & CancelDeps["jobs"] & PurgeDeps["jobs"] & Pick<JobStore, "roughState">;
  monitor: MonitorDeps;
  /** What the functions are of: another release may answer otherwise of the same job. */
  release(): string;
  /** Has the job sealed and finished now, not only within a minute. Never rejects. */
  reconcile(job: string): Promise<void>;
  log: {
    submitted(job: string, planned: number, repeated: boolean): void;
    cancelled(job: string): void;
    purged(job: string): void;
  };
}

/** The routes that submit, read and cancel jobs. */
export const jobHandlers = (deps: JobDeps) =>
  ({
    SubmitJob: (c) => submit(deps, c),
    async ListJobs(c) {
      const { limit, ...wishes } = readListQuery(readQuery(c.req));
      const { jobs, damaged, next } = await deps.jobs.listJobs(limit, selectionOf(deps.jobs, wishes));
      const found = { jobs: jobs.map(jobHeadOf), ...(damaged && { damaged }) };
      return c.json({ ...found, ...(next && { next: encodeJobCursor(next) }) });
    },
    async GetJob(c) {
      const state = await readState(deps, readJobId(pathParam(c, "id")));
      const tag = endedTag(c, state, deps.release());
      const same = unchanged(c, tag);
      if (same) return same;
      const view = await readView(deps, state);
      if (view.state === "complete" && !state.finish) await deps.reconcile(view.id);
      return c.json(view, 200, tag === undefined ? {} : { etag: tag });
    },
    async CancelJob(c) {
      if (readCancelQuery(readQuery(c.req)).purge) {
        const gone = await purgeJob(deps, readJobId(pathParam(c, "id")));
        deps.log.purged(gone.id);
        return c.json(gone, 202);
      }
      const view = await cancelJob(deps, readJobId(pathParam(c, "id")));
      deps.log.cancelled(view.id);
      await deps.reconcile(view.id);
      return c.json(view, 202);
    },
    async GetMatrix(c) {
      const state = await readState(deps, readJobId(pathParam(c, "id")));
      const wishes = readMatrixQuery(readQuery(c.req), state.record.spec);
      const tag = endedTag(c, state, deps.release());
      const same = unchanged(c, tag);
      if (same) return same;
      return c.json(await readMatrix(deps, state, wishes), 200, tag === undefined ? {} : { etag: tag });
    },
  }) satisfies Partial<Record<RouteName, Handler>>;

async function submit(deps: JobDeps, c: Context<Env>): Promise<Response> {
  const idempotencyKey = readIdempotencyKey(headerOf(c, "idempotency-key"));
  const { isDry } = readSubmitQuery(readQuery(c.req));
  const body = await readJsonBody(c.req.raw);
  if (isDry) return c.json(await estimateOf(deps, body));
  const { principal, dailyBudget } = callerOf(c);
  const submission = { body, principal, dailyBudget, idempotencyKey };
  const { record, repeated } = await submitJob(deps, submission);
  const view = repeated
    ? await readView(deps, await readState(deps, record.id))
    : jobViewOf(record, ledgerOfCounts(record, addCounts([])));
  deps.log.submitted(record.id, view.planned, repeated);
  return c.json(view, 202, {
    location: pathOf("GetJob", { id: record.id }),
    ...(repeated && { "idempotent-replayed": "true" }),
  });
}

/** A header as it was sent. `name` is in lower case, as API Gateway hands headers on. */
function headerOf(c: Context<Env>, name: string): string | undefined {
  const { headers } = c.env.event ?? {};
  return headers === undefined ? c.req.header(name) : headers[name];
}
