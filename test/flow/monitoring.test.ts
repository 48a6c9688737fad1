import { AlarmDetail, AlarmList } from "@crisscross/core/documents/alarm-view";
import { DashboardView } from "@crisscross/core/documents/dashboard-view";
import { MetricView } from "@crisscross/core/documents/metric-view";
import { parse } from "@crisscross/core/edge/schema";
import type * as v from "valibot";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readGraph } from "../support/graph.ts";
import { isOver, type System, startSystem } from "../support/system.ts";

const near = "sa-east-1";
const far = "ap-southeast-2";
const home = "us-east-1";

let system: System;
beforeAll(async () => {
  system = await startSystem(await readGraph(), [near, far]);
  const spec = { origins: [near], variants: ["bare"], seed: 31 };
  // From one to the other and back takes longer than the deadline of the second job.
  const jobs = [
    await system.submit({ ...spec, targets: [near, far], samples: 10 }),
    await system.submit({ ...spec, targets: [far], samples: 3, deadlineMs: 100 }),
  ];
  for (const { id } of jobs) await system.jobOnce(id, isOver);
}, 180_000);
afterAll(() => system.stop());

async function read<T extends v.GenericSchema>(schema: T, path: string): Promise<v.InferOutput<T>> {
  const response = await system.request("GET", path);
  expect(response.status).toBe(200);
  return parse(schema, await response.json(), path);
}

/** A metric's values added up, by region and dimensions. */
async function sumsOf(name: string, query = ""): Promise<Record<string, number>> {
  const { series, failures } = await read(MetricView, `/v1/metrics/${name}?period=60${query}`);
  expect(failures).toEqual([]);
  return Object.fromEntries(
    series.map(({ region, dimensions, points }) => [
      `${region}: ${Object.values(dimensions).join(" ")}`,
      points.reduce((sum, [, value]) => sum + value, 0),
    ]),
  );
}

describe("what the jobs published", () => {
  it("is read in each region, and adds up to what is stored", async () => {
    expect(await sumsOf("Probes")).toEqual({ [`${near}: ${near}`]: 23 });
    expect(await sumsOf("Lateness", "&stat=SampleCount")).toEqual({ [`${near}: ${near}`]: 23 });
    expect(await sumsOf("TimedOut")).toEqual({ [`${near}: ${near}`]: 3 });
    expect(await sumsOf("Total", "&stat=SampleCount")).toEqual({ [`${near}: ${near} bare`]: 20 });
    expect(await sumsOf("InnerOverhead", "&stat=SampleCount")).toEqual({ [`${near}: ${near} bare`]: 20 });
    expect(await sumsOf("Failed")).toEqual({});
  });

  it("has failed cells at home, where consume may put its own namespace", async () => {
    expect(await sumsOf("CellFailed")).toEqual({ [`${home}: ${near} ${far}`]: 3 });
  });

  it("is well-formed, and nothing was denied on the way", () => {
    const kinds = system.events.map(({ kind }) => kind);
    expect(kinds).not.toContain("metricsDropped");
    expect(kinds).not.toContain("denied");
  });
});

describe("CloudWatch through the API", () => {
  it("answers the alarms of all regions, and one with its history", async () => {
    const { alarms, counts, failures } = await read(AlarmList, "/v1/alarms");
    expect(failures).toEqual([]);
    expect(counts.ALARM + counts.INSUFFICIENT_DATA + counts.OK).toBe(alarms.length);
    expect(new Set(alarms.map(({ region }) => region))).toEqual(new Set([home, near, far]));
    const timedOut = await read(AlarmDetail, "/v1/alarms/probe-timed-out");
    expect(timedOut.alarms.map(({ region }) => region).sort()).toEqual([far, near].sort());
    expect(timedOut.alarms[0]).toMatchObject({ severity: "warning", kind: "metric" });
    expect(timedOut.alarms[0]?.history).not.toEqual([]);
    expect((await system.request("GET", "/v1/alarms/nothing")).status).toBe(404);
  });

  it("answers the dashboard with the data of the jobs", async () => {
    const { name, widgets, failures } = await read(DashboardView, "/v1/dashboard?minutes=30");
    expect({ name, failures }).toEqual({ name: "crisscross-local", failures: [] });
    const stored = widgets.find(
      (widget) => widget.type === "metric" && widget.title.startsWith("Probes stored"),
    );
    const lines = stored?.type === "metric" ? stored.lines : [];
    const points = lines.flatMap((line) => (line.region === near ? line.points : []));
    expect(points.reduce((sum, [, value]) => sum + value, 0)).toBe(23);
  });
});
