import { epochMs } from "@crisscross/core/edge/time";
import { callGraceMs } from "@crisscross/core/job/plan";
import { consumeBlock } from "@crisscross/functions/blocks/consume-block";
import { describe, expect, it } from "vitest";
import { answerOf, fakeCalls } from "../calls/fake-caller.ts";
import { levelOf, messageOf, startMs } from "../results/samples.ts";
import { deliveryOf, minutes, open } from "./consuming.ts";

it("stores one block with a sample for each probe", async () => {
  const { deps, stored } = open();
  expect(await consumeBlock(deps, deliveryOf(), 2 * minutes)).toBe("stored");
  const level = levelOf();
  const call = { region: "ap-south-1", connection: "reused", outcome: "ok", level };
  expect(await stored()).toEqual([
    {
      job: "job-1",
      origin: "ap-south-1",
      index: 0,
      wan: "simulated",
      environment: "consume-1",
      builds: { "consume-1": "consume's" },
      receives: 1,
      publishedAtMs: startMs,
      enqueuedAtMs: startMs + 1,
      firstReceivedAtMs: startMs + 2,
      startedAtMs: startMs + 1_000,
      samples: [
        {
          seq: 0,
          target: "us-west-1",
          variant: "bare",
          intendedAtMs: startMs,
          startedAtMs: startMs + 1_002,
          consumeServed: 0,
          call: { ...call, preparing: { startUs: 10, endUs: 1_020 }, sentUs: 1_030, receivedUs: 1_040 },
        },
        {
          seq: 1,
          target: "eu-west-2",
          variant: "db-get",
          intendedAtMs: startMs,
          startedAtMs: startMs + 1_004,
          consumeServed: 1,
          call: { ...call, preparing: { startUs: 1_050, endUs: 2_060 }, sentUs: 2_070, receivedUs: 2_080 },
        },
      ],
    },
  ]);
});

it("keeps what the functions ran as once for all its samples, by environment", async () => {
  const inner = levelOf({ environment: "inner-1", build: "inner's" });
  const call = { region: "us-west-1", sentUs: 1, receivedUs: 2, outcome: "ok" as const, level: inner };
  const outer = levelOf({ environment: "outer-1", build: "outer's", call });
  const { deps, stored } = open(fakeCalls(() => answerOf(outer)));
  await consumeBlock(deps, deliveryOf(), 2 * minutes);
  const [block] = await stored();
  expect(block?.builds).toEqual({ "consume-1": "consume's", "outer-1": "outer's", "inner-1": "inner's" });
  expect(JSON.stringify(block?.samples)).not.toContain("build");
  expect(block?.samples[0]?.call.level?.call?.level?.environment).toBe("inner-1");
});

it("has reconcile look at the job once a shard's last block is stored and its metrics are published", async () => {
  const { deps } = open();
  const events: string[] = [];
  const more = {
    reconcile: async (job: string) => void events.push(`reconcile ${job}`),
    metrics: { publish: async () => void events.push("metrics") },
  };
  for (const [index, blocks] of [
    [0, 9],
    [0, 1],
    [0, 1],
  ] as const)
    await consumeBlock(
      { ...deps, ...more },
      deliveryOf({ message: messageOf({ job: `job-${blocks}`, index, blocks }) }),
      2 * minutes,
    );
  expect(events).toEqual(["metrics", "metrics", "reconcile job-1", "metrics"]);
});

it("runs probes one after another", async () => {
  const { deps, journal } = open();
  await consumeBlock(deps, deliveryOf(), 2 * minutes);
  const once = ["mark", "prepare", "mark", "deadline", "mark", "send", "mark"];
  expect(journal).toEqual([...once, ...once]);
});

describe("a burst", () => {
  const burst = { id: 7, size: 2 };
  const { probes } = messageOf();
  const message = messageOf({
    probes: [
      ...probes.map((probe) => ({ ...probe, burst })),
      { seq: 2, target: "us-west-1", variant: "bare", intendedAtMs: startMs },
    ],
  });

  it("is prepared first and then sent at once, in lanes of its own", async () => {
    const { deps, journal, asked } = open();
    await consumeBlock(deps, deliveryOf({ message }), 2 * minutes);
    const send = ["deadline", "mark", "send"];
    const prepare = ["mark", "prepare", "mark", "prepare", "mark", "mark"];
    const together = [...prepare, ...send, ...send, "mark", "mark"];
    expect(journal).toEqual([...together, "mark", "prepare", "mark", ...send, "mark"]);
    expect(asked.map(({ lane }) => lane)).toEqual([undefined, 1, undefined]);
  });

  it("is recorded with each of its probes, which start together", async () => {
    const { deps, stored } = open();
    await consumeBlock(deps, deliveryOf({ message }), 2 * minutes);
    const [block] = await stored();
    const samples = block?.samples ?? [];
    expect(samples.map((sample) => sample.burst)).toEqual([burst, burst, undefined]);
    const [startedAtMs, ...others] = samples.map((sample) => sample.startedAtMs);
    expect(others[0]).toBe(startedAtMs);
    expect(others[1]).toBeGreaterThan(startedAtMs ?? 0);
  });

  it("comes 10 ms after the one before was answered", async () => {
    const { deps, slept } = open();
    const bursts = [7, 8].flatMap((id) =>
      messageOf().probes.map((probe) => ({ ...probe, burst: { id, size: 2 } })),
    );
    const probes = bursts.map((probe, seq) => ({ ...probe, seq }));
    await consumeBlock(deps, deliveryOf({ message: messageOf({ probes }) }), 2 * minutes);
    expect(slept).toEqual([10]);
  });

  it("needs the time of one call", async () => {
    const { deps } = open();
    const neededMs = 2 * (5_000 + callGraceMs) + 5_000;
    expect(await consumeBlock(deps, deliveryOf({ message }), neededMs)).toBe("stored");
  });
});

it("goes on after a probe that failed, and stores the failure", async () => {
  const calls = fakeCalls(({ event }) => {
    if (event.target === "us-west-1") throw Object.assign(new Error(), { code: "ECONNRESET" });
    return answerOf(levelOf());
  });
  const { deps, stored } = open(calls);
  expect(await consumeBlock(deps, deliveryOf(), 2 * minutes)).toBe("stored");
  const [block] = await stored();
  expect(block?.samples.map(({ call }) => call.outcome)).toEqual(["error", "ok"]);
});

it("changes nothing when a block was stored before", async () => {
  const { deps, stored } = open();
  await consumeBlock(deps, deliveryOf(), 2 * minutes);
  const before = await stored();
  expect(await consumeBlock(deps, deliveryOf({ receives: 2 }), 2 * minutes)).toBe("duplicate");
  expect(await stored()).toEqual(before);
});

it("does not start a block that may not end in the time left", async () => {
  const { deps, asked, stored } = open();
  const longestMs = 2 * (5_000 + callGraceMs);
  await expect(consumeBlock(deps, deliveryOf(), longestMs)).rejects.toMatchObject({ code: "unavailable" });
  expect(asked).toEqual([]);
  expect(await stored()).toEqual([]);
});

it.each([
  [
    "a probe no plan would make",
    {
      probes: [
        ...messageOf().probes,
        { seq: 2, target: "us-west-1", variant: "bear", intendedAtMs: epochMs(1) },
      ],
    },
  ],
  ["a block of another region", { origin: "eu-west-2" }],
])("refuses %s before any call", async (_, more) => {
  const { deps, asked, stored } = open();
  const delivery = deliveryOf({ message: messageOf(more) });
  await expect(consumeBlock(deps, delivery, 2 * minutes)).rejects.toMatchObject({ code: "invalid" });
  expect(asked).toEqual([]);
  expect(await stored()).toEqual([]);
});

it("fails when the block cannot be stored, so that it comes back", async () => {
  const { deps } = open();
  const blocks = { putBlock: () => Promise.reject(new Error("down")) };
  await expect(consumeBlock({ ...deps, blocks }, deliveryOf(), 2 * minutes)).rejects.toThrow("down");
});
