import * as v from "valibot";
import { JobId } from "../job/job-id.ts";
import { JobRequest } from "../job/parse-job.ts";
import { ProbeIdText } from "../job/probe-id.ts";
import { metricNames } from "../metrics/metrics.ts";
import { AlarmDetail, AlarmList } from "./alarm-view.ts";
import { AttributionDocument } from "./attribution-document.ts";
import { DashboardView } from "./dashboard-view.ts";
import { JobList, JobView } from "./job-view.ts";
import { MatrixDocument } from "./matrix-document.ts";
import { MetricView } from "./metric-view.ts";
import {
  AlarmName,
  alarmQuery,
  alarmsQuery,
  cellQuery,
  dashboardQuery,
  IdempotencyKey,
  listQuery,
  matrixQuery,
  metricQuery,
  samplesQuery,
} from "./parameters.ts";
import { fillPath, type Params, type Route } from "./route.ts";
import { SampleDocument } from "./sample-document.ts";
import { contentTypes } from "./sample-text.ts";

const answer = <Content extends Route["answer"]["content"]>(content: Content) =>
  ({ status: 200, content, headers: [] }) as const;
const closed = { isOpen: false, query: {}, headers: {}, body: undefined } as const;
const reading = { ...closed, method: "GET", params: {} } as const;
const ofJob = { ...reading, params: { id: JobId } } as const;

/** What every closed route may answer. */
const any = ["invalid", "unavailable"] as const;
const anyOfJob = [...any, "not-found", "corrupt"] as const;

/** Every route, by its name at API Gateway. docs/api.md says what each is for. */
export const routes = {
  Health: {
    ...{ ...reading, path: "/health", isOpen: true, query: undefined, errors: [] },
    answer: answer(v.object({ status: v.literal("ok") })),
  },
  ListJobs: { ...reading, path: "/v1/jobs", query: listQuery, answer: answer(JobList), errors: any },
  SubmitJob: {
    ...{ ...closed, method: "POST", path: "/v1/jobs", params: {}, body: JobRequest },
    headers: { "idempotency-key": v.optional(IdempotencyKey) },
    answer: { status: 202, content: JobView, headers: ["location"] },
    errors: [...any, "conflict", "too-large", "unsupported-media-type", "corrupt"],
  },
  GetJob: { ...ofJob, path: "/v1/jobs/{id}", answer: answer(JobView), errors: anyOfJob },
  CancelJob: {
    ...{ ...ofJob, method: "DELETE", path: "/v1/jobs/{id}" },
    answer: { status: 202, content: JobView, headers: [] },
    errors: [...anyOfJob, "conflict"],
  },
  GetMatrix: {
    ...{ ...ofJob, path: "/v1/jobs/{id}/matrix", query: matrixQuery },
    ...{ answer: answer(MatrixDocument), errors: [...anyOfJob, "too-large"] },
  },
  GetAttribution: {
    ...{ ...ofJob, path: "/v1/jobs/{id}/attribution", query: cellQuery },
    ...{ answer: answer(AttributionDocument), errors: [...anyOfJob, "too-large"] },
  },
  ListSamples: {
    ...{ ...ofJob, path: "/v1/jobs/{id}/samples", query: samplesQuery, errors: anyOfJob },
    answer: { status: 200, content: contentTypes, headers: ["link", "crisscross-damaged"] },
  },
  GetSample: {
    ...{ ...reading, path: "/v1/jobs/{id}/samples/{probe}", params: { id: JobId, probe: ProbeIdText } },
    ...{ answer: answer(SampleDocument), errors: anyOfJob },
  },
  ListAlarms: { ...reading, path: "/v1/alarms", query: alarmsQuery, answer: answer(AlarmList), errors: any },
  GetAlarm: {
    ...{ ...reading, path: "/v1/alarms/{name}", params: { name: AlarmName }, query: alarmQuery },
    ...{ answer: answer(AlarmDetail), errors: [...any, "not-found"] },
  },
  GetMetric: {
    ...{ ...reading, path: "/v1/metrics/{name}", params: { name: v.picklist(metricNames) } },
    ...{ query: metricQuery, answer: answer(MetricView), errors: [...any, "not-found"] },
  },
  GetDashboard: {
    ...{ ...reading, path: "/v1/dashboard", query: dashboardQuery, answer: answer(DashboardView) },
    errors: [...any, "not-found", "corrupt"],
  },
} as const satisfies Record<string, Route>;

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
