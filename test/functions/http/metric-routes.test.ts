import type { Problem } from "@crisscross/core/edge/problem";
import { metricVariants } from "@crisscross/core/metrics/metric-declaration";
import { metricNames } from "@crisscross/core/metrics/metrics";
import type { Point } from "@crisscross/functions/watching/monitor";
import { describe, expect, it } from "vitest";
import { startMs } from "../results/samples.ts";
import { denied, iso, minute, openMonitor } from "./open-monitor.ts";

describe("GET /v1/metrics/{name}", () => {
  const points = (values: readonly Point[]) => () => [...values];

  it("answers the last three hours by five minutes from every origin, with unit and meaning", async () => {
    const { get, asked } = openMonitor({
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
    const { get, asked } = openMonitor();
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
    const { get, asked } = openMonitor();
    await get("/v1/metrics/CellFailed?target=eu-west-2");
    await get("/v1/metrics/JobsStuck");
    const eu = (origin: string) => ({ dimensions: { origin, target: "eu-west-2" } });
    expect(asked).toMatchObject([
      { region: "us-east-1", queries: [eu("ap-south-1"), eu("eu-west-2")] },
      { region: "us-east-1", queries: [{ dimensions: { origin: "us-east-1" }, stat: "Maximum" }] },
    ]);
  });

  it.each(metricNames)("knows %s", async (name) => {
    expect((await openMonitor().get(`/v1/metrics/${name}`)).status).toBe(200);
  });

  it("names what is known for a name that is not", async () => {
    const { status, body } = await openMonitor().get("/v1/metrics/Nothing");
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
    const { get, asked } = openMonitor();
    const { status, body } = await get(`/v1/metrics/Probes?${query}`);
    expect(status).toBe(400);
    expect((body as Problem).errors?.map((rejection) => rejection.field)).toEqual([field]);
    expect((body as Problem).errors?.[0]?.accepted).not.toBe("");
    expect(asked).toEqual([]);
  });

  it("names a region that cannot be read", async () => {
    const { body } = await openMonitor({ "eu-west-2": { fault: denied } }).get("/v1/metrics/Lateness");
    expect(body.failures).toEqual([{ region: "eu-west-2", reason: "AccessDenied" }]);
  });
});
