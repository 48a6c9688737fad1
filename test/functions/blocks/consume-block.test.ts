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
  for (const id of ["job-1", "job-9"]) void store.putJob(recordOf(id));
  const slept: number[] = [];
  const hidden: [string, number][] = [];
  let atMs = startMs + 1_000;
  const deps: ConsumeDeps = {
    ...calls.callDeps,
    names: { outer: "outer", inner: "inner", innerDb: "inner-db" },
    blocks: store,
    arrivals: store,
    metrics: { publish: async () => {} },
    queue: { hide: async (receipt, seconds) => void hidden.push([receipt, seconds]) },
    reconcile: async () => {},
    notAsked: expect.unreachable,
    blocksHeld: 4,
    maxReceives: 5,
    region: "ap-south-1",
    wan: "simulated",
    environment: "consume-1",
    nowMs: () => epochMs(atMs++),
    async sleep(ms) {
      slept.push(ms);
      atMs += ms;
    },
  };
  const stored = () => allSound(store.blocks({ job: "job-1", origin: "ap-south-1", shard: 0 }));
  return { deps, store, stored, slept, hidden, ...calls };
}

const deliveryOf = (more: Partial<Delivery> = {}): Delivery => ({
  message: messageOf(),
  receipt: "r-1",
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
          call: { ...call, sentUs: 1_010, receivedUs: 1_020 },
        },
        {
          seq: 1,
          target: "eu-west-2",
          variant: "db-get",
          intendedAtMs: startMs,
          startedAtMs: startMs + 1_004,
          call: { ...call, sentUs: 2_030, receivedUs: 2_040 },
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
  const once = ["prepare", "deadline", "mark", "send", "mark"];
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
    const together = ["prepare", "prepare", ...send, ...send, "mark", "mark"];
    expect(journal).toEqual([...together, "prepare", ...send, "mark"]);
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
  const consume = async (timeLeftMs: number, reservedMs = 0, more: Partial<Delivery> = {}) => {
    const { deps, stored, slept, hidden, asked } = open();
    const delivery = deliveryOf({ message, ...more });
    const said = await consumeBlock(deps, delivery, timeLeftMs, async () => reservedMs);
    const [block] = await stored();
    const lateness = block?.samples.map(({ intendedAtMs, startedAtMs }) => startedAtMs - intendedAtMs);
    return { said, lateness, slept, hidden, asked };
  };
  /** Waiting for the first probe takes 3 s, and the last one may take its time after it is due. */
  const waitingMs = 33_000 + 5_000 + callGraceMs + 5_000;

  it("makes a probe wait for its intended time, its connection established shortly before", async () => {
    const { lateness, slept } = await consume(2 * minutes);
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
      const once = ["prepare", "deadline", "mark", "send", "mark"];
      expect(journal).toEqual([...once, ...rests.map(() => "rest"), ...once]);
    },
  );

  it("is waited for by a block that ends in the time left also when its last call runs into its deadline", async () => {
    const { said, lateness } = await consume(waitingMs);
    expect(said).toBe("stored");
    expect(lateness?.every((ms) => ms >= 0 && ms < 10)).toBe(true);
  });

  it.each([
    ["might not end in the time left", waitingMs - 1, 0],
    ["would take time from the rest of the batch", waitingMs + 39_999, 40_000],
  ])("is not waited for by a block that %s: it is hidden until its time, and nothing of it runs", async (_, leftMs, reservedMs) => {
    const { said, hidden, slept, asked } = await consume(leftMs, reservedMs);
    expect(said).toBe("postponed");
    expect(hidden).toEqual([["r-1", 3]]);
    expect([...slept, ...asked]).toEqual([]);
  });

  const later = (ms: number) =>
    messageOf({ probes: message.probes.map((probe) => ({ ...probe, intendedAtMs: probe.intendedAtMs + ms })) });

  it.each([
    [2_001, 3],
    [60_000, 60],
    [250_000, 250],
    [24 * 60 * minutes, 43_000],
  ])("has a block that comes %i ms before the last seconds ahead of its time hidden until then, %i s at most", async (ms, seconds) => {
    const { said, hidden, asked } = await consume(4.5 * minutes, 0, { message: later(ms) });
    expect({ said, hidden, asked }).toEqual({ said: "postponed", hidden: [["r-1", seconds]], asked: [] });
  });

  it("is waited for up to 5 s with the block at hand", async () => {
    const { said, lateness } = await consume(4.5 * minutes, 0, { message: later(2_000) });
    expect(said).toBe("stored");
    expect(lateness?.every((ms) => ms >= 0 && ms < 10)).toBe(true);
  });

  it("never has the queue give a block up: one that is early at its last delivery is not hidden, nor run early", async () => {
    const calls = open();
    const last = deliveryOf({ message: later(250_000), receives: 5 });
    await expect(consumeBlock(calls.deps, last, 4.5 * minutes)).rejects.toMatchObject({ code: "unavailable" });
    expect([...calls.hidden, ...calls.asked]).toEqual([]);
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
