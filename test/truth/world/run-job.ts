import { AppError } from "@crisscross/core/edge/error";
import { seededRandom, seedOf } from "@crisscross/core/edge/random";
import { parse } from "@crisscross/core/edge/schema";
import { BlockMessage } from "@crisscross/core/job/block-message";
import type { JobRecord } from "@crisscross/core/job/job-record";
import { blockCount } from "@crisscross/core/job/plan";
import type { StoredBlock } from "@crisscross/core/sample/stored-block";
import {
  type BlockQueue,
  type ConsumeDeps,
  consumeBlock,
  type Delivery,
} from "@crisscross/functions/blocks/consume-block";
import { publishPlan } from "@crisscross/functions/planning/publish-plan";
import type { ArrivalStore, BlockStore } from "@crisscross/functions/results/block-store";
import type { JobStore } from "@crisscross/functions/results/job-store";
import type { ProbeTruth } from "./account.ts";
import { createCloud } from "./cloud.ts";
import { createConnections } from "./connections.ts";
import { callDepsOf, names, type World } from "./levels.ts";
import { type Machine, readEpochMs } from "./machine.ts";
import { createSeats } from "./seats.ts";
import { createVirtualTime } from "./virtual-time.ts";
import type { Fate, Weather } from "./weather.ts";

/** What consume and plan need of the results table. */
export type Store = Pick<BlockStore, "putBlock"> &
  ArrivalStore &
  Pick<JobStore, "putJob" | "markQueued" | "getKey">;

/** What the world alone knows about a job that has run. */
export interface JobTruth {
  world: World;
  /** The probes as they really went, of each block that was stored; by `blockKey`. */
  visits: Map<string, ProbeTruth[]>;
  /** Deliveries by what consume said to them. */
  said: Record<"stored" | "duplicate" | "dropped" | "postponed" | "crashed", number>;
  /** Blocks that some consume was told are stored. */
  acknowledged: Set<string>;
}

export const blockKey = ({ origin, index }: Pick<StoredBlock, "origin" | "index">): string =>
  `${origin} ${index}`;

class Crash extends Error {}

/** Publishes a job and has every block delivered and consumed as the weather wants it, by the real use cases. */
export async function runJob(weather: Weather, record: JobRecord, store: Store): Promise<JobTruth> {
  const time = createVirtualTime();
  const random = seededRandom(seedOf(record.spec.seed, "machines"));
  const connections = createConnections(weather.connectionOf);
  const world: World = { time, weather, cloud: createCloud(time, weather, random), connections };
  const truth: JobTruth = {
    world,
    visits: new Map(),
    said: { stored: 0, duplicate: 0, dropped: 0, postponed: 0, crashed: 0 },
    acknowledged: new Set(),
  };
  const consumers = createSeats(weather.consumers, (origin) => world.cloud.newMachine(`consume ${origin}`));
  const plan = world.cloud.newMachine("plan");
  const deliveries: Promise<void>[] = [];
  const topic = {
    async publishBatch(entries: readonly { body: string }[]) {
      for (const { body } of entries)
        deliveries.push(deliver(parse(BlockMessage, JSON.parse(body), "message")));
      return [];
    },
  };

  /** A queue's clock is a wall clock of its own. */
  async function deliver(message: BlockMessage): Promise<void> {
    const { fanoutUs, queueUs, deliveries } = weather.journeyOf(message.origin, message.index);
    await time.sleep(fanoutUs);
    const enqueuedAtMs = readEpochMs({ wallSkewMs: 0 }, time.nowUs());
    await time.sleep(queueUs);
    const firstReceivedAtMs = readEpochMs({ wallSkewMs: 0 }, time.nowUs());
    await Promise.all(
      deliveries.map(async ({ afterUs, fate }, place) => {
        await time.sleep(afterUs);
        const receipt = String(place);
        const delivery = { message, receipt, receives: place + 1, enqueuedAtMs, firstReceivedAtMs };
        for (let hiddenS: number | undefined = 0; hiddenS !== undefined; ) {
          await time.sleep(hiddenS * 1e6);
          hiddenS = undefined;
          const hide = async (_: string, seconds: number) => {
            hiddenS = seconds;
          };
          const consumer = await consumers.take(message.origin);
          const end = await consume(world, truth, store, consumer, delivery, fate, hide);
          truth.said[end]++;
          consumers.free(message.origin, end === "crashed" ? undefined : consumer);
        }
      }),
    );
  }

  const nowMs = () => readEpochMs(plan, time.nowUs());
  const sleep = (ms: number) => time.sleep(ms * 1_000);
  await store.putJob(record);
  await store.markQueued(record);
  const jobs = { isCancelled: async () => false };
  const key = (await store.getKey(record.id)) ?? new Uint8Array();
  const published = publishPlan(
    { topic, jobs, nowMs, sleep },
    { record, key },
    { from: 0, to: blockCount(record) },
  );
  await time.run(published.then(() => Promise.all(deliveries)));
  return truth;
}

const lambdaMs = 900_000;

async function consume(
  world: World,
  truth: JobTruth,
  store: Store,
  machine: Machine,
  delivery: Delivery,
  fate: Fate,
  hide: BlockQueue["hide"],
): Promise<keyof JobTruth["said"]> {
  const { time, weather } = world;
  const { message } = delivery;
  const { origin } = message;
  const visit: ProbeTruth[] = message.probes.map(({ seq }) => ({ seq, calls: [] }));
  // consume builds the calls of a block in the order of its probes, those of a burst too.
  let next = 0;
  const calls = callDepsOf(world, machine, 200, () => {
    const probe = visit[next++];
    if (!probe || fate === "crashes first") throw new Crash();
    return { origin, truth: probe };
  });
  const deps: ConsumeDeps = {
    ...calls,
    names,
    isolatedNames: names,
    region: origin,
    wan: "simulated",
    environment: machine.name,
    build: "",
    blocksHeld: weather.consumers,
    maxReceives: weather.maxReceives,
    nowMs: () => readEpochMs(machine, time.nowUs()),
    countProbe: () => 0,
    sleep: (ms) => time.sleep(ms * 1_000),
    arrivals: store,
    metrics: { publish: async () => {} },
    queue: { hide },
    reconcile: async () => {},
    notAsked: (_, error) => {
      throw error;
    },
    blocks: {
      async putBlock(block) {
        if (fate === "crashes before storing") throw new Crash();
        const result = await store.putBlock(block);
        truth.acknowledged.add(blockKey(block));
        if (result === "stored") truth.visits.set(blockKey(block), visit);
        if (fate === "crashes after storing") throw new Crash();
        return result;
      },
    },
  };
  try {
    return await consumeBlock(deps, delivery, lambdaMs);
  } catch (error) {
    if (error instanceof Crash) return "crashed";
    if (!(error instanceof AppError) || error.code !== "unavailable") throw error;
    // A wrong clock: the block is early at its last delivery, when consume does not hide it any more. Here it waits all the same.
    await hide(delivery.receipt, 60);
    return "postponed";
  }
}
