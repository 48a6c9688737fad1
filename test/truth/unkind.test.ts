import { seededRandom } from "@crisscross/core/edge/random";
import { beforeAll, describe, expect, it } from "vitest";
import { spoiled } from "./before.ts";
import { shiftedLognormal } from "./latencies.ts";
import { errorMs } from "./report/unkind.ts";
import {
  addUnkind,
  brokenIn,
  coverUnkind,
  type UnkindFinding,
  type UnkindWorld,
  unkindWorlds,
} from "./unkind.ts";

const seed = 1;
const jobs = 20;
const worlds = unkindWorlds.filter(({ n }) => n === 60);
/** Four standard errors of 95% in so many jobs, as far as the bands do not allow for them. */
const slackOf = (of: number): number =>
  4 * (Math.sqrt((0.95 * 0.05) / of) - Math.sqrt((0.95 * 0.05) / 2_000));

const worldOf = (name: string): UnkindWorld => {
  const world = worlds.find((one) => one.name === name);
  if (!world) throw new Error(`no world ${name}`);
  return world;
};

const found = new Map<string, Awaited<ReturnType<typeof coverUnkind>>>();
beforeAll(async () => {
  for (const world of worlds) found.set(world.name, await coverUnkind(world, 0, jobs, seed));
});

/** What was found in a world; the caller's own. */
const foundIn = (name: string): UnkindFinding => {
  const one = found.get(name);
  if (!one) throw new Error(`no world ${name}`);
  const { tallies: _, ...finding } = one;
  return structuredClone(finding);
};

describe("worlds that are unkind", () => {
  it.each(worlds.map(({ name }) => name))("tells the truth of every probe, and of means: %s", (name) => {
    const { samples, tallies, errors } = found.get(name) ?? {};
    expect(samples).toBe(60 * jobs);
    expect(tallies?.filter(({ broken }) => broken > 0)).toEqual([]);
    for (const measure of spoiled)
      expect(Math.abs(errors ? errorMs(errors.after, measure) : 9)).toBeLessThan(0.07);
  });

  // Together, since one of 64 shares of a few jobs each is off by chance.
  it("has intervals that hold the truth in all of them", () => {
    const [first, ...others] = structuredClone([...found.values()]);
    if (!first) throw new Error("no world");
    for (const other of others) addUnkind(first, other);
    expect(first.transit.jobs).toBe(worlds.length * jobs);
    expect(brokenIn(first, slackOf(first.transit.jobs))).toEqual([]);
  });
});

describe("as it was measured before", () => {
  it.each<[string, (found: UnkindFinding) => number, number, number]>([
    ["idle closes", ({ errors }) => errorMs(errors.before, "total"), 30, 80],
    ["idle closes", ({ errors }) => errorMs(errors.before, "outerExecution"), 30, 80],
    ["idle closes", ({ errors }) => errorMs(errors.before, "db"), 0.3, 1],
    ["idle closes", ({ errors }) => errorMs(errors.before, "innerOverhead"), -0.1, 0.1],
    ["freezes", ({ falseErrors, samples }) => falseErrors / samples, 0.2, 0.5],
    ["none", ({ falseErrors }) => falseErrors, 0, 0],
    ["none", ({ errors }) => errorMs(errors.before, "total"), -0.1, 0.1],
  ])("%s spoiled what they spoiled", (name, read, least, most) => {
    expect(read(foundIn(name))).toBeGreaterThanOrEqual(least);
    expect(read(foundIn(name))).toBeLessThanOrEqual(most);
  });
});

it("names a mean of warm samples that is off, and an interval held too seldom", () => {
  const one = foundIn("idle closes");
  const off = { ...one, errors: { ...one.errors, after: one.errors.before } };
  expect(brokenIn(off, slackOf(jobs))).toEqual([
    expect.stringMatching("total of warm samples, idle closes"),
    expect.stringMatching("outerExecution of warm samples, idle closes"),
    expect.stringMatching("db of warm samples, idle closes"),
  ]);
  one.transit.held.mean = 1;
  expect(brokenIn(one, slackOf(jobs))).toContainEqual(
    expect.stringMatching("mean of innerTransit, idle closes"),
  );
});

it("counts the same jobs alike, in one piece or in several", async () => {
  const world = worldOf("every unkindness");
  const { tallies: _, ...whole } = await coverUnkind(world, 0, 4, seed);
  const { tallies: __, ...first } = await coverUnkind(world, 0, 1, seed);
  addUnkind(first, await coverUnkind(world, 1, 4, seed));
  expect(first.transit).toEqual(whole.transit);
  expect(first.samples).toBe(whole.samples);
  expect(errorMs(first.errors.before, "total")).toBeCloseTo(errorMs(whole.errors.before, "total"), 6);
});

it("knows the truth of jitter on top of a normal latency", () => {
  const latency = shiftedLognormal(120, 14.1, 12, 1);
  const random = seededRandom(seed);
  const drawn = Array.from({ length: 100_000 }, () => latency.draw(random)).sort((a, b) => a - b);
  const mean = drawn.reduce((sum, ms) => sum + ms, 0) / drawn.length;
  expect(mean).toBeCloseTo(latency.meanMs, 0);
  for (const [name, share] of [
    ["p50", 0.5],
    ["p90", 0.9],
    ["p95", 0.95],
    ["p99", 0.99],
  ] as const) {
    const ms = drawn[Math.floor(share * drawn.length)] ?? 0;
    expect(Math.abs(ms - latency.quantilesMs[name]) / ms, name).toBeLessThan(0.01);
  }
});
