import { defineAlarms } from "./alarms.ts";
import { api } from "./api.ts";
import { defineCanary } from "./canary.ts";
import { defineDashboard } from "./dashboard.ts";
import "./plan.ts";
import "./probe.ts";
import "./reconcile.ts";
import { probes, unroutable } from "./queues.ts";
import { results } from "./storage.ts";

// Last, because they look at every function and queue there is.
defineCanary();
defineAlarms();
const dashboard = defineDashboard();

export const outputs = {
  api: api.url,
  probeTopic: probes.arn,
  resultsTable: results.name,
  unroutableQueue: unroutable.url,
  dashboard: dashboard.dashboardName,
};
