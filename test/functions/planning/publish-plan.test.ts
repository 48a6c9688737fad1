import { parse } from "@crisscross/core/edge/schema";
import { epochMs } from "@crisscross/core/edge/time";
import { BlockMessage } from "@crisscross/core/job/block-message";
import type { JobRecord } from "@crisscross/core/job/job-record";
import { planBlocks } from "@crisscross/core/job/plan";
import { signBlock } from "@crisscross/functions/edges/sign-block";
import { type ProbeTopic, publishPlan } from "@crisscross/functions/planning/publish-plan";
import { batchesOf, type TopicEntry } from "@crisscross/functions/planning/topic-batches";
import { expect, it } from "vitest";
import { testKey } from "../results/memory-store.ts";
import { recordOf, startMs } from "../results/samples.ts";

const record: JobRecord = recordOf("job-1", {
  spec: { ...recordOf("job-1").spec, origins: ["ap-south-1", "eu-west-2"], samples: 400 },
});

/** 25 blocks of each origin. */
const whole = { from: 0, to: 25 };

function open(publishBatch: ProbeTopic["publishBatch"]) {
  const pauses: number[] = [];
  const deps = {
    topic: { publishBatch },
    jobs: { isCancelled: async () => false },
    nowMs: () => epochMs(startMs + 5),
    sleep: async (ms: number) => {
      pauses.push(ms);
    },
  };
  return { deps, pauses };
}

it("publishes every block of the plan once, ten at most at a time, routed by its origin", async () => {
  const batches: (readonly TopicEntry[])[] = [];
  const { deps } = open(async (entries) => {
    batches.push(entries);
    return [];
  });
  expect(await publishPlan(deps, { record, key: testKey }, whole)).toEqual({ blocks: 50, cancelled: false });
  expect(batches.map(({ length }) => length)).toEqual([10, 10, 10, 10, 10]);
  const entries = batches.flat();
  const messages = entries.map(({ body }) => parse(BlockMessage, JSON.parse(body), "message"));
  expect(messages).toEqual(
    [...planBlocks(record)].map((block) =>
      signBlock(testKey, { ...block, publishedAtMs: epochMs(startMs + 5) }),
    ),
  );
  expect(entries.map(({ origin }) => origin)).toEqual(messages.map(({ origin }) => origin));
});

it("sends only the refused entries of a batch again", async () => {
  const sent: string[][] = [];
  const { deps, pauses } = open(async (entries) => {
    const names = entries.map(({ body }) => {
      const { origin, index } = JSON.parse(body);
      return `${origin} ${index}`;
    });
    sent.push(names);
    return names.flatMap((name, place) =>
      name === "eu-west-2 0" && sent.flat().filter((one) => one === name).length < 3 ? [place] : [],
    );
  });
  expect(await publishPlan(deps, { record, key: testKey }, whole)).toEqual({ blocks: 50, cancelled: false });
  const times = new Map<string, number>();
  for (const name of sent.flat()) times.set(name, (times.get(name) ?? 0) + 1);
  expect(times.get("eu-west-2 0")).toBe(3);
  expect([...times.values()].filter((count) => count > 1)).toEqual([3]);
  expect(pauses).toEqual([100, 200]);
});

it("stops when the topic goes on refusing, so that the job comes back", async () => {
  let calls = 0;
  const { deps } = open(async (entries) => {
    calls++;
    return entries.map((_, place) => place);
  });
  await expect(publishPlan(deps, { record, key: testKey }, whole)).rejects.toMatchObject({
    code: "unavailable",
  });
  expect(calls).toBe(5 * 6);
});

it("never has more than eight batches under way", async () => {
  let running = 0;
  let most = 0;
  const { deps } = open(async () => {
    most = Math.max(most, ++running);
    await new Promise((resolve) => setImmediate(resolve));
    running--;
    return [];
  });
  await publishPlan(
    deps,
    { record: { ...record, spec: { ...record.spec, samples: 4_000 } }, key: testKey },
    { from: 0, to: 250 },
  );
  expect(most).toBe(8);
});

it("stops when the job is cancelled meanwhile, asking once a second", async () => {
  let atMs: number = startMs;
  let asked = 0;
  let sent = 0;
  const { deps } = open(async (entries) => {
    sent += entries.length;
    atMs += 100;
    return [];
  });
  const isCancelled = async () => ++asked === 3;
  const published = await publishPlan(
    { ...deps, nowMs: () => epochMs(atMs), jobs: { isCancelled } },
    { record: { ...record, spec: { ...record.spec, samples: 40_000 } }, key: testKey },
    { from: 0, to: 2_500 },
  );
  expect(asked).toBe(3);
  expect(published).toEqual({ blocks: sent, cancelled: true });
  // Three seconds of ten batches each, and those that were under way.
  expect(sent).toBeGreaterThanOrEqual(290);
  expect(sent).toBeLessThanOrEqual(380);
});

it("splits batches before 256 KB", () => {
  const entries = Array.from({ length: 5 }, (_, n) => ({
    origin: String(n),
    group: "job-1",
    body: "é".repeat(50_000),
  }));
  expect([...batchesOf(entries)].map((batch) => batch.map(({ origin }) => origin))).toEqual([
    ["0", "1"],
    ["2", "3"],
    ["4"],
  ]);
});

it("has no batch for no messages", () => {
  expect([...batchesOf([])]).toEqual([]);
});
