import { epochMs } from "@crisscross/core/edge/time";
import type { ConsumeDeps, Delivery } from "@crisscross/functions/blocks/consume-block";
import { expect } from "vitest";
import { answerOf, fakeCalls } from "../calls/fake-caller.ts";
import { allSound } from "../results/all-sound.ts";
import { createMemoryStore } from "../results/memory-store.ts";
import { levelOf, messageOf, recordOf, startMs } from "../results/samples.ts";

export const minutes = 60_000;

/** consume with a store, fake calls and a clock that only sleeping and looking at it move. */
export function open(calls = fakeCalls(() => answerOf(levelOf()))) {
  const store = createMemoryStore();
  for (const id of ["job-1", "job-9"]) void store.putJob(recordOf(id));
  const slept: number[] = [];
  let probes = 0;
  const hidden: [string, number][] = [];
  let atMs = startMs + 1_000;
  const deps: ConsumeDeps = {
    ...calls.callDeps,
    names: { outer: "outer", inner: "inner", innerDb: "inner-db" },
    isolatedNames: { outer: "outer-isolated", inner: "inner-isolated", innerDb: "inner-db-isolated" },
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
    build: "consume's",
    nowMs: () => epochMs(atMs++),
    countProbe: () => probes++,
    async sleep(ms) {
      slept.push(ms);
      atMs += ms;
    },
  };
  const stored = () => allSound(store.blocks({ job: "job-1", origin: "ap-south-1", shard: 0 }));
  return { deps, store, stored, slept, hidden, ...calls };
}

export const deliveryOf = (more: Partial<Delivery> = {}): Delivery => ({
  message: messageOf(),
  receipt: "r-1",
  receives: 1,
  enqueuedAtMs: epochMs(startMs + 1),
  firstReceivedAtMs: epochMs(startMs + 2),
  ...more,
});
