import { type ConsumeDeps, consumeBlock, type Delivery } from "@crisscross/functions/consume-block";
import { expect, it } from "vitest";
import { answerOf, fakeCalls } from "./fake-caller.ts";
import { createMemoryStore } from "./memory-store.ts";
import { levelOf, messageOf, startMs } from "./samples.ts";

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
  return { store, consume, dead, asked: calls.asked };
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

it("fails, so that the block comes back, when it cannot be looked up", async () => {
  const { store, consume, asked } = open();
  const arrivals = { ...store, lookUp: () => Promise.reject(new Error("down")) };
  await expect(consume(1, 2 * minuteMs, { arrivals })).rejects.toThrow("down");
  expect(asked).toEqual([]);
});
