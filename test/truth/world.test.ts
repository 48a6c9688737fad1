import { seededRandom } from "@crisscross/core/edge/random";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { runRough } from "./tasks.ts";
import { createMachine, elapsedUs, monotonicUs, onMachine, readUs } from "./world/machine.ts";
import { createVirtualTime } from "./world/virtual-time.ts";

describe("virtual time", () => {
  it("passes only when everything waits, in the order of what is ahead", async () => {
    const time = createVirtualTime();
    const seen: [string, number][] = [];
    const sleeper = async (name: string, us: number) => {
      await time.sleep(us);
      seen.push([name, time.nowUs()]);
    };
    await time.run(
      Promise.all([sleeper("c", 3_600_000_000), sleeper("a", 5), sleeper("b", 5), sleeper("now", 0)]),
    );
    expect(seen).toEqual([
      ["now", 0],
      ["a", 5],
      ["b", 5],
      ["c", 3_600_000_000],
    ]);
  });

  it("gives up on work at its deadline, and not before", async () => {
    const time = createVirtualTime();
    const tryFor = async (us: number) => {
      const signal = time.deadline(2);
      const result = await time
        .before(
          signal,
          time.sleep(us).then(() => "done"),
        )
        .catch((error: Error) => error.name);
      return [result, signal.aborted, time.nowUs()];
    };
    expect(await time.run(tryFor(1_999))).toEqual(["done", false, 1_999]);
    expect(await time.run(tryFor(60_000))).toEqual(["TimeoutError", true, 3_999]);
  });

  it("says so when nothing will ever happen", async () => {
    await expect(createVirtualTime().run(new Promise(() => {}))).rejects.toThrow("nothing is left to happen");
  });
});

describe("a machine", () => {
  const limits = { offsetUs: 1_000_000, driftPpm: 100, wallSkewMs: 1_000 };
  const moment = fc.nat({ max: 7_200_000_000 });

  it("has a clock that never drifts more than it may", () => {
    fc.assert(
      fc.property(fc.nat(), moment, moment, (seed, a, b) => {
        const machine = createMachine("m", 0, limits, seededRandom(seed));
        const [from, to] = [Math.min(a, b), Math.max(a, b)];
        const driftUs = Math.abs(elapsedUs(machine, from, to) - (to - from));
        expect(driftUs).toBeLessThanOrEqual(((to - from) * 100) / 1e6 + 1e-3);
        expect(Math.abs(readUs(machine, to) - monotonicUs(machine, to))).toBeLessThanOrEqual(0.5);
      }),
    );
  });

  it("lends its clock and takes it back, also after a failure", () => {
    const machine = createMachine("m", 0, { ...limits, offsetUs: 0, driftPpm: 0 }, seededRandom(1));
    expect(onMachine(machine, 77_000, () => performance.now())).toBe(77);
    const fail = () => {
      throw new Error("failed");
    };
    expect(() => onMachine(machine, 77_000, fail)).toThrow("failed");
    expect(Object.hasOwn(performance, "now")).toBe(false);
  });
});

it("happens again exactly, from the same seed", async () => {
  const [one, other, another] = await Promise.all([
    runRough(5, 9, 100),
    runRough(5, 9, 100),
    runRough(5, 10, 100),
  ]);
  expect(one.blocks).toEqual(other.blocks);
  expect(one.blocks).not.toEqual(another.blocks);
});
