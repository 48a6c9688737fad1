import { type Random, seededRandom, seedOf } from "@crisscross/core/edge/random";
import type { Latency } from "../latencies.ts";
import type { Leg, Weather } from "./weather.ts";

/** Measures that a probe can have a distribution of its own in, independent of each other. */
export const shapedMeasures = ["outerOverhead", "innerTransit", "innerInit", "db"] as const;
export type ShapedMeasure = (typeof shapedMeasures)[number];

/**
 * Fair weather in which these measures have a known distribution: outer stays warm and inner is cold at every call.
 * Clocks are as wrong as in rough weather.
 */
export function createShapedWeather(seed: number, shapes: Readonly<Record<ShapedMeasure, Latency>>): Weather {
  return {
    clocks: { offsetUs: 900_000_000, driftPpm: 100, wallSkewMs: 3_600_000 },
    consumers: 1,
    reuses: (functionName) => functionName === "outer",
    maxReceives: 3,
    legOf({ origin, seq }, depth) {
      const random = seededRandom(seedOf(seed, "leg", origin, seq, depth));
      const draw = (measure: ShapedMeasure) => Math.round(shapes[measure].draw(random) * 1_000);
      if (depth === 0) return { ...still, ...twoWays(draw("outerOverhead"), random) };
      const initUs = draw("innerInit");
      const ways = twoWays(draw("innerTransit"), random);
      return { ...still, ...ways, readyingUs: initUs, databaseUs: draw("db") };
    },
    journeyOf: () => ({ fanoutUs: 5_000, queueUs: 5_000, deliveries: [{ afterUs: 0, fate: "runs" }] }),
  };
}

const still: Leg = {
  requestUs: 0,
  making: "cold",
  readyingUs: 0,
  begunAheadUs: 0,
  readyAheadUs: 0,
  runtimeBeforeUs: 0,
  runtimeAfterUs: 0,
  beforeUs: 0,
  databaseUs: 0,
  afterUs: 0,
  responseUs: 0,
  receipt: "json",
};

function twoWays(sumUs: number, random: Random): Pick<Leg, "requestUs" | "responseUs"> {
  const requestUs = Math.round(sumUs * random());
  return { requestUs, responseUs: sumUs - requestUs };
}
