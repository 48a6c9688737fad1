import { parse } from "@crisscross/core/edge/schema";
import type { Injected } from "@crisscross/local/wan/injected";
import * as v from "valibot";
import { afterAll, beforeAll, expect, it } from "vitest";
import { matchCalls, putInMs } from "../../scripts/injected-calls.ts";
import { readGraph } from "../support/graph.ts";
import { isOver, type System, startSystem } from "../support/system.ts";

const near = "sa-east-1";
const far = "ap-southeast-2";

const Line = v.object({
  origin: v.string(),
  target: v.string(),
  sentAt: v.string(),
  totalMs: v.number(),
  innerObservedMs: v.number(),
  preparingMs: v.number(),
  dbPreparingMs: v.nullish(v.number()),
  outerServed: v.number(),
  innerTcpMs: v.nullish(v.number()),
});

let system: System;
let made: { preparingMs: number; handshakes: Injected[] }[];
beforeAll(async () => {
  // As unkind as it gets, and connections are closed between any two probes, mostly while their owner stands still.
  system = await startSystem(await readGraph(), [near, far], { network: { idleCloseMs: 300 } });
  const { id } = await system.submit({
    ...{ origins: [near], targets: [far], variants: ["bare"], samples: 6, seed: 31, deadlineMs: 30_000 },
    load: { model: "sequential", gapMs: 2_500 },
  });
  await system.jobOnce(id, isOver);
  const response = await system.request("GET", `/v1/jobs/${id}/samples?format=ndjson`);
  const lines = (await response.text()).split("\n").filter(Boolean);
  const probes = lines.map((text) => parse(Line, JSON.parse(text), "line"));
  const injected = system.cloud.injected();
  made = matchCalls(probes, injected)
    // The first call of an environment also builds its client, which is no network's.
    .filter(
      ({ probe }) => probe.outerServed > 0 && probe.innerTcpMs !== undefined && probe.innerTcpMs !== null,
    )
    .map(({ probe, call }) => ({ preparingMs: probe.preparingMs, handshakes: handshakesOf(call, injected) }));
});
afterAll(() => system?.stop());

/** All that was put into the making of the connection that a call went over: look-up, TCP, TLS and the first, unsigned answer. */
function handshakesOf(call: Injected, injected: readonly Injected[]): Injected[] {
  const before = injected.filter(
    ({ n, from, environment }) => n < call.n && from === call.from && environment === call.environment,
  );
  const at = before.findLastIndex(({ what, to }) => what === "connect" && to === call.to);
  const greeting = before.slice(at).find(({ what, operation, to }) => {
    return what === "request" && operation === undefined && to === call.to;
  });
  return [before[at - 1], before[at], before[at + 1], greeting].filter((one) => one !== undefined);
}

it("gives back as preparing what making a connection was made to take, in warm environments", () => {
  expect(made.length).toBeGreaterThanOrEqual(3);
  for (const { preparingMs, handshakes } of made) {
    expect(handshakes.map(({ what }) => what)).toEqual(["lookup", "connect", "secureConnect", "request"]);
    const takenMs = handshakes.reduce((sum, one) => sum + putInMs(one), 0);
    expect(preparingMs).toBeGreaterThanOrEqual(takenMs);
    expect(preparingMs).toBeLessThanOrEqual(1.1 * takenMs + 5);
  }
});
