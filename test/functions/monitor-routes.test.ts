import type { Problem } from "@crisscross/core/error";
import { type AppError, problemOf } from "@crisscross/core/error";
import { metricNames, metricVariants } from "@crisscross/core/metrics";
import type { Bindings } from "@crisscross/functions/http/app";
import { addMonitorRoutes } from "@crisscross/functions/http/monitor-routes";
import type { Point } from "@crisscross/functions/monitor";
import { Hono } from "hono";
import { describe, expect, it } from "vitest";
import { alarmOf, type FakeRegion, fakeMonitors } from "./fake-monitor.ts";
import { startMs } from "./samples.ts";

const denied = Object.assign(new Error("User: arn:… is not authorized"), { name: "AccessDenied" });
const iso = (ms: number) => new Date(startMs + ms).toISOString();
const minute = 60_000;

function open(regions: Readonly<Record<string, FakeRegion>> = {}) {
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

const ringing = alarmOf("inner-throttles", {
  state: "ALARM",
  sinceMs: startMs - minute,
  reason: "1 datapoint was >= 1",
});

describe("GET /v1/alarms", () => {
  it("answers the alarms of all regions, the most urgent first, with their names in the stage", async () => {
    const { get } = open({
      "us-east-1": {
        alarms: [alarmOf("http-5xx"), alarmOf("region", { kind: "composite", description: "" })],
      },
      "ap-south-1": {
        alarms: [alarmOf("poison", { state: "ALARM", description: "warning: Poison. Look first." }), ringing],
      },
      "eu-west-2": {
        alarms: [
          alarmOf("poison", { state: "INSUFFICIENT_DATA" }),
          { ...alarmOf("x"), alarmName: "another-stage-x" },
        ],
      },
    });
    const { status, body } = await get("/v1/alarms");
    expect(status).toBe(200);
    expect(body.counts).toEqual({ ALARM: 2, INSUFFICIENT_DATA: 1, OK: 2 });
    expect(body.failures).toEqual([]);
    expect(body.alarms.map(({ region, name }: typeof body) => `${region} ${name}`)).toEqual([
      "ap-south-1 inner-throttles",
      "ap-south-1 poison",
      "eu-west-2 poison",
      "us-east-1 http-5xx",
      "us-east-1 region",
    ]);
    expect(body.alarms[0]).toEqual({
      name: "inner-throttles",
      region: "ap-south-1",
      kind: "metric",
      state: "ALARM",
      since: iso(-minute),
      why: "1 datapoint was >= 1",
      severity: "critical",
      description: "inner-throttles rings. Look first at the log.",
    });
    expect(body.alarms[4]).not.toHaveProperty("severity");
  });

  it("answers those of one state or one region only", async () => {
    const { get } = open({
      "us-east-1": { alarms: [alarmOf("a"), alarmOf("b", { state: "ALARM" })] },
      "ap-south-1": { alarms: [ringing] },
    });
    const namesAt = async (path: string) =>
      (await get(path)).body.alarms.map(({ name }: { name: string }) => name);
    expect(await namesAt("/v1/alarms?state=ALARM")).toEqual(["b", "inner-throttles"]);
    expect(await namesAt("/v1/alarms?region=us-east-1")).toEqual(["b", "a"]);
    expect(await namesAt("/v1/alarms?region=us-east-1&state=OK")).toEqual(["a"]);
  });

  it("names a region that cannot be read beside the others' alarms", async () => {
    const { get, unreadable } = open({
      "us-east-1": { alarms: [alarmOf("a")] },
      "ap-south-1": { fault: denied },
    });
    const { status, body } = await get("/v1/alarms");
    expect(status).toBe(200);
    expect(body.alarms).toHaveLength(1);
    expect(body.failures).toEqual([{ region: "ap-south-1", reason: "AccessDenied" }]);
    expect(unreadable).toEqual([{ region: "ap-south-1", error: denied }]);
  });

  it("is 503 naming every region when none can be read", async () => {
    const { get } = open({
      "us-east-1": { fault: denied },
      "ap-south-1": { fault: denied },
      "eu-west-2": { fault: new Error() },
    });
    const { status, body } = await get("/v1/alarms");
    expect(status).toBe(503);
    expect(body.detail).toContain("us-east-1: AccessDenied; ap-south-1: AccessDenied; eu-west-2: Error");
  });
});

describe("GET /v1/alarms/{name}", () => {
  const item = { at: iso(0), kind: "state" as const, summary: "Alarm updated from OK to ALARM" };

  it("answers an alarm with its history in every region that has it", async () => {
    const { get } = open({
      "ap-south-1": { alarms: [ringing], history: { [ringing.alarmName]: [item] } },
      "eu-west-2": { alarms: [alarmOf("inner-throttles"), alarmOf("inner-throttles-more")] },
    });
    const { status, body } = await get("/v1/alarms/inner-throttles");
    expect(status).toBe(200);
    expect(body).toMatchObject({
      name: "inner-throttles",
      alarms: [
        { region: "ap-south-1", state: "ALARM", history: [item] },
        { region: "eu-west-2", state: "OK", history: [] },
      ],
      failures: [],
    });
    expect((await get("/v1/alarms/inner-throttles?region=eu-west-2")).body.alarms).toHaveLength(1);
  });

  it.each(["nowhere", "a%20b", "%22", "x".repeat(201)])("is 404 for %s", async (name) => {
    expect((await open().get(`/v1/alarms/${name}`)).status).toBe(404);
  });

  it("is 503 rather than 404 when it may be in a region that cannot be read", async () => {
    const { status, body } = await open({ "ap-south-1": { fault: denied } }).get("/v1/alarms/poison");
    expect(status).toBe(503);
    expect(body.detail).toContain("ap-south-1: AccessDenied");
  });
});

describe("GET /v1/metrics/{name}", () => {
  const points = (values: readonly Point[]) => () => [...values];

  it("answers the last three hours by five minutes from every origin, with unit and meaning", async () => {
    const { get, asked } = open({
      "ap-south-1": { points: points([[startMs - 300_000, 7]]) },
      "eu-west-2": { points: points([]) },
    });
    const { status, body } = await get("/v1/metrics/Probes");
    expect(status).toBe(200);
    expect(body).toEqual({
      name: "Probes",
      unit: "Count",
      meaning: "probes stored, whatever their outcome",
      stat: "Sum",
      periodSeconds: 300,
      from: iso(-180 * minute),
      to: iso(0),
      series: [{ region: "ap-south-1", dimensions: { origin: "ap-south-1" }, points: [[iso(-300_000), 7]] }],
      failures: [],
    });
    expect(asked.map(({ region, queries }) => [region, queries])).toEqual(
      ["ap-south-1", "eu-west-2"].map((origin) => [
        origin,
        [
          {
            namespace: "Crisscross/test",
            name: "Probes",
            dimensions: { origin },
            stat: "Sum",
            periodSeconds: 300,
          },
        ],
      ]),
    );
  });

  it("asks for every variant, or for the one wanted, over the window wanted", async () => {
    const { get, asked } = open();
    const window = `from=${iso(-60 * minute)}&to=${iso(-minute)}&period=60&stat=p90`;
    await get(`/v1/metrics/Total?origin=eu-west-2&${window}`);
    await get(`/v1/metrics/Total?origin=eu-west-2&variant=bare&${window}`);
    expect(
      asked.map(({ region, queries }) => [region, queries.map(({ dimensions }) => dimensions.variant)]),
    ).toEqual([
      ["eu-west-2", metricVariants],
      ["eu-west-2", ["bare"]],
    ]);
    expect(asked[1]).toMatchObject({
      window: { fromMs: startMs - 60 * minute, toMs: startMs - minute },
      queries: [{ stat: "p90", periodSeconds: 60 }],
    });
  });

  it("asks at home for failed cells and for what reconcile counts", async () => {
    const { get, asked } = open();
    await get("/v1/metrics/CellFailed?target=eu-west-2");
    await get("/v1/metrics/JobsStuck");
    const eu = (origin: string) => ({ dimensions: { origin, target: "eu-west-2" } });
    expect(asked).toMatchObject([
      { region: "us-east-1", queries: [eu("ap-south-1"), eu("eu-west-2")] },
      { region: "us-east-1", queries: [{ dimensions: { origin: "us-east-1" }, stat: "Maximum" }] },
    ]);
  });

  it.each(metricNames)("knows %s", async (name) => {
    expect((await open().get(`/v1/metrics/${name}`)).status).toBe(200);
  });

  it("names what is known for a name that is not", async () => {
    const { status, body } = await open().get("/v1/metrics/Nothing");
    expect(status).toBe(404);
    expect(body.detail).toContain("Probes, Throttled");
  });

  it.each([
    ["stat=p101", "stat"],
    ["stat=sum", "stat"],
    ["period=90", "period"],
    ["period=0", "period"],
    ["period=86460", "period"],
    ["from=yesterday", "from"],
    ["from=2026-13-01T00:00:00Z", "from"],
    [`from=${iso(0)}&to=${iso(0)}`, "from"],
    [`from=${iso(-500 * 86_400_000)}`, "from"],
    [`from=${iso(-20 * 86_400_000)}&to=${iso(-19 * 86_400_000)}&period=60`, "period"],
    [`from=${iso(-100 * 86_400_000)}&to=${iso(-99 * 86_400_000)}&period=300`, "period"],
    [`from=${iso(-10 * 86_400_000)}`, "period"],
    [`to=${iso(86_400_000)}`, "to"],
    ["origin=mars-1", "origin"],
    ["target=eu-west-2", "target"],
    ["stat=Sum&stat=p50", "stat"],
    ["colour=blue", "colour"],
  ])("is 400 for %s and says what %s may be", async (query, field) => {
    const { get, asked } = open();
    const { status, body } = await get(`/v1/metrics/Probes?${query}`);
    expect(status).toBe(400);
    expect((body as Problem).errors?.map((rejection) => rejection.field)).toEqual([field]);
    expect((body as Problem).errors?.[0]?.accepted).not.toBe("");
    expect(asked).toEqual([]);
  });

  it("names a region that cannot be read", async () => {
    const { body } = await open({ "eu-west-2": { fault: denied } }).get("/v1/metrics/Lateness");
    expect(body.failures).toEqual([{ region: "eu-west-2", reason: "AccessDenied" }]);
  });
});

describe("GET /v1/dashboard", () => {
  const regional = { region: "ap-south-1" };
  const body = (widgets: readonly object[]) => JSON.stringify({ start: "-PT3H", widgets });
  const text = { type: "text", x: 0, properties: { markdown: "## Traffic" } };
  const probes = {
    type: "metric",
    properties: {
      ...{ title: "Probes", region: "ap-south-1", stat: "Sum", period: 60 },
      yAxis: { left: { label: "Count" } },
      metrics: [
        [
          "Crisscross/test",
          "Probes",
          "origin",
          "ap-south-1",
          { region: "ap-south-1", label: "Mumbai", stat: "Sum" },
        ],
        ["AWS/SQS", "NumberOfMessagesSent", "QueueName", "q", { region: "eu-west-2" }],
      ],
    },
  };
  const states = {
    type: "alarm",
    properties: { title: "Ringing", alarms: [ringing.arn, alarmOf("quiet").arn], states: ["ALARM"] },
  };

  it("answers each widget with what it shows, each line from its own region", async () => {
    const { get, asked } = open({
      "us-east-1": { dashboardBody: body([text, probes, states]) },
      "ap-south-1": { alarms: [ringing, alarmOf("quiet")], points: () => [[startMs - 300_000, 4]] },
    });
    const { status, body: shown } = await get("/v1/dashboard");
    expect(status).toBe(200);
    expect(shown).toMatchObject({
      name: "crisscross-test",
      from: iso(-180 * minute),
      to: iso(0),
      failures: [],
    });
    expect(shown.widgets).toEqual([
      { type: "text", markdown: "## Traffic" },
      {
        type: "metric",
        title: "Probes",
        unit: "Count",
        periodSeconds: 300,
        lines: [
          { label: "Mumbai", ...regional, stat: "Sum", points: [[iso(-300_000), 4]] },
          { label: "NumberOfMessagesSent", region: "eu-west-2", stat: "Sum", points: [] },
        ],
      },
      {
        type: "alarm",
        title: "Ringing",
        watched: 2,
        alarms: [expect.objectContaining({ name: "inner-throttles", state: "ALARM" })],
      },
    ]);
    expect(asked.map(({ region, queries }) => `${region} ${queries.map(({ name }) => name)}`)).toEqual([
      "ap-south-1 Probes",
      "eu-west-2 NumberOfMessagesSent",
    ]);
  });

  it.each([
    [5, 60],
    [60, 60],
    [61, 300],
    [1_440, 3_600],
    [20_160, 21_600],
  ])("over %i minutes reads by %i s, at most 60 points a line", async (minutes, periodSeconds) => {
    const { get } = open({ "us-east-1": { dashboardBody: body([probes]) } });
    const { body: shown } = await get(`/v1/dashboard?minutes=${minutes}`);
    expect(shown.widgets[0].periodSeconds).toBe(periodSeconds);
  });

  it("shows a region that cannot be read as a failure, and its lines empty", async () => {
    const { get } = open({ "us-east-1": { dashboardBody: body([probes]) }, "eu-west-2": { fault: denied } });
    const { body: shown } = await get("/v1/dashboard");
    expect(shown.failures).toEqual([{ region: "eu-west-2", reason: "AccessDenied" }]);
    expect(shown.widgets[0].lines).toHaveLength(2);
  });

  it("is 404 when there is no dashboard, 500 when its body is not what stacks/ generates", async () => {
    expect((await open().get("/v1/dashboard")).status).toBe(404);
    const strange = { "us-east-1": { dashboardBody: body([{ type: "explorer", properties: {} }]) } };
    expect(await open(strange).get("/v1/dashboard")).toMatchObject({
      status: 500,
      body: { code: "corrupt" },
    });
  });

  it.each(["minutes=4", "minutes=20161", "minutes=1.5", "minutes=", "hours=3"])(
    "is 400 for %s",
    async (query) => {
      expect((await open().get(`/v1/dashboard?${query}`)).status).toBe(400);
    },
  );
});
