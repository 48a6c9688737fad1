import { randomUUID } from "node:crypto";
import { CostDocument, type CostView, EstimateDocument } from "@crisscross/core/documents/cost-document";
import { JobView } from "@crisscross/core/documents/job-view";
import { parse } from "@crisscross/core/edge/schema";
import { mildDisorder } from "@crisscross/local/backend/disorder";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readGraph } from "../support/graph.ts";
import {
  functionsOfJob,
  invocationsIn,
  metricSum,
  type Spent,
  unitsWritten,
  untilAtRest,
} from "../support/spent.ts";
import { isOver, type System, startSystem } from "../support/system.ts";

const regions = ["sa-east-1", "ap-south-1"];
const home = "us-east-1";

let system: System;
beforeAll(async () => {
  system = await startSystem(await readGraph(), regions, { disorder: mildDisorder });
});
afterAll(() => system.stop());

const written = () => unitsWritten(system.cloud, home, regions);
const delivered = () =>
  metricSum(system.cloud, [home], ["AWS/SNS", "NumberOfNotificationsDelivered"], {
    TopicName: "crisscross-local-ProbesTopic",
  });

const amountOf = ({ lines }: Pick<CostView, "lines">, item: string, by: string) =>
  lines.filter((line) => line.item === item && line.by === by).reduce((sum, { amount }) => sum + amount, 0);

async function answerOf(method: string, path: string, body?: object) {
  const response = await system.request(method, path, body, { "idempotency-key": randomUUID() });
  expect(response.status).toBeLessThan(300);
  return response.json();
}

/** A job's estimate, what the cloud saw it use, and its cost by itself. */
async function run(spec: object) {
  const estimate = parse(EstimateDocument, await answerOf("POST", "/v1/jobs?dryRun=true", spec), "estimate");
  const from = system.events.length;
  const before = await written();
  const blocks = await delivered();
  const { id } = parse(JobView, await answerOf("POST", "/v1/jobs", spec), "job");
  await system.jobOnce(id, isOver);
  await untilAtRest(() => system.events.slice(from), id);
  const cost = parse(CostDocument, await answerOf("GET", `/v1/jobs/${id}/cost`), "cost");
  const after = await written();
  return {
    ...{ estimate, cost, invocations: invocationsIn(system.events.slice(from)) },
    ...{ results: after.results - before.results, records: after.records - before.records },
    blocks: (await delivered()) - blocks,
  };
}

function sumsOf(invocations: ReadonlyMap<string, Spent>, view: CostView): Record<"saw" | "said", Spent> {
  const sums = { saw: { requests: 0, gbSeconds: 0 }, said: { requests: 0, gbSeconds: 0 } };
  for (const [name, by] of Object.entries(functionsOfJob)) {
    sums.saw.requests += invocations.get(name)?.requests ?? 0;
    sums.saw.gbSeconds += invocations.get(name)?.gbSeconds ?? 0;
    sums.said.requests += amountOf(view, "lambdaRequest", by);
    sums.said.gbSeconds += amountOf(view, "lambdaGbSecond", by);
  }
  return sums;
}

// Of fewer samples, starting environments takes a large part of the GB-s, and how long that takes is the machine's affair.
describe.each([
  ["nested", { variants: ["bare", "db-get"], samples: 20, seed: 31 }],
  ["direct and writing", { variants: ["bare/direct", "db-put"], samples: 30, seed: 32 }],
])("a job of calls that are %s", (_, spec) => {
  let ran: Awaited<ReturnType<typeof run>>;
  beforeAll(async () => {
    ran = await run(spec);
  });

  it("takes requests and writes within 10% of its estimate, and GB-s within 25%", () => {
    const { estimate, invocations, results, records, blocks } = ran;
    const { saw, said } = sumsOf(invocations, estimate);
    const ratios = {
      requests: said.requests / saw.requests,
      writes:
        (amountOf(estimate, "dynamoWriteUnit", "results") +
          amountOf(estimate, "dynamoWriteUnit", "records")) /
        (results + records),
      blocks: amountOf(estimate, "snsDelivery", "blocks") / blocks,
      gbSeconds: said.gbSeconds / saw.gbSeconds,
    };
    for (const one of ["requests", "writes", "blocks"] as const) {
      expect(ratios[one], one).toBeGreaterThan(0.9);
      expect(ratios[one], one).toBeLessThan(1.1);
    }
    expect(ratios.gbSeconds).toBeGreaterThan(0.75);
    expect(ratios.gbSeconds).toBeLessThan(1.25);
  });

  it("is told afterwards what each function was billed", () => {
    const { cost, invocations } = ran;
    for (const name of ["outer", "inner", "inner-db"] as const) {
      const saw = invocations.get(name) ?? { requests: 0, gbSeconds: 0 };
      expect(amountOf(cost.actual, "lambdaRequest", functionsOfJob[name])).toBe(saw.requests);
      expect(amountOf(cost.actual, "lambdaGbSecond", functionsOfJob[name])).toBeCloseTo(saw.gbSeconds, 9);
    }
    const consumed = amountOf(cost.actual, "lambdaGbSecond", "consume");
    expect(consumed / (invocations.get("consume")?.gbSeconds ?? 0)).toBeGreaterThan(0.85);
    expect(consumed / (invocations.get("consume")?.gbSeconds ?? 0)).toBeLessThan(1.15);
  });

  it("is told afterwards how much was written", () => {
    const { cost, results, records } = ran;
    const said = amountOf(cost.actual, "dynamoWriteUnit", "results") / results;
    expect(said).toBeGreaterThan(0.9);
    expect(said).toBeLessThan(1.1);
    expect(amountOf(cost.actual, "dynamoWriteUnit", "records")).toBe(records);
    expect(cost.basis).toMatchObject({ unbilled: 0 });
  });
});
