import { seededRandom, seedOf } from "@crisscross/core/edge/random";
import { drawNormal, type Latency, lognormal, normal, shiftedLognormal } from "../latencies.ts";
import type { Journey, Leg, Weather } from "./weather.ts";

/** What a real cloud does, and a kind one does not. */
export const unkindnesses = [
  "connection offsets",
  "freezes",
  "idle closes",
  "jitter",
  "reordering",
  "duplicates",
] as const;
export type Unkindness = (typeof unkindnesses)[number];

/** In ms (sd). */
const sd = { calls: 14.1, offsets: 10 };
const least = { transit: 120, offset: 60, sum: 20, jitter: 12 };
const jitterSigma = 1;
/** A connection carries so many calls before it is closed. Where none is, one carries all of a job. */
const fewestCalls = 3;
const mostCalls = 10;

/** The truth of the measures that are drawn. */
export interface UnkindTruth {
  outerOverhead: Latency;
  innerTransit: Latency;
  db: Latency;
}

export function truthOf(on: ReadonlySet<Unkindness>): UnkindTruth {
  const hasOffsets = on.has("connection offsets");
  const meanMs = least.transit + (hasOffsets ? least.offset : 0);
  const sdMs = hasOffsets ? Math.hypot(sd.calls, sd.offsets) : sd.calls;
  return {
    outerOverhead: { ...normal(least.sum, 2), name: "outerOverhead" },
    innerTransit: {
      ...(on.has("jitter")
        ? shiftedLognormal(meanMs, sdMs, least.jitter, jitterSigma)
        : normal(meanMs, sdMs)),
      name: "innerTransit",
    },
    db: { ...lognormal(18, 0.6), name: "db" },
  };
}

/**
 * Warm functions, known distributions, and the given unkindnesses. Connections that carry a shift are closed now and then,
 * since one alone tells nothing of others. With freezes their owner does not see it, with idle closes it does; with both,
 * one or the other by chance.
 */
export function createUnkindWeather(seed: number, on: ReadonlySet<Unkindness>): Weather {
  const drawn = { ...truthOf(new Set()), jitter: lognormal(least.jitter, jitterSigma) };
  const [freezes, closes] = [on.has("freezes"), on.has("idle closes")];
  const ends = freezes || closes || on.has("connection offsets");
  return {
    clocks: { offsetUs: 900_000_000, driftPpm: 100, wallSkewMs: 2_000 },
    consumers: 1,
    reuses: () => true,
    maxReceives: 3,
    legOf({ origin, seq }, depth) {
      const random = seededRandom(seedOf(seed, "leg", origin, seq, depth));
      const us = (latency: Latency) => Math.max(0, Math.round(latency.draw(random) * 1_000));
      if (depth === 0) return { ...warm, ...inTwo(us(drawn.outerOverhead), random()) };
      const jitterUs = on.has("jitter") ? us(drawn.jitter) : 0;
      const ways = inTwo(us(drawn.innerTransit) + jitterUs, random());
      return { ...warm, ...ways, databaseUs: us(drawn.db) };
    },
    connectionOf(environment, number) {
      const random = seededRandom(seedOf(seed, "connection", environment, number));
      const offsetMs = least.offset + sd.offsets * drawNormal(random);
      const isShifted = on.has("connection offsets") && environment.startsWith("outer");
      const isFar = environment.startsWith("outer");
      return {
        ...(isFar ? far : near),
        offsetUs: isShifted ? Math.max(0, Math.round(offsetMs * 1_000)) : 0,
        calls: ends
          ? fewestCalls + Math.floor(random() * (mostCalls - fewestCalls + 1))
          : Number.POSITIVE_INFINITY,
        diesUnseen: freezes && (!closes || random() < 1 / 2),
      };
    },
    journeyOf(origin, index) {
      const random = seededRandom(seedOf(seed, "journey", origin, index));
      const queueUs = on.has("reordering") ? Math.round(60_000_000 * random()) : 5_000;
      const repeats = on.has("duplicates") && random() < 1 / 3;
      return { fanoutUs: 5_000, queueUs, deliveries: repeats ? twice(random()) : once };
    },
  };
}

const far = { tcpUs: 120_000, tlsUs: 122_000, greetingUs: 121_000 };
const near = { tcpUs: 1_000, tlsUs: 3_000, greetingUs: 1_200 };

const once: Journey["deliveries"] = [{ afterUs: 0, fate: "runs" }];
/** At the same time, or up to a minute later. */
const twice = (share: number): Journey["deliveries"] => [
  ...once,
  { afterUs: share < 1 / 2 ? 0 : Math.round(60_000_000 * share), fate: "runs" },
];

const warm: Leg = {
  requestUs: 0,
  making: "cold",
  readyingUs: 150_000,
  begunAheadUs: 0,
  readyAheadUs: 0,
  runtimeBeforeUs: 300,
  runtimeAfterUs: 200,
  beforeUs: 400,
  databaseUs: 0,
  afterUs: 100,
  responseUs: 0,
  receipt: "json",
};

function inTwo(sumUs: number, share: number): Pick<Leg, "requestUs" | "responseUs"> {
  const requestUs = Math.round(sumUs * share);
  return { requestUs, responseUs: sumUs - requestUs };
}
