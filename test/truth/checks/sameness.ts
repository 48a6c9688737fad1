import { permutation, seededRandom, seedOf } from "@crisscross/core/edge/random";
import type { JobRecord } from "@crisscross/core/job/job-record";
import type { Call } from "@crisscross/core/sample/call";
import type { StoredBlock } from "@crisscross/core/sample/stored-block";
import { readMatrix, readState } from "@crisscross/functions/results/read-job";
import { allSound, noDamage } from "../../functions/results/all-sound.ts";
import { createMemoryStore, type MemoryStore } from "../../functions/results/memory-store.ts";
import type { ClockLimits } from "../world/machine.ts";
import { reconcile } from "../world/reconcile.ts";
import { recordOf } from "../world/records.ts";
import { createRoughWeather } from "../world/rough-weather.ts";
import { runJob } from "../world/run-job.ts";
import type { Journey, Weather } from "../world/weather.ts";
import { createCounter, type Tally } from "./tally.ts";

/** A job of two origins and four cells: some shards of it are sealed when the last block comes. */
const recordFor = (seed: number, samples: number): JobRecord =>
  recordOf(
    seed,
    {
      origins: ["ap-south-1", "eu-west-2"],
      targets: ["us-west-1", "sa-east-1"],
      variants: ["bare", "db-get"],
      samples,
      deadlineMs: 1_000,
      timeLimitMinutes: 600,
    },
    2,
  );

/** Compares what is stored and answered of one job, bit for bit, however its blocks came. */
export async function checkSameness(seed: number, samples: number, orders: number): Promise<Tally[]> {
  const record = recordFor(seed, samples);
  const calm = await runWith(record, steadyWeather(seed, once));
  const expected = await printOf(calm.store, record);
  const arrived = createCounter("the same blocks in any order, each 1 to 10 times");
  for (let order = 0; order < orders; order++) {
    const store = await replay(record, calm.blocks, seedOf(seed, "order", order));
    arrived.expect((await printOf(store, record)) === expected, () => `order ${order}`);
  }
  const repeated = createCounter("blocks delivered again, later and at the same time");
  const again = await runWith(record, steadyWeather(seed, repeatedly));
  repeated.expect((await printOf(again.store, record)) === expected, () => `seed ${seed}`);
  const redelivered = createCounter("blocks run late and out of order, after crashes (all but lateness)");
  const late = await runWith(record, steadyWeather(seed, afterCrashes(seed)));
  const answer = await answerOf(calm.store, record);
  redelivered.expect(
    without(ofTime, await answerOf(late.store, record)) === without(ofTime, answer),
    () => `seed ${seed}`,
  );
  const skewed = createCounter("wall clocks wrong by up to an hour (all but queue and lateness)");
  const apart = await runWith(record, { ...steadyWeather(seed, once), clocks: wrongWallClocks });
  const ofWallClocks = ["queue", ...ofTime];
  skewed.expect(
    without(ofWallClocks, await answerOf(apart.store, record)) === without(ofWallClocks, answer),
    () => `seed ${seed}`,
  );
  return [arrived, repeated, redelivered, skewed].map(({ tally }) => tally);
}

/** Nothing but lateness depends here on when a block runs, or where: clocks agree on time, environments are ready and known. */
function steadyWeather(
  seed: number,
  deliveriesOf: (origin: string, index: number) => Journey["deliveries"],
): Weather {
  // Which call makes a connection depends on when it comes, so none is made.
  const { connectionOf: _, ...rough } = createRoughWeather(seed, 0);
  return {
    ...rough,
    clocks: { ...rough.clocks, wallSkewMs: 0 },
    consumers: Number.POSITIVE_INFINITY,
    reuses: () => false,
    legOf: (probe, depth) => ({
      ...rough.legOf(probe, depth),
      making: "provisioned",
      environment: `${probe.origin} ${depth} ${probe.seq % 7}`,
    }),
    // Whole ms, as wall clocks show them.
    journeyOf: (origin, index) => ({
      fanoutUs: 5_000,
      queueUs: 1_000 * (1 + (index % 7)),
      deliveries: deliveriesOf(origin, index),
    }),
  };
}

const ofTime = ["lateness", "lateShare"];

const wrongWallClocks: ClockLimits = { offsetUs: 900_000_000, driftPpm: 0, wallSkewMs: 3_600_000 };

const once = (): Journey["deliveries"] => [{ afterUs: 0, fate: "runs" }];

const repeatedly = (_origin: string, index: number): Journey["deliveries"] => [
  ...Array.from({ length: 1 + (index % 3) }, () => ({ afterUs: 0, fate: "runs" as const })),
  ...Array.from({ length: index % 8 }, (_, place) => ({
    afterUs: (1 + place) * 70_000_000,
    fate: "runs" as const,
  })),
];

const afterCrashes =
  (seed: number) =>
  (origin: string, index: number): Journey["deliveries"] => {
    const afterUs = Math.round(seededRandom(seedOf(seed, "late", origin, index))() * 3_600_000_000);
    return [
      { afterUs: 0, fate: "crashes before storing" },
      { afterUs, fate: "runs" },
    ];
  };

async function runWith(record: JobRecord, weather: Weather) {
  const store = createMemoryStore();
  await runJob(weather, record, { ...store, putBlock: (block) => store.putBlock(named(block)) });
  await reconcile(store, record);
  return { store, blocks: await blocksIn(store, record) };
}

/** With environments named for the call they served: which one that is depends on when a block runs, and here nothing else does. */
function named(block: StoredBlock): StoredBlock {
  const copy = structuredClone(block);
  copy.environment = `consume ${block.origin} ${block.index}`;
  for (const [place, { call }] of copy.samples.entries()) {
    let depth = 0;
    for (let one: Call | undefined = call; one; one = one.level?.call)
      if (one.level) one.level.environment = `${block.origin} ${block.index} ${place} ${depth++}`;
  }
  return copy;
}

async function blocksIn(store: MemoryStore, { id, spec }: JobRecord): Promise<StoredBlock[]> {
  const { started } = await store.shardStates(id);
  const lists = started.map((shard) => allSound(store.blocks(shard)));
  return (await Promise.all(lists)).flat().filter(({ origin }) => spec.origins.some((one) => one === origin));
}

/** Stores the blocks shuffled, each up to ten times, reconcile coming by now and then. */
async function replay(record: JobRecord, blocks: readonly StoredBlock[], seed: number): Promise<MemoryStore> {
  const random = seededRandom(seed);
  const store = createMemoryStore();
  await store.putJob(record);
  const copies = blocks.flatMap((block) => Array<StoredBlock>(1 + Math.floor(random() * 10)).fill(block));
  for (const place of permutation(copies.length, random)) {
    const block = copies[place];
    if (block) await store.putBlock(block);
  }
  await reconcile(store, record);
  return store;
}

/** All sealed summaries and the matrix, as text. */
async function printOf(store: MemoryStore, record: JobRecord): Promise<string> {
  const { seals } = await store.shardStates(record.id);
  const { rollUps } = await readState({ jobs: store, ...noDamage }, record.id);
  const byName = [...seals, ...rollUps].toSorted((a, b) => (nameOf(a) < nameOf(b) ? -1 : 1));
  const texts = await Promise.all(
    byName.map(async (seal) => `${nameOf(seal)} ${seal.blocks.join()} ${await store.summaryText(seal)}`),
  );
  return [...texts, await answerOf(store, record)].join("\n");
}

const nameOf = ({ origin, shard }: { origin: string; shard: number | "all" }): string => `${origin} ${shard}`;

async function answerOf(store: MemoryStore, record: JobRecord): Promise<string> {
  const state = await readState({ jobs: store, ...noDamage }, record.id);
  return JSON.stringify(await readMatrix({ jobs: store, seals: store, blocks: store, ...noDamage }, state));
}

/** A matrix without the measures that have to differ: they tell when a block ran, or by whose wall clock. */
const without = (measures: readonly string[], matrix: string): string =>
  JSON.stringify(JSON.parse(matrix, (key, value) => (measures.includes(key) ? undefined : value)));
