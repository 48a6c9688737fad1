import { Logger } from "@aws-lambda-powertools/logger";
import { epochMs } from "@crisscross/core/edge/time";
import type { MetricDatum } from "@crisscross/core/metrics/metric-datum";
import { monitors } from "@crisscross/functions/aws/cloudwatch-monitor";
import { openMetrics } from "@crisscross/functions/aws/metrics";
import { toEpochMs } from "@crisscross/local/time/times";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { pointClientsAt, serveEach } from "./served.ts";
import { line, MINUTE_MS, metricAlarm, region, resource, startMs } from "./virtual-cloudwatch.ts";

const aws = serveEach();
beforeEach(() => pointClientsAt(aws.endpoint));
afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllEnvs();
});

const monitor = () => monitors()(region);
const window = { fromMs: epochMs(startMs), toMs: epochMs(startMs + 10 * MINUTE_MS) };
const queryOf = (name: string, dimensions: Record<string, string>, stat = "Sum") => ({
  namespace: "Crisscross/test",
  name,
  dimensions,
  stat,
  periodSeconds: 60,
});

describe("a monitor of the local CloudWatch", () => {
  it("gives metric and composite alarms of a prefix with state, reason and since when, and their history", async () => {
    aws.cloudWatch.provision([
      metricAlarm("app-failures", { alarmDescription: "critical: It fails." }),
      metricAlarm("other-failures"),
      resource("compositeAlarm:CompositeAlarm", {
        alarmName: "app-region",
        alarmRule: 'ALARM("app-failures")',
      }),
    ]);
    aws.cloudWatch.measure("Failures", 3);
    await aws.cloudWatch.endMinute();
    const found = await monitor().alarms({ prefix: "app-" });
    expect(found.map(({ alarmName, kind, state }) => [alarmName, kind, state]).sort()).toEqual([
      ["app-failures", "metric", "ALARM"],
      ["app-region", "composite", "ALARM"],
    ]);
    expect(found.find(({ kind }) => kind === "metric")).toMatchObject({
      arn: `arn:aws:cloudwatch:${region}:000000000000:alarm:app-failures`,
      description: "critical: It fails.",
      sinceMs: startMs + MINUTE_MS,
      reason: expect.stringContaining("Threshold Crossed"),
    });
    expect(await monitor().alarms({ names: ["app-region"], state: "OK" })).toEqual([]);
    const [latest] = await monitor().history("app-failures");
    expect(latest).toEqual({
      at: new Date(startMs + MINUTE_MS).toISOString(),
      kind: "state",
      summary: "Alarm updated from INSUFFICIENT_DATA to ALARM",
    });
    expect(await monitor().history("app-region")).not.toEqual([]);
  });

  it("follows pages, of alarms and of queries beyond one request", async () => {
    aws.cloudWatch.provision(Array.from({ length: 130 }, (_, place) => metricAlarm(`many-${place}`)));
    expect(await monitor().alarms({ prefix: "many-" })).toHaveLength(130);
    aws.cloudWatch.measure("Failures", 5);
    const asked = { ...queryOf("Failures", {}), namespace: "Test" };
    const queries = [...Array.from({ length: 510 }, () => queryOf("Nothing", {})), asked];
    const points = await monitor().metricData(queries, window);
    expect(points).toHaveLength(511);
    expect(points[510]).toEqual([[startMs, 5]]);
    expect(points[0]).toEqual([]);
  });

  it("gives a dashboard's body, and undefined when there is none", async () => {
    const dashboardBody = '{"widgets":[]}';
    aws.cloudWatch.provision([resource("dashboard:Dashboard", { dashboardName: "app", dashboardBody })]);
    expect(await monitor().dashboardBody("app")).toBe(dashboardBody);
    expect(await monitor().dashboardBody("none")).toBeUndefined();
  });

  it("rejects with the client's error when CloudWatch refuses", async () => {
    const query = { ...queryOf("Failures", {}), stat: "nonsense" };
    await expect(monitor().metricData([query], window)).rejects.toThrow("nonsense");
  });
});

describe("metrics of our own in the local CloudWatch", () => {
  const origin = "eu-west-2";
  const data: readonly MetricDatum[] = [
    { name: "Probes", dimensions: { origin }, values: [3] },
    { name: "Lateness", dimensions: { origin }, values: [1, 2, 9] },
    { name: "Total", dimensions: { origin, variant: "bare" }, values: [300, 310.5] },
    { name: "CellFailed", dimensions: { origin, target: "us-west-1" }, values: [2] },
  ];

  it("are read back as they were published: embedded in the own region, put at home", async () => {
    vi.spyOn(process.stdout, "write").mockImplementation((chunk) => {
      const message = String(chunk).trim();
      aws.cloudWatch.log({
        ...line,
        kind: "function",
        message,
        epochMs: toEpochMs(aws.cloudWatch.clock.nowMs),
      });
      return true;
    });
    // Timestamps are the wall clock's, which here is ahead of the virtual one or behind it.
    aws.cloudWatch.clock.nowMs = Date.now();
    const nowMs = aws.cloudWatch.clock.nowMs;
    const options = { namespace: "Crisscross/test", region, homeRegion: "us-east-1" };
    await openMetrics({ ...options, logger: new Logger() }).publish(data);
    vi.restoreAllMocks();
    expect(aws.cloudWatch.events).toEqual([]);
    const around = { fromMs: epochMs(nowMs - MINUTE_MS), toMs: epochMs(nowMs + 2 * MINUTE_MS) };
    const valuesIn = async (where: string, ...queries: ReturnType<typeof queryOf>[]) => {
      const points = await monitors()(where).metricData(queries, around);
      return points.map((series) => series.map(([, value]) => value));
    };
    expect(
      await valuesIn(
        region,
        queryOf("Probes", { origin }),
        queryOf("Lateness", { origin }, "SampleCount"),
        queryOf("Lateness", { origin }, "Maximum"),
        queryOf("Total", { origin, variant: "bare" }, "Average"),
        queryOf("CellFailed", { origin, target: "us-west-1" }),
      ),
    ).toEqual([[3], [3], [9], [305.25], []]);
    expect(await valuesIn("us-east-1", queryOf("CellFailed", { origin, target: "us-west-1" }))).toEqual([
      [2],
    ]);
  });
});
