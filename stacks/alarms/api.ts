import { api } from "../api.ts";
import { apiMetric } from "../metric.ts";
import { home } from "../regions.ts";
import { type DefinedAlarm, defineAlarm } from "./alarm.ts";

export function defineApiAlarms(): DefinedAlarm[] {
  return [
    defineAlarm(home, {
      name: "http-5xx",
      severity: "critical",
      says: "The HTTP API answered with a fault of its own.",
      look: "Look first at request.failed in the log of api, then at the API's access log.",
      watches: apiMetric(api, "5xx"),
      threshold: 1,
      missing: "quiet",
    }),
    defineAlarm(home, {
      name: "http-4xx-rate",
      severity: "warning",
      says: "More than half of at least 20 requests within five minutes were refused.",
      look: "Look first at the statuses in the API's access log: 401 and 403 are tokens, 429 throttling, 400 a client out of date.",
      watches: {
        expression: "IF(requests >= 20, 100 * refused / requests, 0)",
        metrics: { refused: apiMetric(api, "4xx"), requests: apiMetric(api, "Count") },
      },
      comparison: "GreaterThanThreshold",
      threshold: 50,
      periodSeconds: 300,
      periods: 1,
      missing: "quiet",
    }),
    defineAlarm(home, {
      name: "http-latency",
      severity: "warning",
      says: "One in ten of at least 20 requests within five minutes took 3 s or longer.",
      look: "Look first at the durations of api, then at the sizes of the jobs being read.",
      // A plain percentile with few samples is either one slow request or, ignored, an alarm that light traffic never ends.
      watches: {
        expression: "IF(requests >= 20, p90, 0)",
        metrics: { p90: apiMetric(api, "Latency", "p90"), requests: apiMetric(api, "Count") },
      },
      threshold: 3000,
      periodSeconds: 300,
      periods: 1,
      missing: "quiet",
    }),
  ];
}
