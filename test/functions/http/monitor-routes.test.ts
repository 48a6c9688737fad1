import { describe, expect, it } from "vitest";
import { alarmOf } from "../watching/fake-monitor.ts";
import { denied, iso, minute, openMonitor, ringing } from "./open-monitor.ts";

describe("GET /v1/alarms", () => {
  it("answers the alarms of all regions, the most urgent first, with their names in the stage", async () => {
    const { get } = openMonitor({
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
    const { get } = openMonitor({
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
    const { get, unreadable } = openMonitor({
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
    const { get } = openMonitor({
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
    const { get } = openMonitor({
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
    expect((await openMonitor().get(`/v1/alarms/${name}`)).status).toBe(404);
  });

  it("is 503 rather than 404 when it may be in a region that cannot be read", async () => {
    const { status, body } = await openMonitor({ "ap-south-1": { fault: denied } }).get("/v1/alarms/poison");
    expect(status).toBe(503);
    expect(body.detail).toContain("ap-south-1: AccessDenied");
  });
});
