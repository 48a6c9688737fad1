import { type Datum, dataOf, type Measured } from "../events/datum.ts";
import type { AnsweredRequest, Metrics } from "../events/observation.ts";

declare module "../events/observation.ts" {
  interface Observations {
    api: ApiObservation;
  }
}

interface ApiObservation extends AnsweredRequest {
  kind: "api";
}

function describeApi(observation: ApiObservation): Datum[] {
  const { apiId: ApiId, stage: Stage, epochMs, status, latencyMs, integrationLatencyMs, bytes } = observation;
  const measured: Measured[] = [
    ["Count", 1, "Count"],
    ["4xx", status >= 400 && status < 500 ? 1 : 0, "Count"],
    ["5xx", status >= 500 ? 1 : 0, "Count"],
    ["Latency", latencyMs, "Milliseconds"],
    ["DataProcessed", bytes, "Bytes"],
  ];
  if (integrationLatencyMs !== undefined) {
    measured.push(["IntegrationLatency", integrationLatencyMs, "Milliseconds"]);
  }
  return dataOf("AWS/ApiGateway", epochMs, [{ ApiId }, { ApiId, Stage }], measured);
}

/** Source: API Gateway developer guide, "Monitor HTTP APIs". */
export const apiMetrics: Metrics = { api: describeApi };
