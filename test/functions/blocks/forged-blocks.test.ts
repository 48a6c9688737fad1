import { Logger } from "@aws-lambda-powertools/logger";
import { epochMs, monotonicUs } from "@crisscross/core/edge/time";
import type { BlockMessage } from "@crisscross/core/job/block-message";
import { planBlocks } from "@crisscross/core/job/plan";
import { consumeBatch } from "@crisscross/functions/blocks/consume-batch";
import type { ConsumeDeps } from "@crisscross/functions/blocks/consume-block";
import { signBlock } from "@crisscross/functions/edges/sign-block";
import { readMatrix, readState, readView } from "@crisscross/functions/results/read-job";
import type { Context } from "aws-lambda";
import fc from "fast-check";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { recordOf } from "../../core/samples.ts";
import { answerOf, fakeCalls } from "../calls/fake-caller.ts";
import { sqsEventOf } from "../edges/sqs-event.ts";
import { noDamage } from "../results/all-sound.ts";
import { createMemoryStore, testKey } from "../results/memory-store.ts";
import { levelOf, startMs } from "../results/samples.ts";
import { forgeries } from "./forgeries.ts";

/** 20 probes an origin in blocks of 8, 8 and 4. */
const record = recordOf({ targets: ["us-west-1", "sa-east-1"] }, 8);
const region = "ap-south-1";
const genuine = [...planBlocks(record)]
  .filter(({ origin }) => origin === region)
  .map((block) => signBlock(testKey, { ...block, publishedAtMs: startMs }));

let logged: string[] = [];
beforeEach(() => {
  logged = [];
  vi.spyOn(process.stdout, "write").mockReturnValue(true);
  vi.spyOn(process.stderr, "write").mockImplementation((chunk) => {
    logged.push(...String(chunk).split("\n").filter(Boolean));
    return true;
  });
  return () => vi.restoreAllMocks();
});

async function open() {
  const store = createMemoryStore();
  await store.putJob(record);
  await store.putJob({ ...record, id: "job-2" });
  const calls = fakeCalls(() => answerOf(levelOf()));
  const published: string[] = [];
  const deps: ConsumeDeps = {
    ...calls.callDeps,
    names: { outer: "outer", inner: "inner", innerDb: "inner-db" },
    isolatedNames: { outer: "outer-isolated", inner: "inner-isolated", innerDb: "inner-db-isolated" },
    blocks: store,
    arrivals: store,
    metrics: { publish: async (data) => void published.push(...data.map(({ name }) => name)) },
    queue: { hide: async () => {} },
    reconcile: async () => {},
    notAsked: expect.unreachable,
    blocksHeld: 4,
    maxReceives: 5,
    region,
    wan: "none",
    environment: "consume-1",
    build: "",
    nowMs: () => epochMs(startMs + 1_000),
    nowUs: () => monotonicUs(1_000),
    countProbe: () => 0,
    sleep: async () => {},
  };
  const read = { jobs: store, seals: store, blocks: store, ...noDamage };
  return {
    store,
    asked: calls.asked,
    published,
    /** One invocation for all of them, each handed out for the last time. */
    async consume(...messages: readonly object[]) {
      const event = sqsEventOf(messages.map((message) => JSON.stringify(message)));
      for (const { attributes } of event.Records) attributes.ApproximateReceiveCount = "5";
      const context = { getRemainingTimeInMillis: () => 200_000 } as Context;
      return (await consumeBatch(new Logger(), deps)(event, context)).batchItemFailures.length;
    },
    async seen() {
      const state = await readState(read, record.id);
      return JSON.stringify([await readMatrix(read, state), await readView(read, state)]);
    },
    dead: () => Array.fromAsync(store.deadBlocks(record.id)),
  };
}

const at = (place: number): BlockMessage => genuine[place] as BlockMessage;

describe.each(Object.entries(forgeries))("a forged block with %s", (_, forge) => {
  it("before, between and after the true ones changes nothing: it is not run, not stored, counted and named", async () => {
    const spared = await open();
    await spared.consume(at(0));
    await spared.consume(at(1), at(2));
    const attacked = await open();
    const forged = genuine.map(forge);
    expect(await attacked.consume(...forged)).toBe(3);
    expect(attacked.asked).toEqual([]);
    expect(attacked.store.blocksStored()).toEqual([]);
    expect(await attacked.dead()).toEqual([]);
    expect(await attacked.consume(forged[1] ?? {}, at(0), forged[0] ?? {})).toBe(2);
    expect(await attacked.consume(at(1), forged[2] ?? {}, at(2))).toBe(1);
    await attacked.consume(...forged);
    expect(await attacked.seen()).toBe(await spared.seen());
    expect(attacked.store.blocksStored()).toEqual(spared.store.blocksStored());
    expect((await attacked.dead()).length).toBe((await spared.dead()).length);
    expect(attacked.published.filter((name) => name === "Poison")).toHaveLength(9);
    const failed = logged
      .map((line) => JSON.parse(line))
      .filter(({ message }) => message === "message.failed");
    expect(failed).toHaveLength(9);
    for (const { code, fields } of failed) {
      expect(code).toBe("invalid");
      expect(fields).not.toEqual([]);
    }
  });

  it("of a job that is over is not taken for a true one either", async () => {
    const { store, consume, published } = await open();
    await store.putCancelled(record.id, startMs);
    expect(await consume(forge(at(0)))).toBe(1);
    expect(published).toEqual(["Poison"]);
  });
});

it("names what is not as planned in a forged block", async () => {
  const { consume } = await open();
  const names = ["a deadline of 1 ms", "fewer probes than planned", "a block of an unknown job"] as const;
  await consume(...names.map((name) => forgeries[name]?.(at(0)) ?? {}));
  expect(logged.map((line) => JSON.parse(line).fields)).toEqual([["deadlineMs"], ["probes"], ["job"]]);
});

it("does not take a true block of one job for one of another", async () => {
  const { consume, published, store } = await open();
  await consume({ ...at(0), job: "job-2" });
  expect(published).toEqual(["Poison"]);
  expect(store.blocksStored()).toEqual([]);
});

it("runs a true block, whatever order its keys are in", async () => {
  const { consume, store } = await open();
  expect(await consume(Object.fromEntries(Object.entries(at(0)).reverse()))).toBe(0);
  expect(store.blocksStored()).toEqual([`${region} 0`]);
});

describe("any change of any field of a true block", () => {
  const paths = (value: unknown, path: (string | number)[] = []): (string | number)[][] =>
    typeof value === "object" && value !== null
      ? [path, ...Object.entries(value).flatMap(([key, inner]) => paths(inner, [...path, key]))].filter(
          ({ length }) => length > 0,
        )
      : [path];
  const change = (value: unknown, [key, ...rest]: readonly (string | number)[], to: unknown): unknown => {
    if (key === undefined) return to;
    const copy = structuredClone(value) as Record<string | number, unknown>;
    copy[key] = change(copy[key], rest, to);
    return copy;
  };

  it("keeps it from being run, unless it says the same after it", async () => {
    const values = fc.oneof(
      fc.constantFrom<unknown>(
        undefined,
        null,
        "",
        0,
        -0,
        1,
        2,
        "0",
        "us-west-1",
        "eu-west-2",
        "bare",
        [],
        {},
      ),
      fc.nat(),
      fc.integer(),
      fc.double(),
      fc.string(),
      fc.jsonValue(),
    );
    const anyChange = fc.record({
      place: fc.nat(1),
      path: fc.constantFrom(...paths(at(0)), ["extra"], ["probes", 0, "burst"]),
      to: values,
    });
    await fc.assert(
      fc.asyncProperty(anyChange, async ({ place, path, to }) => {
        const { consume, store, published } = await open();
        const text = JSON.stringify(change(at(place), path, to));
        const isSame = JSON.stringify(at(place)) === text;
        await consume(JSON.parse(text));
        expect(store.blocksStored()).toEqual(isSame ? [`${region} ${place}`] : []);
        expect(published.includes("Poison")).toBe(!isSame);
      }),
      { seed: 31, numRuns: 1_500 },
    );
  });
});
