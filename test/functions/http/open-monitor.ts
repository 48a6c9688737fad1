import { type AppError, problemOf } from "@crisscross/core/edge/error";
import type { Bindings } from "@crisscross/functions/http/app";
import { addMonitorRoutes } from "@crisscross/functions/http/monitor-routes";
import { Hono } from "hono";
import { startMs } from "../results/samples.ts";
import { alarmOf, type FakeRegion, fakeMonitors } from "../watching/fake-monitor.ts";

export const denied = Object.assign(new Error("User: arn:… is not authorized"), { name: "AccessDenied" });
export const iso = (ms: number) => new Date(startMs + ms).toISOString();
export const minute = 60_000;

/** The routes that read CloudWatch, over regions that answer as told. */
export function openMonitor(regions: Readonly<Record<string, FakeRegion>> = {}) {
  const monitors = fakeMonitors(regions);
  const app = new Hono<{ Bindings: Bindings }>();
  addMonitorRoutes(app, monitors.deps);
  app.onError((error) => Response.json(problemOf(error as AppError), { status: (error as AppError).status }));
  const get = async (path: string) => {
    const response = await app.request(path);
    return { status: response.status, body: JSON.parse(await response.text()) };
  };
  return { ...monitors, get };
}

export const ringing = alarmOf("inner-throttles", {
  state: "ALARM",
  sinceMs: startMs - minute,
  reason: "1 datapoint was >= 1",
});
