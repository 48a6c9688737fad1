import type { CostDocument, EstimateDocument } from "@crisscross/core/documents/cost-document";
import { describe, expect, it } from "vitest";
import { blockOf, sampleOf } from "../results/samples.ts";
import { alarmOf, fakeMonitors } from "../watching/fake-monitor.ts";
import { json, openApi } from "./open-api.ts";

const body = {
  origins: ["ap-south-1"],
  targets: ["us-west-1", "eu-west-2"],
  variants: ["bare", "db-get"],
  samples: 10,
};

async function dryRun(more: object = {}, opened = openApi()) {
  const init = { method: "POST", body: JSON.stringify({ ...body, ...more }), headers: json };
  const { status, body: answer } = await opened.request("/v1/jobs?dryRun=true", init);
  return { status, answer, opened };
}

describe("POST /v1/jobs?dryRun=true", () => {
  it("says what a job would take and cost, line by line, with the day and source of every price", async () => {
    const { status, answer } = await dryRun();
    const { lines, usd, isAtLeast, ...rest }: EstimateDocument = answer;
    expect(status).toBe(200);
    expect(rest).toMatchObject({ cells: 4, blocks: 4, probes: 40, spec: { seed: 77, samples: 10 } });
    expect(rest.seconds).toBeGreaterThan(1);
    expect(lines.find(({ item, by }) => item === "lambdaRequest" && by === "inner")).toEqual({
      ...{ region: "us-west-1", item: "lambdaRequest", by: "inner", amount: 10, unit: "request", usd: 2e-6 },
      price: { usd: 2e-7, date: "2026-09-29", source: "AWS's bulk price lists for us-west-1" },
    });
    for (const { price } of lines)
      expect("unknown" in price || /^\d{4}-\d\d-\d\d$/.test(price.date)).toBe(true);
    // SQS in Mumbai is in no copy of a list that was found.
    expect(isAtLeast).toBe(true);
    expect(lines.filter((line) => line.usd === undefined).map(({ region, item }) => [region, item])).toEqual([
      ["ap-south-1", "sqsRequest"],
    ]);
    expect(usd).toBeCloseTo(
      lines.reduce((sum, line) => sum + (line.usd ?? 0), 0),
      12,
    );
  });

  it("stores and queues nothing, whatever key it comes under", async () => {
    const opened = openApi();
    const headers = { ...json, "idempotency-key": "k1" };
    const init = { method: "POST", body: JSON.stringify(body), headers };
    expect((await opened.request("/v1/jobs?dryRun=true", init)).status).toBe(200);
    expect([opened.store.writes(), opened.sent]).toEqual([0, []]);
    expect((await opened.post(JSON.stringify(body), headers)).status).toBe(202);
  });

  it("estimates what the job is then stored with", async () => {
    const { answer, opened } = await dryRun();
    const { body: view } = await opened.post(JSON.stringify(body));
    expect(view.estimatedUsd).toBeCloseTo(answer.usd, 6);
  });

  it("refuses what a submission refuses, in the same words", async () => {
    const { status, answer, opened } = await dryRun({ samples: -1 });
    const refused = await opened.post(JSON.stringify({ ...body, samples: -1 }));
    expect(status).toBe(400);
    expect(answer).toEqual(refused.body);
  });

  it.each(["dryRun=false", "dryRun=", "dryRun=true&dryRun=true", "dry=true"])(
    "refuses ?%s",
    async (query) => {
      const opened = openApi();
      const init = { method: "POST", body: "{}", headers: json };
      expect((await opened.request(`/v1/jobs?${query}`, init)).status).toBe(400);
      expect(opened.store.writes()).toBe(0);
    },
  );

  it("has the stage's alarms beside the total, and names regions that cannot be read", async () => {
    const monitored = (regions: Parameters<typeof fakeMonitors>[0]) =>
      openApi((deps) => {
        deps.monitor = fakeMonitors(regions).deps;
      });
    const alarms = [
      alarmOf("a", { metrics: 3 }),
      alarmOf("b"),
      alarmOf("c", { kind: "composite", metrics: 0 }),
    ];
    const { answer } = await dryRun(
      {},
      monitored({ "us-east-1": { alarms }, "eu-west-2": { fault: new Error("no") } }),
    );
    const { alarms: standing, usd, seconds }: EstimateDocument = answer;
    const amount = (4 * seconds) / 3_600 / 730;
    expect(standing.lines.map((line) => [line.region, line.amount])).toEqual([
      ["us-east-1", expect.closeTo(amount, 12)],
      ["ap-south-1", 0],
    ]);
    expect(standing.usd).toBeCloseTo(0.1 * amount, 12);
    expect(standing.failures).toEqual([{ region: "eu-west-2", reason: "Error" }]);
    expect(usd).toBe((await dryRun()).answer.usd);
  });
});

describe("budgetUsd", () => {
  it("refuses a job that is estimated to cost more, with the estimate and what to do, and does nothing", async () => {
    const { answer, opened } = await dryRun();
    const { status, body: problem } = await opened.post(JSON.stringify({ ...body, budgetUsd: 0.000001 }));
    expect([status, problem.code]).toEqual([400, "invalid"]);
    expect(problem.errors).toEqual([
      {
        field: "budgetUsd",
        value: 0.000001,
        accepted: `${answer.usd.toPrecision(4)} or more, which the job is estimated to cost at least; or ask for fewer samples or cells: ?dryRun=true says what costs how much`,
      },
    ]);
    expect([opened.store.writes(), opened.sent]).toEqual([0, []]);
    expect((await dryRun({ budgetUsd: 0.000001 })).status).toBe(400);
  });

  it("lets a job pass that costs no more, and changes nothing about it", async () => {
    const opened = openApi();
    const { status, body: view } = await opened.post(JSON.stringify({ ...body, budgetUsd: 1 }));
    expect(status).toBe(202);
    expect(view.spec).not.toHaveProperty("budgetUsd");
  });

  it.each([0, -1, "1", null])("refuses %j", async (budgetUsd) => {
    const { status, answer } = await dryRun({ budgetUsd });
    expect(status).toBe(400);
    expect(answer.errors[0].field).toBe("budgetUsd");
  });
});

describe("GET /v1/jobs/{id}/cost", () => {
  const costOf = async (opened: ReturnType<typeof openApi>, id: string): Promise<CostDocument> => {
    const { status, body: document } = await opened.request(`/v1/jobs/${id}/cost`);
    expect(status).toBe(200);
    return document;
  };
  const amountOf = ({ lines }: CostDocument["actual"], wanted: string, by: string) =>
    lines
      .filter(({ item, by: user }) => item === wanted && user === by)
      .reduce((sum, { amount }) => sum + amount, 0);

  it("has the estimate's lines beside those of what is stored", async () => {
    const opened = openApi();
    const spec = {
      origins: ["ap-south-1"],
      targets: ["us-west-1"],
      variants: ["bare"],
      samples: 2,
      seed: 3,
      load: { model: "sequential", gapMs: 0 },
    };
    const { body: view } = await opened.post(JSON.stringify(spec));
    const before = await costOf(opened, view.id);
    expect(before.job).toEqual({ id: view.id, state: "queued" });
    expect(amountOf(before.actual, "lambdaRequest", "outer")).toBe(0);
    await opened.store.putBlock(
      blockOf(
        view.id,
        0,
        [0, 1].map((seq) => sampleOf(seq)),
      ),
    );
    const after = await costOf(opened, view.id);
    expect(after.estimate).toEqual(before.estimate);
    expect(amountOf(after.estimate, "lambdaRequest", "outer")).toBe(2);
    expect(amountOf(after.actual, "lambdaRequest", "outer")).toBe(2);
    expect(after.basis).toMatchObject({ blocks: 1, stored: 1 });
  });

  it("answers 404 for a job that is not known", async () => {
    expect((await openApi().request(`/v1/jobs/${"0".repeat(26)}/cost`)).status).toBe(404);
  });
});
