import { SampleDocument } from "@crisscross/core/documents/sample-document";
import { parse } from "@crisscross/core/edge/schema";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readGraph, troubledInner, withInner, withInputs } from "../support/graph.ts";
import { isOver, type System, startSystem } from "../support/system.ts";
import { troubles } from "./fixtures/troubled-inner.ts";

const [quiet, busy] = ["eu-west-2", "us-west-1"];
/** Takes two seconds, so that calls sent at once are there at once, however long their environments take to start. */
const slow = `bare/direct/down=${troubles.takesTwoSeconds}`;

let system: System;
let limited: System;
beforeAll(async () => {
  const graph = withInner(await readGraph(), troubledInner);
  // A block that comes twice at once runs beside itself: it takes environments and concurrency from itself.
  const once = { wan: false, disorder: false } as const;
  system = await startSystem(graph, [quiet, busy], once);
  limited = await startSystem(withInputs(graph, "inner", { reservedConcurrentExecutions: 1 }), [quiet], once);
});
afterAll(async () => {
  await Promise.all([system.stop(), limited.stop()]);
});

async function run(started: System, region: string, spec: object) {
  const { id } = await started.submit({ origins: [region], targets: [region], seed: 31, ...spec });
  const view = await started.jobOnce(id, isOver);
  // One after another: a small machine refuses requests that wait long for others.
  const samples = await Array.fromAsync(Array(view.planned).keys(), async (seq) => {
    const response = await started.request("GET", `/v1/jobs/${id}/samples/${region}.${seq}`);
    expect(response.status).toBe(200);
    return parse(SampleDocument, await response.json(), "sample");
  });
  return { view, samples, ...(await started.matrix(id)) };
}

const markOf = ({ marks }: SampleDocument, name: string): number =>
  marks.find((mark) => mark.name === name)?.at ?? Number.NaN;

describe("a burst", () => {
  const load = { model: "burst", size: 4 };

  it("starts as many environments as it has calls, which the next burst finds warm", async () => {
    const { view, samples, job } = await run(system, quiet, { variants: [slow], samples: 8, load });
    expect(view.ledger).toMatchObject({ expected: 8, ok: 8 });
    expect(job.load).toEqual(load);
    expect(samples.map(({ burst }) => burst?.id)).toEqual([0, 0, 0, 0, 1, 1, 1, 1]);
    expect(samples.map(({ start }) => start)).toEqual([...Array(4).fill("cold"), ...Array(4).fill("warm")]);
    for (const id of [0, 1]) {
      const burst = samples.filter((sample) => sample.burst?.id === id);
      expect(new Set(burst.map((sample) => markOf(sample, "probe started"))).size).toBe(1);
      expect(new Set(burst.map(({ levels }) => levels[0]?.environment)).size).toBe(4);
      // All were sent before any was answered.
      const lastSent = Math.max(...burst.map((sample) => markOf(sample, "sent to inner")));
      const firstReceived = Math.min(...burst.map((sample) => markOf(sample, "received from inner")));
      expect(lastSent).toBeLessThan(firstReceived);
    }
  });

  it("gives every call a connection of its own, established before", async () => {
    const { samples, matrix } = await run(system, busy, {
      variants: [slow, slow.replace("/down", "/fresh/down")],
      load,
    });
    expect(samples).toHaveLength(8);
    expect(matrix.map(({ connections, sampling }) => [connections, sampling.connections])).toEqual([
      [{ reused: 4, fresh: 0 }, 4],
      [{ reused: 0, fresh: 4 }, 0],
    ]);
  });

  it("is throttled beyond the concurrency its function has reserved, and says so", async () => {
    const { view, matrix } = await run(limited, quiet, { variants: [slow], samples: 8, load });
    expect(view.ledger).toMatchObject({ expected: 8, ok: 2, throttled: 6 });
    expect(matrix[0]?.failures).toEqual([
      {
        outcome: "throttled",
        hop: "inner",
        reason: "ReservedFunctionConcurrentInvocationLimitExceeded",
        n: 6,
      },
    ]);
    expect(matrix[0]?.measures.total?.n).toBe(2);
  });
});

describe("a gap", () => {
  it("sends no probe before its time, and shows how late each was", async () => {
    const gapMs = 200;
    const { view, samples, matrix } = await run(system, busy, {
      variants: ["bare"],
      samples: 12,
      load: { model: "sequential", gapMs },
    });
    expect(view.ledger).toMatchObject({ expected: 12, ok: 12 });
    const createdAtMs = Date.parse(view.createdAt);
    for (const [seq, sample] of samples.entries()) {
      expect(markOf(sample, "intended")).toBe(createdAtMs + seq * gapMs);
      const lateness = markOf(sample, "probe started") - markOf(sample, "intended");
      // A timer may fire a millisecond early.
      expect(lateness).toBeGreaterThanOrEqual(-1);
      expect(sample.measures.lateness).toBe(lateness);
    }
    expect(matrix[0]?.measures.lateness?.n).toBe(12);
  });
});
