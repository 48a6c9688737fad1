import { afterAll, beforeAll, expect, it } from "vitest";
import { readGraph } from "../support/graph.ts";
import { isOver, type System, startSystem } from "../support/system.ts";

const region = "eu-west-2";

let system: System;
beforeAll(async () => {
  system = await startSystem(await readGraph(), [region], { wan: false });
});
afterAll(() => system.stop());

const submit = (samples: number) =>
  system.submit({ origins: [region], targets: [region], variants: ["bare"], samples, seed: 31 });

it("a small job ends beside a large one that was there before it, and the large one ends when cancelled", async () => {
  const large = await submit(20_000);
  await system.jobOnce(large.id, ({ ledger }) => ledger.ok > 0);
  const small = await submit(5);
  const { ledger } = await system.jobOnce(small.id, isOver);
  expect(ledger).toMatchObject({ expected: 5, ok: 5 });
  expect((await system.job(large.id)).ledger.pending).toBeGreaterThan(10_000);
  const cancelled = await system.request("DELETE", `/v1/jobs/${large.id}`);
  expect(cancelled.status).toBe(202);
  const after = await submit(5);
  expect((await system.jobOnce(after.id, isOver)).ledger).toMatchObject({ expected: 5, ok: 5 });
  expect((await system.jobOnce(large.id, isOver)).state).toBe("cancelled");
});
