import { Logger } from "@aws-lambda-powertools/logger";
import { consumeBatch } from "@crisscross/functions/consume-batch";
import { type ConsumeDeps, consumeBlock, type Delivery } from "@crisscross/functions/consume-block";
import type { Context } from "aws-lambda";
import { expect, it, vi } from "vitest";
import { answerOf, fakeCalls } from "./fake-caller.ts";
import { createMemoryStore } from "./memory-store.ts";
import { levelOf, messageOf, startMs } from "./samples.ts";
import { sqsEventOf } from "./sqs-event.ts";

const minuteMs = 60_000;

function open() {
  const store = createMemoryStore();
  const calls = fakeCalls(() => answerOf(levelOf()));
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
    wan: "none",
    environment: "consume-1",
    nowMs: () => startMs + 1_000,
    sleep: async () => {},
  };
  const consume = (receives = 1, timeLeftMs = 2 * minuteMs, more: Partial<ConsumeDeps> = {}) => {
    const times = { receives, enqueuedAtMs: startMs + 1, firstReceivedAtMs: startMs + 2 };
    const delivery: Delivery = { message: messageOf(), ...times };
    return consumeBlock({ ...deps, ...more }, delivery, timeLeftMs);
  };
  const dead = async () => (await Array.fromAsync(store.deadBlocks("job-1"))).map(({ index }) => index);
  return { store, deps, consume, dead, asked: calls.asked };
}

it("does not run a block again that is stored", async () => {
  const { consume, asked } = open();
  await consume();
  const before = asked.length;
  expect(await consume(2)).toBe("duplicate");
  expect(asked).toHaveLength(before);
});

it.each([
  ["cancelled", (store: ReturnType<typeof createMemoryStore>) => store.putCancelled("job-1", startMs)],
  [
    "finished",
    (store: ReturnType<typeof createMemoryStore>) =>
      store.putFinish("job-1", { state: "incomplete", finishedAtMs: startMs, losses: [] }),
  ],
])("drops a block of a job that is %s: nothing is run, nothing stored, nothing noted", async (_, end) => {
  const { store, consume, dead, asked } = open();
  await end(store);
  expect(await consume(5)).toBe("dropped");
  expect(asked).toEqual([]);
  expect(await store.lookUp({ job: "job-1", origin: "ap-south-1", index: 0 })).toBe("over");
  expect(await dead()).toEqual([]);
});

it("notes the last delivery before it can fail, and no earlier one", async () => {
  const { consume, dead } = open();
  await expect(consume(4, 10)).rejects.toMatchObject({ code: "unavailable" });
  expect(await dead()).toEqual([]);
  await expect(consume(5, 10)).rejects.toMatchObject({ code: "unavailable" });
  expect(await dead()).toEqual([0]);
});

it("fails, so that the block comes back, when it cannot be looked up; the last time that is noted", async () => {
  const { store, consume, asked, dead } = open();
  const arrivals = { ...store, lookUp: () => Promise.reject(new Error("down")) };
  await expect(consume(4, 2 * minuteMs, { arrivals })).rejects.toThrow("down");
  expect(await dead()).toEqual([]);
  await expect(consume(5, 2 * minuteMs, { arrivals })).rejects.toThrow("down");
  expect(await dead()).toEqual([0]);
  expect(asked).toEqual([]);
});

const message = messageOf();

it.each([
  ["of another version", JSON.stringify({ ...message, v: 2 }), [0]],
  ["without probes", JSON.stringify({ ...message, index: 3, probes: [] }), [3]],
  ["of another region", JSON.stringify({ ...message, origin: "eu-west-2" }), [0]],
  [
    "with a probe no plan would make",
    JSON.stringify({ ...message, probes: message.probes.map((probe) => ({ ...probe, variant: "bear" })) }),
    [0],
  ],
  ["without an index", JSON.stringify({ ...message, index: undefined }), []],
  ["with an index that is none", JSON.stringify({ ...message, index: "0" }), []],
  ["that is no JSON", "{", []],
  ["that is no poison", JSON.stringify(message), []],
])(
  "notes at its first delivery a message %s as lost to its queue, if it says which block it is",
  async (_, body, noted) => {
    vi.spyOn(process.stderr, "write").mockReturnValue(true);
    vi.spyOn(process.stdout, "write").mockReturnValue(true);
    const { deps, dead } = open();
    const published: string[] = [];
    const metrics = {
      publish: async (data: readonly { name: string }[]) =>
        void published.push(...data.map(({ name }) => name)),
    };
    const context = { getRemainingTimeInMillis: () => 2 * minuteMs } as Context;
    await consumeBatch(new Logger(), { ...deps, metrics })(sqsEventOf([body]), context);
    expect(await dead()).toEqual(noted);
    expect(published.includes("Poison")).toBe(JSON.stringify(message) !== body);
    vi.restoreAllMocks();
  },
);
