import { api } from "../api.ts";
import { home } from "../regions.ts";
import { defineAlarm, type Metric } from "./alarm.ts";

export const apiMetric = (metricName: string, stat = "Sum"): Metric => ({
  namespace: "AWS/ApiGateway",
  metricName,
  dimensions: { ApiId: api.nodes.api.id },
  stat,
});

export function defineApiAlarms(): void {
  defineAlarm(home, {
    name: "http-5xx",
    severity: "critical",
    says: "The HTTP API answered with a fault of its own.",
    look: "Look first at request.failed in the log of api, then at the API's access log.",
    watches: apiMetric("5xx"),
    threshold: 1,
    missing: "quiet",
  });
  defineAlarm(home, {
    name: "http-4xx-rate",
    severity: "warning",
    says: "More than half of at least 20 requests within five minutes were refused.",
    look: "Look first at the statuses in the API's access log: 401 is a token, 429 throttling, 400 a client out of date.",
    watches: {
      expression: "IF(requests >= 20, 100 * refused / requests, 0)",
      metrics: { refused: apiMetric("4xx"), requests: apiMetric("Count") },
    },
    comparison: "GreaterThanThreshold",
    threshold: 50,
    periodSeconds: 300,
    periods: 1,
    missing: "quiet",
  });
  defineAlarm(home, {
    name: "http-latency",
    severity: "warning",
    says: "One request in ten took 3 s or longer.",
    look: "Look first at the durations of api, then at the sizes of the jobs being read.",
    watches: apiMetric("Latency", "p90"),
    threshold: 3000,
    periodSeconds: 300,
    periods: 1,
    missing: "quiet",
  });
}
