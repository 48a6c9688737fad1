import { defineAlarms } from "./alarms.ts";
import { api, apiFunctions } from "./api.ts";
import { defineCanary } from "./canary.ts";
import { defineDashboard } from "./dashboard.ts";
import { events } from "./events.ts";
import { plan } from "./plan.ts";
import { isolatedFunctions, probeFunctions } from "./probe.ts";
import { probes, unroutable } from "./queues.ts";
import { reconcile } from "./reconcile.ts";
import { results } from "./storage.ts";

const functions = [reconcile, ...Object.values(apiFunctions), plan, ...probeFunctions];

defineCanary();
const dashboard = defineDashboard(functions, isolatedFunctions, defineAlarms(functions));

export const outputs = {
  api: api.url,
  probeTopic: probes.arn,
  resultsTable: results.name,
  eventTopic: events.arn,
  unroutableQueue: unroutable.url,
  dashboard: dashboard.dashboardName,
};
