/** Where each operation is. Written by `npm run openapi` from the OpenAPI document; a test compares. */
export const operationTable = {
  openApi: { method: "get", path: "/openapi.json", isKeyed: false, isText: false },
  docs: { method: "get", path: "/docs", isKeyed: false, isText: true },
  health: { method: "get", path: "/health", isKeyed: false, isText: false },
  listJobs: { method: "get", path: "/v1/jobs", isKeyed: false, isText: false },
  submitJob: { method: "post", path: "/v1/jobs", isKeyed: true, isText: false },
  getJob: { method: "get", path: "/v1/jobs/{id}", isKeyed: false, isText: false },
  cancelJob: { method: "delete", path: "/v1/jobs/{id}", isKeyed: false, isText: false },
  getMatrix: { method: "get", path: "/v1/jobs/{id}/matrix", isKeyed: false, isText: false },
  getAttribution: { method: "get", path: "/v1/jobs/{id}/attribution", isKeyed: false, isText: false },
  listSamples: { method: "get", path: "/v1/jobs/{id}/samples", isKeyed: false, isText: true },
  getSample: { method: "get", path: "/v1/jobs/{id}/samples/{probe}", isKeyed: false, isText: false },
  listAlarms: { method: "get", path: "/v1/alarms", isKeyed: false, isText: false },
  getAlarm: { method: "get", path: "/v1/alarms/{name}", isKeyed: false, isText: false },
  getMetric: { method: "get", path: "/v1/metrics/{name}", isKeyed: false, isText: false },
  getDashboard: { method: "get", path: "/v1/dashboard", isKeyed: false, isText: false },
} as const;
