import type { ErrorCode } from "../edge/error-status.ts";

/** One route of the HTTP API, as router, gateway and documentation read it. */
export interface Route {
  readonly method: "GET" | "POST" | "DELETE";
  /** With parameters in braces, as API Gateway writes them. */
  readonly path: `/${string}`;
  /** Whether it needs no token. */
  readonly isOpen: boolean;
  /** The parameters its query may have; one that is not named is refused. Undefined where the query is not looked at. */
  readonly query: readonly string[] | undefined;
  readonly body: "a job spec" | undefined;
  /** Of an answer that is no error. */
  readonly status: 200 | 202;
  readonly errors: readonly ErrorCode[];
}

const reading = { method: "GET", isOpen: false, body: undefined, status: 200 } as const;
/** What every closed route may answer. */
const any = ["invalid", "unavailable"] as const;
const ofJob = [...any, "not-found", "corrupt"] as const;
const cell = ["origin", "target", "variant"] as const;

/** Every route, by its name at API Gateway. docs/api.md says what each is for; answers.ts, what each answers with. */
export const routes = {
  Health: { ...reading, path: "/health", isOpen: true, query: undefined, errors: [] },
  ListJobs: { ...reading, path: "/v1/jobs", query: ["limit", "cursor", "canaries"], errors: any },
  SubmitJob: {
    ...{ method: "POST", path: "/v1/jobs", isOpen: false, query: [], body: "a job spec", status: 202 },
    errors: [...any, "conflict", "too-large", "unsupported-media-type", "corrupt"],
  },
  GetJob: { ...reading, path: "/v1/jobs/{id}", query: [], errors: ofJob },
  CancelJob: {
    ...{ method: "DELETE", path: "/v1/jobs/{id}", isOpen: false, query: [], body: undefined, status: 202 },
    errors: [...ofJob, "conflict"],
  },
  GetMatrix: { ...reading, path: "/v1/jobs/{id}/matrix", query: cell, errors: [...ofJob, "too-large"] },
  GetAttribution: {
    ...reading,
    ...{ path: "/v1/jobs/{id}/attribution", query: cell, errors: [...ofJob, "too-large"] },
  },
  ListSamples: { ...reading, path: "/v1/jobs/{id}/samples", query: ["format", "cursor"], errors: ofJob },
  GetSample: { ...reading, path: "/v1/jobs/{id}/samples/{probe}", query: [], errors: ofJob },
  ListAlarms: { ...reading, path: "/v1/alarms", query: ["state", "region"], errors: any },
  GetAlarm: { ...reading, path: "/v1/alarms/{name}", query: ["region"], errors: [...any, "not-found"] },
  GetMetric: {
    ...{ ...reading, path: "/v1/metrics/{name}", errors: [...any, "not-found"] },
    query: ["stat", "period", "from", "to", ...cell],
  },
  GetDashboard: {
    ...{ ...reading, path: "/v1/dashboard", query: ["minutes"], errors: [...any, "not-found", "corrupt"] },
  },
} as const satisfies Record<string, Route>;

export type RouteName = keyof typeof routes;

/** The names of the parameters that a route's query may have. */
export type QueryOf<Name extends RouteName> = NonNullable<(typeof routes)[Name]["query"]>[number];

export const routeNames = Object.keys(routes) as RouteName[];
