import { SampleDocument } from "@crisscross/core/documents/sample-document";
import { parse } from "@crisscross/core/edge/schema";
import { afterAll, beforeAll, expect, it } from "vitest";
import { readGraph } from "../support/graph.ts";
import { isOver, type System, startSystem } from "../support/system.ts";

const near = "sa-east-1";
const far = "ap-southeast-2";

let system: System;
beforeAll(async () => {
  system = await startSystem(await readGraph(), [near, far]);
});
afterAll(() => system.stop());

async function run(spec: object) {
  const { id } = await system.submit({ origins: [near], targets: [far], seed: 31, ...spec });
  const { ledger } = await system.jobOnce(id, isOver);
  const { matrix } = await system.matrix(id);
  return { id, ledger, matrix };
}

async function sample(id: string, seq: number): Promise<SampleDocument> {
  const response = await system.request("GET", `/v1/jobs/${id}/samples/${near}.${seq}`);
  return parse(SampleDocument, await response.json(), "sample");
}

it("calls inner without an outer for direct variants, database included", async () => {
  const variants = ["bare/direct", "db-get/direct", "db-put/direct", "bare/direct/fresh"];
  const { id, ledger, matrix } = await run({ variants, samples: 2 });
  expect(ledger).toMatchObject({ expected: 8, ok: 8 });
  for (const { measures, receiptsMissing } of matrix) {
    expect(Object.keys(measures).filter((name) => name.startsWith("outer"))).toEqual([]);
    expect(measures.total?.sum).toBe(measures.originWait?.sum);
    expect(measures).not.toHaveProperty("innerObserved");
    expect(receiptsMissing).toEqual({ outer: 0, inner: 0 });
  }
  expect(matrix.map(({ measures }) => measures.db?.n ?? 0)).toEqual([0, 2, 2, 0]);
  for (const seq of [0, 1, 2, 3]) {
    const { levels } = await sample(id, seq);
    expect(levels.map(({ name, region }) => `${name} ${region}`)).toEqual([`inner ${far}`]);
  }
});

it("says what its functions ran as, each as one", async () => {
  const { id } = await run({ variants: ["bare", "db-get/direct"], samples: 2 });
  const { job } = await system.matrix(id);
  const builds = job.builds ?? [];
  expect(builds.map((view) => [view.function, view.regions])).toEqual([
    ["consume", [near]],
    ["inner", [far]],
    ["inner-db", [far]],
    ["outer", [near]],
  ]);
  for (const { build, function: name } of builds)
    expect(build).toMatch(
      new RegExp(
        `^v24\\.\\d+\\.\\d+ ${process.arch} ${name.startsWith("inner") ? 256 : 512} MB [0-9a-f]{12}$`,
      ),
    );
  expect(new Set(builds.map(({ build }) => build)).size).toBe(4);
});

it("tells a quiet variant's waits and no receipt, and misses none", async () => {
  const { id, ledger, matrix } = await run({ variants: ["bare/quiet", "bare"], samples: 2 });
  expect(ledger).toMatchObject({ expected: 4, ok: 4 });
  const [bare, quiet] = matrix.toSorted((a, b) => a.variant.length - b.variant.length);
  const withoutReceipt = ["total", "preparing", "originWait", "innerObserved", "lateness", "queue"];
  expect(quiet?.variant).toBe("bare/quiet");
  expect(new Set(Object.keys(quiet?.measures ?? {}))).toEqual(new Set(withoutReceipt));
  expect(quiet?.receiptsMissing).toEqual({ outer: 0, inner: 0 });
  expect(bare?.measures).toHaveProperty("innerExecution");
  for (const seq of [0, 1, 2, 3]) {
    const { variant, levels } = await sample(id, seq);
    const receipts = levels.filter(({ receipt }) => receipt !== undefined);
    expect(receipts).toHaveLength(variant === "bare" ? 2 : 0);
  }
});

it("leads a route through five functions, each with its receipt, its own environment and its bill", async () => {
  const route = [near, far, near, far, near];
  const { id } = await system.submit({ route, variants: ["db-put"], samples: 2, seed: 31 });
  const { ledger } = await system.jobOnce(id, isOver);
  expect(ledger).toMatchObject({ expected: 2, ok: 2 });
  const [row] = (await system.matrix(id)).matrix;
  expect(row).toMatchObject({ origin: near, target: near, variant: `db-put/via=${far}+${near}+${far}` });
  const crossingMs = system.cloud.rttMs(near, far);
  expect(row?.measures.total?.min).toBeGreaterThanOrEqual(4 * crossingMs);
  expect(row?.measures.originWait?.min).toBeGreaterThanOrEqual(4 * crossingMs);
  expect(row?.measures).not.toHaveProperty("innerObserved");
  for (const seq of [0, 1]) {
    const { levels, bills } = await sample(id, seq);
    expect(levels.map(({ region }) => region)).toEqual(route);
    expect(levels.every(({ receipt }) => receipt !== undefined)).toBe(true);
    expect(new Set(levels.map(({ environment }) => environment)).size).toBe(5);
    expect(bills).toHaveLength(5);
    for (const [place, { waitedMs }] of bills.slice(0, 4).entries())
      expect(waitedMs).toBeGreaterThanOrEqual((4 - place) * crossingMs);
  }
});

it("carries a quarter of a megabyte to inner and back", async () => {
  const variants = ["bare/up=262144", "bare/down=262144", "db-get/direct/up=262144/down=262144"];
  const { ledger } = await run({ variants, samples: 2 });
  expect(ledger).toMatchObject({ expected: 6, ok: 6 });
});

it("shows what a connection of its own costs: two more round trips", async () => {
  const { ledger, matrix } = await run({ variants: ["bare", "bare/fresh"], samples: 4 });
  expect(ledger).toMatchObject({ expected: 8, ok: 8 });
  const [reused, fresh] = matrix;
  expect(reused?.connections).toMatchObject({ reused: 4, fresh: 0 });
  expect(fresh?.connections).toEqual({ reused: 0, fresh: 4 });
  expect(fresh?.sampling.connections).toBe(0);
  const crossingMs = system.cloud.rttMs(near, far);
  expect(reused?.measures.innerObserved?.min).toBeGreaterThanOrEqual(crossingMs);
  expect(fresh?.measures.innerObserved?.min).toBeGreaterThanOrEqual(3 * crossingMs);
});
