import { routeOf } from "@crisscross/core/sample/route";
import {
  addConnection,
  countConnections,
  type KeptConnections,
  keptConnectionOf,
} from "@crisscross/core/summary/kept-connections";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { callOf, levelOf, sampleOf } from "../samples.ts";

const setOf = (hashes: Iterable<number>): KeptConnections => {
  const set: KeptConnections = new Set();
  for (const hash of hashes) addConnection(set, hash);
  return set;
};

describe("kept connections", () => {
  it("are counted up to 64, and beyond it is said that there are more", () => {
    const numbers = Array.from({ length: 66 }, (_, place) => place * 7);
    expect(countConnections(setOf([3, 3, 5]))).toBe(2);
    expect(countConnections(setOf(numbers.slice(0, 64)))).toBe(64);
    expect(countConnections(setOf(numbers))).toEqual({ gt: 64 });
  });

  it("are the same whatever parts they are merged from", () => {
    const hashes = fc.array(fc.nat({ max: 200 }), { maxLength: 300 });
    fc.assert(
      fc.property(hashes, hashes, (a, b) => {
        const merged = setOf(setOf(a));
        for (const hash of setOf(b)) addConnection(merged, hash);
        expect([...merged].sort()).toEqual([...setOf([...b, ...a])].sort());
      }),
    );
  });

  const of = (...given: Parameters<typeof sampleOf>) =>
    keptConnectionOf(routeOf(sampleOf(...given)), "consume-1");
  const outerOf = (environment: string, socket: number) => ({
    level: levelOf({ environment, call: callOf(9, { connection: "reused", socket, level: levelOf() }) }),
  });

  it("are told by their caller's environment and number", () => {
    const one = of({}, {}, outerOf("outer-1", 1));
    expect(one).toBe(of({}, {}, outerOf("outer-1", 1)));
    expect(one).not.toBe(of({}, {}, outerOf("outer-1", 2)));
    expect(one).not.toBe(of({}, {}, outerOf("outer-2", 1)));
  });

  it("are consume's where that calls inner itself", () => {
    const call = callOf(9, { connection: "reused", socket: 4, level: levelOf() });
    const sample = sampleOf({ variant: "bare/direct", call });
    expect(keptConnectionOf(routeOf(sample), "consume-1")).not.toBe(
      keptConnectionOf(routeOf(sample), "consume-2"),
    );
  });

  it("are none of a call that made its own, nor of samples stored before they were numbered", () => {
    expect(of({ variant: "bare/fresh" }, { connection: "fresh", socket: 3 })).toBeUndefined();
    expect(of({}, { connection: "reused" })).toBeUndefined();
  });
});
