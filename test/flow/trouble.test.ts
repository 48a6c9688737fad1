import type { ResourceGraph } from "@crisscross/local/graph/graph";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { editFunctions, readGraph, troubledInner, withInner, withInputs } from "../support/graph.ts";
import { isOver, type System, startSystem } from "../support/system.ts";
import { cutAnswers } from "./cutting-proxy.ts";
import { hangsFor, troubles } from "./fixtures/troubled-inner.ts";

const region = "eu-west-2";

async function start(
  graph: ResourceGraph,
  options: Parameters<typeof startSystem>[2] = {},
): Promise<System & AsyncDisposable> {
  const system = await startSystem(graph, [region], { wan: false, ...options });
  return { ...system, [Symbol.asyncDispose]: system.stop };
}

async function run({ submit, jobOnce, matrix }: System, spec: object) {
  const { id } = await submit({ seed: 31, ...spec });
  const { ledger } = await jobOnce(id, isOver);
  return { ledger, rows: (await matrix(id)).matrix, job: (await matrix(id)).job };
}

const callsOf = ({ events }: System, verb: string) =>
  events.flatMap((event) =>
    event.kind === "invocation" && event.invocation.functionName === `crisscross-local-${verb}`
      ? [event.invocation.outcome]
      : [],
  );

describe("an inner in trouble", () => {
  const hanging = `bare/down=${troubles.hangs}`;
  let system: System;
  beforeAll(async () => {
    // Few seconds of its own, so that what hangs does not stay for the whole test; starting again takes a part of them.
    const graph = withInputs(withInner(await readGraph(), troubledInner), "inner", { timeout: 4 });
    system = await start(graph);
  });
  afterAll(() => system.stop());

  it("that hangs past the deadline is a timeout, every quantile of whose wait is beyond it", async () => {
    const variants = [hanging, `${hanging.replace("/", "/direct/")}`];
    const { ledger, rows, job } = await run(system, { variants, samples: 4, deadlineMs: 300 });
    expect(ledger).toEqual({ expected: 8, ok: 0, throttled: 0, timeout: 8, error: 0, lost: 0, pending: 0 });
    expect(job).toMatchObject({ state: "complete", timeout: 8 });
    for (const { failures, measures, outcomes, variant } of rows) {
      expect(outcomes).toEqual({ ok: 0, throttled: 0, timeout: 4, error: 0 });
      expect(failures).toEqual([{ outcome: "timeout", hop: "inner", reason: "deadline", n: 4 }]);
      // Where there is no outer, nobody observes inner but consume, whose wait is the total.
      expect("innerObserved" in measures).toBe(!variant.includes("direct"));
      expect(measures.originWait).toMatchObject({
        n: 0,
        mean: null,
        p50: { gt: 300 },
        p90: { gt: 300 },
        censored: 4,
      });
      expect(measures.total).toMatchObject({ n: 0, p50: { gt: 300 }, censored: 4 });
      expect(measures.innerExecution).toBeUndefined();
    }
  });

  it("that hangs for some calls censors the upper quantiles only, and leaves the means to the others", async () => {
    const samples = 40;
    const { ledger, rows } = await run(system, {
      variants: [`bare/down=${troubles.hangsSometimes}`],
      samples,
      deadlineMs: 1_500,
    });
    const hung = Array.from({ length: samples }, (_, seq) => seq % 25).filter(hangsFor).length;
    expect(ledger).toMatchObject({ expected: samples, ok: samples - hung, timeout: hung, error: 0 });
    const total = rows[0]?.measures.total;
    expect(total).toMatchObject({ n: samples - hung, censored: hung, p50: expect.any(Number) });
    expect(total?.max).toBeLessThan(4_500);
    expect(total?.p90).toEqual({ gt: expect.any(Number) });
    expect(rows[0]?.measures.innerObserved?.p90).toEqual({ gt: 1_500 });
  });

  it("that hangs until its own timeout says so, and its wait is known to exceed that only", async () => {
    const { ledger, rows } = await run(system, { variants: [hanging], samples: 2, deadlineMs: 20_000 });
    expect(ledger).toMatchObject({ expected: 2, timeout: 2 });
    expect(rows[0]?.failures).toEqual([{ outcome: "timeout", hop: "inner", reason: "Task timed out", n: 2 }]);
    const p50 = rows[0]?.measures.innerObserved?.p50;
    const beyond = typeof p50 === "object" && p50 ? p50.gt : 0;
    expect(beyond).toBeGreaterThanOrEqual(4_000);
    expect(beyond).toBeLessThan(20_000);
  });

  it("is started again within the call after a crash, which is neither warm nor cold then", async () => {
    const variants = ["bare/direct", `bare/direct/down=${troubles.exits}`];
    const { ledger, rows } = await run(system, { variants, samples: 6, deadlineMs: 20_000 });
    expect(ledger).toMatchObject({ expected: 12, ok: 6, error: 6 });
    const starts = rows[0]?.starts;
    expect(starts?.reinit?.n).toBeGreaterThan(0);
    expect(starts?.reinit?.measures.innerInit).toBeUndefined();
    expect(starts?.cold).toBeUndefined();
  });

  it("has what it did wrong named, which stays out of the latencies", async () => {
    const reasons = new Map<keyof typeof troubles, string>([
      ["throws", "unhandled RangeError"],
      ["garbage", "garbage answer"],
      ["sixMegabytes", "response too large"],
      ["exits", "unhandled Runtime.ExitError"],
    ]);
    const variants = ["bare", ...[...reasons.keys()].map((trouble) => `bare/down=${troubles[trouble]}`)];
    const { ledger, rows } = await run(system, { variants, samples: 3, deadlineMs: 20_000 });
    expect(ledger).toMatchObject({ expected: 15, ok: 3, error: 12, timeout: 0 });
    const [healthy, ...others] = rows;
    expect(healthy).toMatchObject({ n: 3, outcomes: { ok: 3 }, failures: [] });
    expect(others.map(({ failures }) => failures)).toEqual(
      [...reasons.values()].map((reason) => [{ outcome: "error", hop: "inner", reason, n: 3 }]),
    );
    expect(others.map(({ measures }) => measures)).toEqual([{}, {}, {}, {}]);
  });
});

it("counts throttles as such, after one attempt each", async () => {
  await using started = await start(
    withInputs(await readGraph(), "inner", { reservedConcurrentExecutions: 0 }),
    // A block that comes again before it is stored is run again, and its calls are counted here.
    { disorder: false },
  );
  const { ledger, rows } = await run(started, { variants: ["bare", "bare/direct", "db-get"], samples: 3 });
  expect(ledger).toMatchObject({ expected: 9, ok: 3, throttled: 6 });
  const [bare, direct, dbGet] = rows;
  for (const row of [bare, direct])
    expect(row?.failures).toEqual([
      {
        outcome: "throttled",
        hop: "inner",
        reason: "ReservedFunctionConcurrentInvocationLimitExceeded",
        n: 3,
      },
    ]);
  expect(bare?.measures).toEqual({});
  expect(dbGet?.outcomes.ok).toBe(3);
  expect(callsOf(started, "inner")).toEqual(Array(6).fill("throttled"));
});

it("calls a connection reset in mid-answer a network error", async () => {
  const proxy = await cutAnswers((request) => request.includes("/functions/crisscross-local-inner/"));
  const graph = editFunctions(await readGraph(), "outer", ({ inputs }) => {
    const { variables } = inputs.environment as { variables: Record<string, string> };
    return {
      inputs: { ...inputs, environment: { variables: { ...variables, AWS_ENDPOINT_URL: proxy.url } } },
    };
  });
  try {
    await using started = await start(graph);
    proxy.forwardTo(started.cloud.endpoint);
    const { ledger, rows } = await run(started, { variants: ["bare", "db-get"], samples: 2 });
    expect(ledger).toMatchObject({ expected: 4, ok: 2, error: 2 });
    expect(rows[0]?.failures).toEqual([
      { outcome: "error", hop: "inner", reason: "network ECONNRESET", n: 2 },
    ]);
    expect(rows[0]?.measures).toEqual({});
    expect(rows[1]?.outcomes.ok).toBe(2);
  } finally {
    await proxy.stop();
  }
});
