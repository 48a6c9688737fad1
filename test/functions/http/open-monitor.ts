import type { AppError } from "@crisscross/core/edge/error";
import { epochMs } from "@crisscross/core/edge/time";
import type { Env } from "@crisscross/functions/http/handler";
import { monitorHandlers } from "@crisscross/functions/http/monitor-handlers";
import { problemResponse } from "@crisscross/functions/http/problem-response";
import { addRoutes } from "@crisscross/functions/http/router";
import { Hono } from "hono";
import { startMs } from "../results/samples.ts";
import { callerWith, routing, sentBy } from "../tokens/callers.ts";
import { alarmOf, type FakeRegion, fakeMonitors } from "../watching/fake-monitor.ts";
import { checkDeclared } from "./declared.ts";

export const denied = Object.assign(new Error("User: arn:… is not authorized"), { name: "AccessDenied" });
export const iso = (ms: number) => new Date(startMs + ms).toISOString();
export const minute = 60_000;

/** The routes that read CloudWatch, over regions that answer as told. */
export function openMonitor(regions: Readonly<Record<string, FakeRegion>> = {}) {
  const monitors = fakeMonitors(regions);
  const app = new Hono<Env>();
  addRoutes(app, monitorHandlers(monitors.deps, "simulated"), routing);
  app.onError((error) => problemResponse(error as AppError, undefined));
  const get = async (path: string) => {
    const response = await app.request(path, {}, sentBy(callerWith("read")));
    await checkDeclared("GET", path, response);
    return { status: response.status, body: JSON.parse(await response.text()) };
  };
  return { ...monitors, get };
}

export const ringing = alarmOf("inner-throttles", {
  state: "ALARM",
  sinceMs: epochMs(startMs - minute),
  reason: "1 datapoint was >= 1",
});
