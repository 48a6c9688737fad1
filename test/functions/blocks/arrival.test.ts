import { Logger } from "@aws-lambda-powertools/logger";
import { epochMs } from "@crisscross/core/edge/time";
import { consumeBatch } from "@crisscross/functions/blocks/consume-batch";
import { type ConsumeDeps, consumeBlock, type Delivery } from "@crisscross/functions/blocks/consume-block";
import type { Context } from "aws-lambda";
import { expect, it, vi } from "vitest";
import { answerOf, fakeCalls } from "../calls/fake-caller.ts";
import { sqsEventOf } from "../edges/sqs-event.ts";
import { createMemoryStore } from "../results/memory-store.ts";
import { levelOf, messageOf, recordOf, startMs } from "../results/samples.ts";

const minuteMs = 60_000;

function open() {
  const store = createMemoryStore();
  void store.putJob(recordOf("job-1"));
  const calls = fakeCalls(() => answerOf(levelOf()));
  const deps: ConsumeDeps = {
    ...calls.callDeps,
    names: { outer: "outer", inner: "inner", innerDb: "inner-db" },
    isolatedNames: { outer: "outer-isolated", inner: "inner-isolated", innerDb: "inner-db-isolated" },
    blocks: store,
    arrivals: store,
    metrics: { publish: async () => {} },
    queue: { hide: async () => {} },
    reconcile: async () => {},
    notAsked: expect.unreachable,
    blocksHeld: 4,
    maxReceives: 5,
    region: "ap-south-1",
    wan: "none",
    environment: "consume-1",
    build: "",
    nowMs: () => epochMs(startMs + 1_000),
    countProbe: () => 0,
    sleep: async () => {},
  };
  const consume = (receives = 1, timeLeftMs = 2 * minuteMs, more: Partial<ConsumeDeps> = {}) => {
    const times = { receives, enqueuedAtMs: epochMs(startMs + 1), firstReceivedAtMs: epochMs(startMs + 2) };
    const delivery: Delivery = { message: messageOf(), receipt: "r", ...times };
    return consumeBlock({ ...deps, ...more }, delivery, timeLeftMs);
  };
  const dead = async () => (await Array.fromAsync(store.deadBlocks("job-1"))).map(({ index }) => index);
  const notes = () => Array.fromAsync(store.deadBlocks("job-1"));
  return { store, deps, consume, dead, notes, asked: calls.asked };
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
  expect(await store.lookUp({ job: "job-1", origin: "ap-south-1", index: 0 })).toMatchObject({
    standing: "over",
  });
  expect(await dead()).toEqual([]);
});

it("notes the last delivery before it can fail, and no earlier one", async () => {
  const { consume, dead } = open();
  await expect(consume(4, 10)).rejects.toMatchObject({ code: "unavailable" });
  expect(await dead()).toEqual([]);
  await expect(consume(5, 10)).rejects.toMatchObject({ code: "unavailable" });
  expect(await dead()).toEqual([0]);
});

it("says why the last delivery failed; of one that broke off, when it has ended at the latest", async () => {
  const { store, consume, notes } = open();
  await expect(consume(5, 10)).rejects.toMatchObject({ code: "unavailable" });
  const atMs = startMs + 1_000;
  expect(await notes()).toMatchObject([{ sinceMs: atMs, why: expect.stringMatching(/^block needs up to/) }]);
  const seen: unknown[] = [];
  const putBlock = async () => {
    seen.push(...(await notes()));
    return "stored" as const;
  };
  await consume(5, 2 * minuteMs, { blocks: { putBlock } });
  expect(seen).toMatchObject([{ sinceMs: atMs + 2 * minuteMs }]);
  expect(seen).not.toMatchObject([{ why: expect.anything() }]);
  const denied = Object.assign(new Error("arn:… may not"), { name: "AccessDeniedException" });
  const deny = () => Promise.reject(denied);
  await expect(consume(5, 2 * minuteMs, { blocks: { putBlock: deny } })).rejects.toBe(denied);
  expect(await notes()).toMatchObject([{ sinceMs: atMs, why: "AccessDeniedException" }]);
  const untilMs = epochMs(atMs + 30_000);
  const arrivals = { ...store, claim: async () => untilMs };
  await expect(consume(5, 2 * minuteMs, { arrivals })).rejects.toMatchObject({ code: "unavailable" });
  expect(await notes()).toMatchObject([{ sinceMs: untilMs, why: expect.stringMatching(/another delivery/) }]);
});

it("fails, so that the block comes back, when it cannot be looked up; the last time that is noted", async () => {
  const { store, consume, asked, dead } = open();
  const arrivals = { ...store, lookUp: () => Promise.reject(new Error("down")) };
  const unknown = { ...arrivals, knownJob: async () => undefined };
  await expect(consume(5, 2 * minuteMs, { arrivals: unknown })).rejects.toThrow("down");
  await expect(consume(4, 2 * minuteMs, { arrivals })).rejects.toThrow("down");
  expect(await dead()).toEqual([]);
  await expect(consume(5, 2 * minuteMs, { arrivals })).rejects.toThrow("down");
  expect(await dead()).toEqual([0]);
  expect(asked).toEqual([]);
});

const message = messageOf();

it.each([
  ["of another version", JSON.stringify({ ...message, v: 2 })],
  ["without probes", JSON.stringify({ ...message, index: 3, probes: [] })],
  ["of another region", JSON.stringify(messageOf({ origin: "eu-west-2" }))],
  ["that plan did not sign", JSON.stringify({ ...message, deadlineMs: 1 })],
  ["without an index", JSON.stringify({ ...message, index: undefined })],
  ["that is no JSON", "{"],
])("counts a message %s, and has no block named as dead by it", async (_, body) => {
  const { dead, published } = await consumeAll([body], "5");
  expect(await dead()).toEqual([]);
  expect(published).toEqual(["Poison"]);
});

it("counts no message that plan signed", async () => {
  expect((await consumeAll([JSON.stringify(message)], "1")).published).not.toContain("Poison");
});

it("has the rest of a batch take no time that a message takes which plan did not sign", async () => {
  const far = messageOf({
    probes: [{ seq: 0, target: "us-west-1", variant: "bare", intendedAtMs: epochMs(startMs + 5_000) }],
  });
  const sleeps = async (later: string) => (await consumeAll([JSON.stringify(far), later], "1")).slept;
  const alone = await sleeps("{");
  expect(alone).not.toEqual([]);
  expect(await sleeps(JSON.stringify({ ...message, index: 1, deadlineMs: 1e12 }))).toEqual(alone);
  expect(await sleeps(JSON.stringify(messageOf({ index: 1, deadlineMs: 100_000 })))).toEqual([]);
});

async function consumeAll(bodies: readonly string[], receives: string) {
  vi.spyOn(process.stderr, "write").mockReturnValue(true);
  vi.spyOn(process.stdout, "write").mockReturnValue(true);
  const { deps, dead } = open();
  const published: string[] = [];
  const slept: number[] = [];
  const more = {
    sleep: async (ms: number) => void slept.push(ms),
    metrics: {
      publish: async (data: readonly { name: string }[]) =>
        void published.push(...data.map(({ name }) => name)),
    },
  };
  const context = { getRemainingTimeInMillis: () => 2 * minuteMs } as Context;
  const event = sqsEventOf(bodies);
  for (const { attributes } of event.Records) attributes.ApproximateReceiveCount = receives;
  await consumeBatch(new Logger(), { ...deps, ...more })(event, context);
  vi.restoreAllMocks();
  return { dead, published, slept };
}

it("drops a block of a job that was purged, and notes and stores nothing", async () => {
  const { store, consume, dead, asked } = open();
  await store.putFinish("job-1", { state: "incomplete", finishedAtMs: startMs, losses: [] });
  await store.putPurge("job-1", startMs);
  expect(await consume(5)).toBe("dropped");
  expect([asked, store.blocksStored(), await dead()]).toEqual([[], [], []]);
});
