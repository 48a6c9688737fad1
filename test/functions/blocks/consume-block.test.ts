import { epochMs } from "@crisscross/core/edge/time";
import { callGraceMs } from "@crisscross/core/job/plan";
import { type ConsumeDeps, consumeBlock, type Delivery } from "@crisscross/functions/blocks/consume-block";
import { describe, expect, it } from "vitest";
import { answerOf, fakeCalls } from "../calls/fake-caller.ts";
import { allSound } from "../results/all-sound.ts";
import { createMemoryStore } from "../results/memory-store.ts";
import { levelOf, messageOf, recordOf, startMs } from "../results/samples.ts";

const minutes = 60_000;

function open(calls = fakeCalls(() => answerOf(levelOf()))) {
  const store = createMemoryStore();
  let probes = 0;
  for (const id of ["job-1", "job-9"]) void store.putJob(recordOf(id));
  const slept: number[] = [];
  let atMs = startMs + 1_000;
  const deps: ConsumeDeps = {
    ...calls.callDeps,
    names: { outer: "outer", inner: "inner", innerDb: "inner-db" },
    blocks: store,
    arrivals: store,
    metrics: { publish: async () => {} },
    reconcile: async () => {},
    notAsked: expect.unreachable,
    blocksHeld: 4,
    maxReceives: 5,
    region: "ap-south-1",
    wan: "simulated",
    environment: "consume-1",
    nowMs: () => epochMs(atMs++),
    countProbe: () => probes++,
    async sleep(ms) {
      slept.push(ms);
      atMs += ms;
    },
  };
  const stored = () => allSound(store.blocks({ job: "job-1", origin: "ap-south-1", shard: 0 }));
  return { deps, store, stored, slept, ...calls };
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

describe("a gap", () => {
  /** Two probes intended 3 and 33 s after the block is started, which takes at most 21 s if it does not wait. */
  const message = messageOf({
    probes: messageOf().probes.map((probe, seq) => ({
      ...probe,
      intendedAtMs: startMs + 4_000 + seq * 30_000,
    })),
  });
  const neededMs = 2 * (5_000 + callGraceMs) + 5_000;
  const latenessOf = async (timeLeftMs: number, reservedMs = 0) => {
    const { deps, stored, slept } = open();
    await consumeBlock(deps, deliveryOf({ message }), timeLeftMs, async () => reservedMs);
    const [block] = await stored();
    const lateness = block?.samples.map(({ intendedAtMs, startedAtMs }) => startedAtMs - intendedAtMs);
    return { lateness, slept };
  };

  it("makes a probe wait for its intended time, its connection established shortly before", async () => {
    const { lateness, slept } = await latenessOf(2 * minutes);
    expect(lateness?.every((ms) => ms >= 0 && ms < 10)).toBe(true);
    expect(slept).toHaveLength(5);
    expect(slept[1]).toBeLessThanOrEqual(2_000);
    expect(slept[4]).toBeLessThanOrEqual(2_000);
  });

  it.each([
    [0, []],
    [3, [3]],
    [10, [10]],
    [250, [10]],
  ])(
    "of %i ms leaves %j ms between an answer and a probe that is late, which is not sent before",
    async (gapMs, rests) => {
      const late = messageOf().probes.map((probe, seq) => ({
        ...probe,
        intendedAtMs: startMs + seq * gapMs,
      }));
      const { deps, slept, journal } = open();
      const sleep = async (ms: number) => {
        journal.push("rest");
        await deps.sleep(ms);
      };
      await consumeBlock(
        { ...deps, sleep },
        deliveryOf({ message: messageOf({ probes: late }) }),
        2 * minutes,
      );
      expect(slept).toEqual(rests);
      const once = ["mark", "prepare", "mark", "deadline", "mark", "send", "mark"];
      expect(journal).toEqual([...once, ...rests.map(() => "rest"), ...once]);
    },
  );

  it("is not waited for when the block might not end in the time left: the probe runs early and shows it", async () => {
    const { lateness } = await latenessOf(neededMs + 4_000);
    expect(lateness?.[0]).toBeGreaterThanOrEqual(0);
    expect(lateness?.[1]).toBeLessThan(-29_000);
  });

  it("leaves the rest of the batch its time", async () => {
    const { slept } = await latenessOf(neededMs + 40_000, 40_000);
    expect(slept).toEqual([10]);
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
