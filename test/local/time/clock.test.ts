import { createClock, systemClock } from "@crisscross/local/time/clock";
import { machineUs as us } from "@crisscross/local/time/machine-us";
import { describe, expect, it } from "vitest";

const originUs = 5_000_000;

/** Clocks of a process that began `originUs` after the machine, of which each look takes as long as told. */
function createReadings(lookUs: readonly number[]) {
  let machineUs = originUs + 100_000;
  const looks = lookUs.flatMap((us) => [us, us]).values();
  const pass = () => {
    machineUs += looks.next().value ?? 0;
  };
  return {
    machineNs: () => BigInt(machineUs * 1000),
    monotonicMs: () => {
      // Half of a look passes before the time is taken, the other half after it.
      pass();
      const nowMs = (machineUs - originUs) / 1000;
      pass();
      return nowMs;
    },
  };
}

describe("the clock", () => {
  it.each([[[0, 0, 0, 0, 0]], [[500, 1, 1, 1, 1]], [[500, 40, 1, 600, 30]]])(
    "agrees with the machine's, however long looks at it take: %j µs",
    (lookUs) => {
      const { atMs, machineUs } = createClock(createReadings(lookUs));
      expect(atMs(us(originUs))).toBeCloseTo(0, 9);
      expect(atMs(us(originUs + 250_000))).toBeCloseTo(250, 9);
      expect(machineUs(250)).toBeCloseTo(originUs + 250_000, 6);
    },
  );

  it("goes by the closest pair of looks, not by the first one", () => {
    const readings = createReadings([500, 1, 1, 1, 1]);
    let looks = 0;
    // The first look's time is taken at its beginning.
    const monotonicMs = () => readings.monotonicMs() - (looks++ === 0 ? 0.5 : 0);
    expect(createClock({ ...readings, monotonicMs }).atMs(us(originUs))).toBeCloseTo(0, 9);
  });

  it("of the system counts from when the process began, on the clock that all processes share", () => {
    const [from, at, to] = [
      process.hrtime.bigint(),
      systemClock.machineUs(systemClock.monotonicMs()),
      process.hrtime.bigint(),
    ];
    // Whole seconds: another clock or another unit is meant, not how fast this is.
    expect(Math.round((at - Number(from) / 1000) / 1e6)).toBe(0);
    expect(Math.round((Number(to) / 1000 - at) / 1e6)).toBe(0);
  });
});
