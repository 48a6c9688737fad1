import { callGraceMs } from "@crisscross/core/plan";
import { type ConsumeDeps, consumeBlock, type Delivery } from "@crisscross/functions/consume-block";
import { expect, it } from "vitest";
import { answerOf, fakeCalls } from "./fake-caller.ts";
import { createMemoryStore } from "./memory-store.ts";
import { levelOf, messageOf, startMs } from "./samples.ts";

const minutes = 60_000;

function open(calls = fakeCalls(() => answerOf(levelOf()))) {
  const store = createMemoryStore();
  let atMs = startMs + 1_000;
  const deps: ConsumeDeps = {
    ...calls.callDeps,
    names: { outer: "outer", inner: "inner", innerDb: "inner-db" },
    blocks: store,
    arrivals: store,
    maxReceives: 5,
    region: "ap-south-1",
    wan: "simulated",
    environment: "consume-1",
    nowMs: () => atMs++,
  };
  const stored = () => Array.fromAsync(store.blocks({ job: "job-1", origin: "ap-south-1", shard: 0 }));
  return { deps, store, stored, ...calls };
}

const deliveryOf = (more: Partial<Delivery> = {}): Delivery => ({
  message: messageOf(),
  receives: 1,
  enqueuedAtMs: startMs + 1,
  firstReceivedAtMs: startMs + 2,
  ...more,
});

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
          startedAtMs: startMs + 1_001,
          call: { ...call, sentUs: 1_010, receivedUs: 1_020 },
        },
        {
          seq: 1,
          target: "eu-west-2",
          variant: "db-get",
          intendedAtMs: startMs,
          startedAtMs: startMs + 1_002,
          call: { ...call, sentUs: 2_030, receivedUs: 2_040 },
        },
      ],
    },
  ]);
});

it("runs probes one after another", async () => {
  const { deps, journal } = open();
  await consumeBlock(deps, deliveryOf(), 2 * minutes);
  const once = ["prepare", "mark", "send", "mark"];
  expect(journal).toEqual([...once, ...once]);
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
    { probes: [...messageOf().probes, { seq: 2, target: "us-west-1", variant: "bear", intendedAtMs: 1 }] },
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
