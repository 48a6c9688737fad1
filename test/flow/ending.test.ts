import { afterAll, beforeAll, expect, it } from "vitest";
import { createFakeTimers, type FakeTimers } from "../local/schedule/fake-timers.ts";
import { editFunctions, readGraph } from "../support/graph.ts";
import { isOver, type System, startSystem } from "../support/system.ts";
import { until } from "../support/until.ts";

const near = "sa-east-1";
const far = "ap-southeast-2";
const spec = { origins: [near, far], targets: [near], variants: ["bare"], seed: 31 };

let system: System;
let timers: FakeTimers;
beforeAll(async () => {
  timers = createFakeTimers(Date.now());
  system = await startSystem(await readGraph(), [near, far], { timers });
});
afterAll(() => system.stop());

/** What functions have logged under one message so far. */
const loggedBy = ({ events }: System, message: string): Record<string, unknown>[] =>
  events.flatMap((event) => {
    if (event.kind !== "log" || !event.record.message.includes(`"message":"${message}"`)) return [];
    return [JSON.parse(event.record.message) as Record<string, unknown>];
  });
const logged = (message: string) => loggedBy(system, message);

const stored = (id: string): number => logged("block.stored").filter(({ job }) => job === id).length;

it("finishes a job nobody looks at as soon as its last block is stored", async () => {
  const { id } = await system.submit({ ...spec, samples: 20 });
  await until(() => logged("job.finished").length > 0, undefined, { limitMs: 90_000 });
  expect(logged("job.finished")).toMatchObject([{ job: id, lost: 0 }]);
  expect(stored(id)).toBe(4);
  expect(
    logged("shard.sealed")
      .map(({ origin, shard }) => `${origin} ${shard}`)
      .sort(),
  ).toEqual([`${far} 0`, `${far} all`, `${near} 0`, `${near} all`]);
  const { job, matrix } = await system.matrix(id);
  expect(job).toMatchObject({ state: "complete", ok: 40 });
  expect(matrix.map(({ n }) => n)).toEqual([20, 20]);
  expect((await system.request("DELETE", `/v1/jobs/${id}`)).status).toBe(409);
});

it("cancels a job: what is queued is dropped, the ledger says so, and what was stored stays", async () => {
  const { id } = await system.submit({ ...spec, samples: 400 });
  await system.jobOnce(id, ({ ledger }) => ledger.ok > 0);
  expect((await system.request("DELETE", `/v1/jobs/${id}`)).status).toBe(202);
  const view = await system.jobOnce(id, ({ state }) => state === "cancelled");
  const { ok, lost } = view.ledger;
  expect(ok).toBeGreaterThan(0);
  expect(view.ledger).toMatchObject({ expected: 800, pending: 0, lost: 800 - ok });
  const cell = { target: near, variant: "bare", reason: "cancelled" };
  expect(view.reasons).toMatchObject([
    { ...cell, origin: near },
    { ...cell, origin: far },
  ]);
  expect(view.reasons?.reduce((sum, { n }) => sum + n, 0)).toBe(lost);
  await until(() => logged("block.dropped").length > 5);
  const { job, matrix } = await system.matrix(id);
  expect(job).toMatchObject({ state: "cancelled", ok, lost });
  expect(matrix.reduce((sum, { n }) => sum + n, 0)).toBe(ok);
});

it("finishes a job when reconcile's schedule comes round, if consume could not ask", async () => {
  const graph = editFunctions(await readGraph(), "consume", ({ inputs }) => {
    const { variables } = inputs.environment as { variables: Record<string, string> };
    const misled = { ...variables, RECONCILE_FUNCTION: "nowhere" };
    return { inputs: { ...inputs, environment: { variables: misled } } };
  });
  const unasked = await startSystem(graph, [near], { timers, wan: false });
  try {
    const { id } = await unasked.submit({ ...spec, origins: [near], samples: 1 });
    await expect
      .poll(() => loggedBy(unasked, "reconcile.notAsked"), { timeout: 60_000 })
      .toMatchObject([{ job: id }]);
    expect(loggedBy(unasked, "job.finished")).toEqual([]);
    await timers.pass(60_000);
    await expect
      .poll(() => loggedBy(unasked, "job.finished"), { timeout: 30_000 })
      .toMatchObject([{ job: id }]);
    expect(isOver(await unasked.job(id))).toBe(true);
  } finally {
    await unasked.stop();
  }
});
