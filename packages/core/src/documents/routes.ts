import * as v from "valibot";
import { JobId } from "../job/job-id.ts";
import { JobRequest } from "../job/parse-job.ts";
import { ProbeIdText } from "../job/probe-id.ts";
import { metricNames } from "../metrics/metrics.ts";
import { AlarmDetail, AlarmList } from "./alarm-view.ts";
import { AttributionDocument } from "./attribution-document.ts";
import { CostDocument, EstimateDocument } from "./cost-document.ts";
import { DashboardView } from "./dashboard-view.ts";
import { DeadLetterList, Drop, Redrive, RedriveRequest } from "./dead-letters.ts";
import { JobList, JobView, PurgedJob } from "./job-view.ts";
import { MatrixDocument } from "./matrix-document.ts";
import { MetricView } from "./metric-view.ts";
import {
  AlarmName,
  alarmQuery,
  alarmsQuery,
  attributionQuery,
  cancelQuery,
  dashboardQuery,
  dropQuery,
  IdempotencyKey,
  listQuery,
  matrixQuery,
  metricQuery,
  samplesQuery,
  submitQuery,
} from "./parameters.ts";
import { type ApiRoute, fillPath, type Params } from "./route-declaration.ts";
import { SampleDocument } from "./sample-document.ts";
import { contentTypes } from "./sample-text.ts";
import { NewToken, TokenId, TokenList, TokenRequest, TokenView } from "./token-view.ts";

const answer = <Content extends ApiRoute["answer"]["content"]>(content: Content) =>
  ({ status: 200, content, headers: [] }) as const;
/** With a tag, by which a client asks whether it is still the same: If-None-Match, answered with 304. */
const tagged = <Content extends ApiRoute["answer"]["content"]>(content: Content) =>
  ({ status: 200, content, headers: ["etag"] }) as const;
const plain = { query: {}, headers: {}, body: undefined } as const;
const reading = { ...plain, method: "GET", params: {}, scope: "read" } as const;
const ofJob = { ...reading, params: { id: JobId } } as const;

/** What every route that needs a token may answer. */
const any = ["invalid", "forbidden", "unavailable"] as const;
const anyOfJob = [...any, "not-found", "gone", "corrupt"] as const;

/** Every route, by its name at API Gateway. docs/api.md says what each is for. */
export const routes = {
  OpenApi: {
    does: "this API as an OpenAPI 3.1 document",
    ...{ ...reading, path: "/openapi.json", scope: "open", errors: ["invalid"] },
    answer: tagged(v.looseObject({ openapi: v.literal("3.1.1") })),
  },
  Docs: {
    does: "this API as a page to read",
    ...{ ...reading, path: "/docs", scope: "open", errors: ["invalid"] },
    answer: {
      status: 200,
      content: { html: "text/html; charset=utf-8" },
      headers: ["etag", "content-security-policy", "x-content-type-options"],
    },
  },
  Health: {
    does: "says that the API runs",
    ...{ ...reading, path: "/health", scope: "open", query: undefined, errors: [] },
    answer: answer(v.object({ status: v.literal("ok") })),
  },
  ListJobs: {
    ...{ ...reading, path: "/v1/jobs", query: listQuery, answer: answer(JobList), errors: any },
    does: "lists jobs, newest first",
  },
  SubmitJob: {
    does: "submits a job",
    ...{ ...plain, method: "POST", path: "/v1/jobs", params: {}, scope: "run", body: JobRequest },
    ...{ query: submitQuery, headers: { "idempotency-key": v.optional(IdempotencyKey) } },
    dryAnswer: answer(EstimateDocument),
    answer: { status: 202, content: JobView, headers: ["location", "idempotent-replayed"] },
    errors: [
      ...any,
      ...([
        "conflict",
        "in-flight",
        "gone",
        "too-large",
        "unsupported-media-type",
        "over-budget",
        "corrupt",
      ] as const),
    ],
  },
  GetJob: {
    ...{ ...ofJob, path: "/v1/jobs/{id}", answer: tagged(JobView), errors: anyOfJob },
    does: "how far a job is",
  },
  GetCost: {
    ...{ ...ofJob, path: "/v1/jobs/{id}/cost", answer: answer(CostDocument), errors: anyOfJob },
    does: "what a job was estimated to cost, and what it cost, line by line",
  },
  CancelJob: {
    does: "cancels a job, or purges one that has ended",
    ...{ ...ofJob, method: "DELETE", path: "/v1/jobs/{id}", scope: "run", query: cancelQuery },
    answer: { status: 202, content: v.union([JobView, PurgedJob]), headers: [] },
    errors: [...anyOfJob, "conflict"],
  },
  GetMatrix: {
    does: "the statistics of every cell so far",
    ...{ ...ofJob, path: "/v1/jobs/{id}/matrix", query: matrixQuery },
    ...{ answer: tagged(MatrixDocument), errors: [...anyOfJob, "too-large"] },
  },
  GetAttribution: {
    does: "where the waits went, cell by cell",
    ...{ ...ofJob, path: "/v1/jobs/{id}/attribution", query: attributionQuery },
    ...{ answer: tagged(AttributionDocument), errors: [...anyOfJob, "too-large"] },
  },
  ListSamples: {
    does: "every stored sample, in pages, as CSV or NDJSON",
    ...{ ...ofJob, path: "/v1/jobs/{id}/samples", query: samplesQuery, errors: anyOfJob },
    answer: { status: 200, content: contentTypes, headers: ["link", "crisscross-damaged"] },
  },
  GetSample: {
    does: "one probe's marks, waterfall and bills",
    ...{ ...reading, path: "/v1/jobs/{id}/samples/{probe}", params: { id: JobId, probe: ProbeIdText } },
    ...{ answer: answer(SampleDocument), errors: anyOfJob },
  },
  ListAlarms: {
    ...{ ...reading, path: "/v1/alarms", query: alarmsQuery, answer: answer(AlarmList), errors: any },
    does: "alarms of all regions, most urgent first",
  },
  GetAlarm: {
    does: "one alarm of every region, with its history",
    ...{ ...reading, path: "/v1/alarms/{name}", params: { name: AlarmName }, query: alarmQuery },
    ...{ answer: answer(AlarmDetail), errors: [...any, "not-found"] },
  },
  GetMetric: {
    does: "a metric's series",
    ...{ ...reading, path: "/v1/metrics/{name}", params: { name: v.picklist(metricNames) } },
    ...{ query: metricQuery, answer: answer(MetricView), errors: [...any, "not-found"] },
  },
  GetDashboard: {
    does: "the dashboard with its data",
    ...{ ...reading, path: "/v1/dashboard", query: dashboardQuery, answer: answer(DashboardView) },
    errors: [...any, "not-found", "corrupt"],
  },
  ListDeadLetters: {
    ...{ ...reading, path: "/v1/deadletters", answer: answer(DeadLetterList), errors: any },
    does: "what queues gave up, with a sample of each and why",
  },
  RedriveDeadLetters: {
    does: "sends dead letters back to where they are worked on",
    ...{ ...plain, method: "POST", path: "/v1/deadletters/redrive", params: {}, scope: "admin" },
    body: RedriveRequest,
    answer: { status: 202, content: Redrive, headers: [] },
    errors: [...any, "conflict", "too-large", "unsupported-media-type", "corrupt"],
  },
  DropDeadLetters: {
    does: "deletes dead letters, and logs each with the reason",
    ...{ ...reading, method: "DELETE", path: "/v1/deadletters", scope: "admin", query: dropQuery },
    ...{ answer: answer(Drop), errors: any },
  },
  ListTokens: {
    ...{ ...reading, path: "/v1/tokens", scope: "admin", answer: answer(TokenList), errors: any },
    does: "lists tokens, without their secrets",
  },
  CreateToken: {
    does: "makes a token, and tells it once",
    ...{ ...plain, method: "POST", path: "/v1/tokens", params: {}, scope: "admin", body: TokenRequest },
    answer: { status: 201, content: NewToken, headers: [] },
    errors: [...any, "too-large", "unsupported-media-type"],
  },
  RevokeToken: {
    does: "revokes a token",
    ...{ ...reading, method: "DELETE", path: "/v1/tokens/{id}", scope: "admin", params: { id: TokenId } },
    ...{ answer: answer(TokenView), errors: [...any, "not-found", "corrupt"] },
  },
} as const satisfies Record<string, ApiRoute>;

export type RouteName = keyof typeof routes;

/** Schemas of some of a route's parameters, where what is accepted depends on the deployment or on the job. */
export type Narrowed<Name extends RouteName> = Partial<
  Record<keyof NonNullable<(typeof routes)[Name]["query"]>, v.GenericSchema>
>;

export const routeNames = Object.keys(routes) as RouteName[];

/** The path of a route with its parameters filled in. */
export const pathOf = <Name extends RouteName>(
  name: Name,
  params: Params<(typeof routes)[Name]["path"]>,
): string => fillPath(routes[name].path, params);
