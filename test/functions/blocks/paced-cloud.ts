import { type Random, seededRandom } from "@crisscross/core/edge/random";
import { epochMs } from "@crisscross/core/edge/time";
import type { BlockMessage } from "@crisscross/core/job/block-message";
import type { JobRecord } from "@crisscross/core/job/job-record";
import { type ConsumeDeps, consumeBlock } from "@crisscross/functions/blocks/consume-block";
import { neededMsOf } from "@crisscross/functions/blocks/run-block";
import { planJob } from "@crisscross/functions/planning/plan-job";
import type { TopicEntry } from "@crisscross/functions/planning/topic-batches";
import { openIdleWatch } from "@crisscross/functions/sealing/idle-watch";
import { reconcileJobs } from "@crisscross/functions/sealing/reconcile-open";
import { createVirtualTime } from "../../truth/world/virtual-time.ts";
import { answerOf, fakeCalls } from "../calls/fake-caller.ts";
import { createMemoryStore } from "../results/memory-store.ts";
import { levelOf } from "../results/samples.ts";
import { quiet } from "../sealing/quiet.ts";

/** As stacks/ has it. */
const limits = { batch: 2, consumers: 2, consumeMs: 272_000, visibilityMs: 1_632_000, maxReceives: 7 };

/** How unkind the run is: shares of deliveries whose consumer is killed, and of reconcile's runs that do not happen. */
export interface Unkindness {
  seed: number;
  killed: number;
  missed: number;
}

interface Message {
  id: string;
  body: string;
  visibleAtMs: number;
  firstReceivedAtMs: number;
  receives: number;
}

/**
 * Runs a job of one origin, from its submission to its end, on a queue that hands out whatever is visible in a seeded random
 * order, with plan and reconcile as they are. Tells the most messages the queue held, and those it gave up.
 */
export async function runPaced(record: JobRecord, { seed, killed, missed }: Unkindness) {
  const random = seededRandom(seed);
  const time = createVirtualTime();
  const nowMs = () => epochMs(record.createdAtMs + Math.floor(time.nowUs() / 1_000));
  const sleep = (ms: number) => time.sleep(ms * 1_000);
  const store = createMemoryStore();
  await store.putJob(record);
  await store.markQueued(record);
  const queue = new Map<string, Message>();
  const dead: Message[] = [];
  const told = { most: 0, postponed: 0, published: 0, plans: 0 };

  const planDeps = {
    jobs: store,
    nowMs,
    sleep,
    records: { write: async () => [] },
    topic: {
      async publishBatch(entries: readonly TopicEntry[]) {
        for (const { body } of entries) {
          const id = String(told.published++);
          queue.set(id, { id, body, visibleAtMs: nowMs(), firstReceivedAtMs: 0, receives: 0 });
        }
        told.most = Math.max(told.most, queue.size);
        return [];
      },
    },
  };
  const askPlan = async (job: string) => {
    told.plans++;
    await planJob(planDeps, { v: 1, job });
  };
  const reconcileDeps = {
    ...{ jobs: store, blocks: store, seals: store, nowMs, watch: openIdleWatch(), home: "us-east-1" },
    queue: { send: askPlan },
    metrics: { publish: async () => {} },
    damaged: ({ why }: { why: string }) => {
      throw new Error(why);
    },
    hasTime: () => true,
    ...quiet,
  };

  function receive(): Message[] {
    const got: Message[] = [];
    for (const message of shuffled([...queue.values()], random)) {
      if (message.visibleAtMs > nowMs()) continue;
      if (message.receives === limits.maxReceives) {
        queue.delete(message.id);
        dead.push(message);
        continue;
      }
      message.receives++;
      message.firstReceivedAtMs ||= nowMs();
      message.visibleAtMs = nowMs() + limits.visibilityMs;
      got.push(message);
      if (got.length === limits.batch) break;
    }
    return got;
  }

  async function consume(batch: readonly Message[]): Promise<void> {
    const endMs = nowMs() + limits.consumeMs;
    for (const [place, message] of batch.entries()) {
      const { id, receives, firstReceivedAtMs } = message;
      const { callDeps } = fakeCalls(async () => {
        await sleep(200);
        return answerOf(levelOf());
      });
      const deps: ConsumeDeps = {
        ...callDeps,
        ...{ nowMs, sleep, blocks: store, arrivals: store, wan: "none", environment: "consume-1", build: "" },
        names: { outer: "outer", inner: "inner", innerDb: "inner-db" },
        isolatedNames: { outer: "outer-isolated", inner: "inner-isolated", innerDb: "inner-db-isolated" },
        queue: {
          async hide(_, seconds) {
            message.visibleAtMs = nowMs() + seconds * 1_000;
          },
        },
        metrics: { publish: async () => {} },
        ...{ blocksHeld: limits.consumers * limits.batch, maxReceives: limits.maxReceives },
        region: record.spec.origins[0] as string,
        reconcile: async () => {},
        countProbe: () => 0,
        notAsked: (_, error) => {
          throw error;
        },
      };
      if (random() < killed) return;
      const later = batch.slice(place + 1).reduce((sum, { body }) => sum + neededMsOf(messageIn(body)), 0);
      const delivery = {
        message: messageIn(message.body),
        receipt: id,
        receives,
        enqueuedAtMs: epochMs(nowMs()),
        firstReceivedAtMs: epochMs(firstReceivedAtMs),
      };
      const said = await consumeBlock(deps, delivery, endMs - nowMs(), async () => later).catch(
        () => "failed",
      );
      if (said === "postponed") told.postponed++;
      else if (said !== "failed") queue.delete(id);
    }
  }

  const isOpen = async () => (await Array.fromAsync(store.openJobs())).length > 0;
  async function keepConsuming(): Promise<void> {
    while (await isOpen()) {
      const batch = receive();
      if (batch.length === 0) await sleep(250);
      else await consume(batch);
    }
  }
  async function keepReconciling(): Promise<void> {
    while (await isOpen()) {
      await sleep(60_000);
      if (random() >= missed) await reconcileJobs(reconcileDeps);
    }
  }
  await time.run(
    askPlan(record.id).then(() =>
      Promise.all([keepReconciling(), ...Array.from({ length: limits.consumers }, keepConsuming)]),
    ),
  );
  const blocks = [];
  const origin = record.spec.origins[0] as string;
  for await (const block of store.blocks({ job: record.id, origin, shard: 0 }))
    if ("samples" in block) blocks.push(block);
  return { ...told, dead, blocks, finish: (await store.storedJob(record.id))?.finish };
}

const messageIn = (body: string): BlockMessage => JSON.parse(body);

function shuffled<T>(items: readonly T[], random: Random): T[] {
  const rest = [...items];
  return items.flatMap(() => rest.splice(Math.floor(random() * rest.length), 1));
}
