import { api } from "./api.ts";
import "./plan.ts";
import "./probe.ts";
import "./reconcile.ts";
import { probes, unroutable } from "./queues.ts";
import { results } from "./storage.ts";

export const outputs = {
  api: api.url,
  probeTopic: probes.arn,
  resultsTable: results.name,
  unroutableQueue: unroutable.url,
};
