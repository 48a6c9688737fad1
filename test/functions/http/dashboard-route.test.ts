import { describe, expect, it } from "vitest";
import { startMs } from "../results/samples.ts";
import { alarmOf } from "../watching/fake-monitor.ts";
import { denied, iso, minute, openMonitor, ringing } from "./open-monitor.ts";

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
    const { get, asked } = openMonitor({
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
    const { get } = openMonitor({ "us-east-1": { dashboardBody: body([probes]) } });
    const { body: shown } = await get(`/v1/dashboard?minutes=${minutes}`);
    expect(shown.widgets[0].periodSeconds).toBe(periodSeconds);
  });

  it("shows a region that cannot be read as a failure, and its lines empty", async () => {
    const { get } = openMonitor({
      "us-east-1": { dashboardBody: body([probes]) },
      "eu-west-2": { fault: denied },
    });
    const { body: shown } = await get("/v1/dashboard");
    expect(shown.failures).toEqual([{ region: "eu-west-2", reason: "AccessDenied" }]);
    expect(shown.widgets[0].lines).toHaveLength(2);
  });

  it("is 404 when there is no dashboard, 500 when its body is not what stacks/ generates", async () => {
    expect((await openMonitor().get("/v1/dashboard")).status).toBe(404);
    const strange = { "us-east-1": { dashboardBody: body([{ type: "explorer", properties: {} }]) } };
    expect(await openMonitor(strange).get("/v1/dashboard")).toMatchObject({
      status: 500,
      body: { code: "corrupt" },
    });
  });

  it.each(["minutes=4", "minutes=20161", "minutes=1.5", "minutes=", "hours=3"])(
    "is 400 for %s",
    async (query) => {
      expect((await openMonitor().get(`/v1/dashboard?${query}`)).status).toBe(400);
    },
  );
});
