import { permutation, seededRandom, seedOf } from "@crisscross/core/edge/random";
import { describe, expect, it } from "vitest";

describe("a seeded source", () => {
  it("repeats itself for the same seed and only for it", () => {
    const draw = (seed: number) => Array.from({ length: 5 }, seededRandom(seed));
    expect(draw(31)).toEqual(draw(31));
    expect(draw(31)).not.toEqual(draw(32));
  });

  it("is uniform: each tenth of [0, 1) gets a tenth of the draws", () => {
    const random = seededRandom(1);
    const counts = Array(10).fill(0);
    for (let drawn = 0; drawn < 100_000; drawn++) counts[Math.floor(random() * 10)]++;
    // Nine standard deviations.
    for (const count of counts) expect(Math.abs(count - 10_000)).toBeLessThan(900);
  });
});

it("permutes uniformly: all six orders of three are as likely", () => {
  const random = seededRandom(2);
  const counts = new Map<string, number>();
  for (let drawn = 0; drawn < 6_000; drawn++) {
    const order = permutation(3, random).join("");
    counts.set(order, (counts.get(order) ?? 0) + 1);
  }
  expect([...counts.keys()].sort()).toEqual(["012", "021", "102", "120", "201", "210"]);
  for (const count of counts.values()) expect(Math.abs(count - 1_000)).toBeLessThan(150);
});

it("keeps seeds of different parts apart, also where their text runs together", () => {
  const seeds = [
    seedOf(1, "ab", 2),
    seedOf(1, "a", "b2"),
    seedOf(1, "ab2"),
    seedOf("1ab2"),
    seedOf(2, "ab", 1),
  ];
  expect(new Set(seeds).size).toBe(5);
});
