import { type Random, seededRandom, seedOf } from "@crisscross/core/edge/random";
import type { Fault, Journey, Leg, Making, Weather } from "./weather.ts";

const faults: readonly Fault[] = [
  "throttled",
  "request lost",
  "response lost",
  "connection reset",
  "hangs",
  "killed",
  "crashes",
  "answers garbage",
  "db throttled",
  "db hangs",
  "record missing",
];

const makings: readonly Making[] = [
  ...(["cold", "cold", "cold", "reinit", "proactive", "provisioned", "restored"] as const),
];
const receipts: readonly Leg["receipt"][] = [
  ...Array<"json">(14).fill("json"),
  "text",
  "text",
  "text",
  "text",
  "none",
  "cut",
];

/** Ways a block may come: mostly once, else late, twice, at the same time, after crashes, or not at all. */
const journeys: readonly Journey["deliveries"][] = [
  ...Array<Journey["deliveries"]>(12).fill([{ afterUs: 0, fate: "runs" }]),
  [
    { afterUs: 0, fate: "runs" },
    { afterUs: 0, fate: "runs" },
  ],
  [
    { afterUs: 0, fate: "runs" },
    { afterUs: 40_000_000, fate: "runs" },
    { afterUs: 90_000_000, fate: "runs" },
  ],
  [
    { afterUs: 0, fate: "crashes first" },
    { afterUs: 30_000_000, fate: "runs" },
  ],
  [
    { afterUs: 0, fate: "crashes before storing" },
    { afterUs: 60_000_000, fate: "runs" },
  ],
  [
    { afterUs: 0, fate: "crashes after storing" },
    { afterUs: 60_000_000, fate: "runs" },
  ],
  [
    { afterUs: 0, fate: "crashes first" },
    { afterUs: 30_000_000, fate: "crashes before storing" },
    { afterUs: 60_000_000, fate: "crashes first" },
  ],
  [],
];

/**
 * Everything at once: clocks apart by up to a quarter of an hour that drift and wander by 100 ppm each, calls of 50 µs
 * to 400 ms one way, every kind of start, fault, receipt and delivery.
 */
export function createRoughWeather(seed: number, driftPpm = 100): Weather {
  return {
    clocks: { offsetUs: 900_000_000, driftPpm, wallSkewMs: 3_600_000 },
    consumers: 4,
    reuses: () => true,
    maxReceives: 3,
    legOf: ({ origin, seq }, depth) => legOf(seededRandom(seedOf(seed, "leg", origin, seq, depth))),
    connectionOf(environment, number) {
      const random = seededRandom(seedOf(seed, "connection", environment, number));
      return {
        tcpUs: logUniform(random, 100, 300_000),
        tlsUs: logUniform(random, 200, 300_000),
        greetingUs: logUniform(random, 100, 300_000),
        offsetUs: logUniform(random, 1, 30_000),
        calls: logUniform(random, 1, 20),
        diesUnseen: random() < 1 / 3,
      };
    },
    journeyOf(origin, index) {
      const random = seededRandom(seedOf(seed, "journey", origin, index));
      return {
        fanoutUs: logUniform(random, 2_000, 200_000),
        queueUs: logUniform(random, 1_000, 120_000_000),
        deliveries: pick(random, journeys),
      };
    },
  };
}

function legOf(random: Random): Leg {
  const readyingUs = logUniform(random, 20_000, 500_000);
  const leg: Leg = {
    requestUs: logUniform(random, 50, 400_000),
    making: pick(random, makings),
    readyingUs,
    // Up to all of it: a third of the inits are under way for another call.
    begunAheadUs: random() < 1 / 3 ? Math.round(readyingUs * random()) : 0,
    readyAheadUs: logUniform(random, 1_000, 20_000_000),
    runtimeBeforeUs: logUniform(random, 1, 400),
    runtimeAfterUs: logUniform(random, 1, 400),
    beforeUs: logUniform(random, 1, 20_000),
    databaseUs: logUniform(random, 500, 300_000),
    afterUs: logUniform(random, 1, 20_000),
    responseUs: logUniform(random, 50, 400_000),
    receipt: pick(random, receipts),
  };
  return random() < 0.07 ? { ...leg, fault: pick(random, faults) } : leg;
}

/** An integer whose logarithm is uniform: as often between 1 and 10 as between 10 and 100. */
export const logUniform = (random: Random, least: number, most: number): number =>
  Math.round(least * (most / least) ** random());

function pick<T>(random: Random, list: readonly T[]): T {
  const item = list[Math.floor(random() * list.length)];
  if (item === undefined) throw new RangeError("nothing to pick from");
  return item;
}
