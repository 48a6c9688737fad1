import { routes } from "@crisscross/core/documents/routes";
import { apiFunctions } from "./api.ts";
import { probePlacements, settings } from "./regions.ts";
import { defineSchedule } from "./schedules.ts";

/** Given up when the next one is launched, so that canaries do not pile up behind what holds one back. */
const body = (timeLimitMinutes: number) => ({
  origins: probePlacements.map(({ region }) => region),
  targets: probePlacements.slice(0, 1).map(({ region }) => region),
  variants: ["bare"],
  samples: 1,
  timeLimitMinutes,
});

const { method, path } = routes.SubmitJob;

/** Submitting a job as API Gateway hands it to the function: its payload format 2.0, as far as the function reads it. */
const event = (minutes: number) => ({
  version: "2.0",
  routeKey: `${method} ${path}`,
  rawPath: path,
  rawQueryString: "",
  headers: { "content-type": "application/json" },
  requestContext: {
    domainName: "canary.invalid",
    http: {
      method,
      path,
      protocol: "HTTP/1.1",
      sourceIp: "127.0.0.1",
      userAgent: "canary",
    },
    // By this its jobs are told from others: core's job/canary.ts.
    authorizer: { lambda: { principal: "canary", scopes: "run" } },
  },
  body: JSON.stringify(body(minutes)),
  isBase64Encoded: false,
});

/** Launches the smallest job that passes through every origin, so that silence is a fault even when nobody measures. */
export function defineCanary(): void {
  const minutes = settings.canaryMinutes;
  if (minutes === false) return;
  defineSchedule("CanarySchedule", minutes, apiFunctions.answering.fn, event(minutes));
}
