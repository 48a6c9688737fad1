import type { CloudEvent } from "../events/event.ts";
import { readEpochMs } from "../time/times.ts";
import type { CloudWatch } from "./cloudwatch.ts";

/** Tells CloudWatch what it needs to know of the cloud's events: invocations, log lines, API requests. */
export function feedCloudWatch(cloudWatch: CloudWatch, event: CloudEvent): void {
  switch (event.kind) {
    case "invocation":
      cloudWatch.observe({ kind: "invocation", ...event.invocation });
      return;
    case "log":
      cloudWatch.log(event.record);
      return;
    case "access": {
      const { region, logGroup, line: message, api } = event;
      cloudWatch.log({ region, logGroup, logStream: api, epochMs: readEpochMs(), message });
      return;
    }
    case "request": {
      cloudWatch.observe({ ...event, kind: "api" });
      return;
    }
  }
}
