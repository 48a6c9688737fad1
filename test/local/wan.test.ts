import { type Clock, systemClock } from "@crisscross/local/clock";
import { cross } from "@crisscross/local/wan/delay";
import { readRttMs } from "@crisscross/local/wan/rtt";
import { describe, expect, it } from "vitest";

/** Time passes only by waiting; each wait ends late by the given ms. */
function createVirtualClock(lateMs = 0): Clock & { waits: number[] } {
  let nowMs = 1000;
  const waits: number[] = [];
  return {
    waits,
    nowMs: () => nowMs,
    async waitUntil(monotonicMs) {
      waits.push(monotonicMs - nowMs);
      nowMs = monotonicMs + lateMs;
    },
  };
}

describe("the table of round trips", () => {
  it("reads from the row of the caller and the column of the called region", () => {
    expect(readRttMs("af-south-1", "ap-northeast-1")).toBe(353);
    expect(readRttMs("ap-northeast-1", "af-south-1")).toBe(358);
    expect(readRttMs("us-east-1", "us-east-1")).toBeLessThan(10);
  });

  it("refuses a region it has not, by name", () => {
    expect(() => readRttMs("us-east-1", "mars-north-1")).toThrow(/mars-north-1.*af-south-1/);
  });
});

describe("crossing the distance", () => {
  it("waits half the round trip before the call and half after it", async () => {
    const clock = createVirtualClock();
    let handedOverMs: number | undefined;
    await cross(clock, { rttMs: 120, fresh: false, arrivedMs: 1000 }, async () => {
      handedOverMs = clock.nowMs();
      return {};
    });
    expect(handedOverMs).toBe(1060);
    expect(clock.waits).toEqual([60, 60]);
  });

  it("adds two round trips of set-up to the first call of a connection", async () => {
    const clock = createVirtualClock();
    await cross(clock, { rttMs: 100, fresh: true, arrivedMs: 1000 }, async () => ({}));
    expect(clock.waits).toEqual([250, 50]);
  });

  it("takes the lateness of the first wait off the second, so the sum is the round trip", async () => {
    const clock = createVirtualClock(3);
    await cross(clock, { rttMs: 100, fresh: false, arrivedMs: 1000 }, async () => ({}));
    expect(clock.waits).toEqual([50, 47]);
  });

  it("counts from the arrival of the request, not from when it was read", async () => {
    const clock = createVirtualClock();
    await cross(clock, { rttMs: 100, fresh: false, arrivedMs: 996 }, async () => ({}));
    expect(clock.waits).toEqual([46, 50]);
  });

  it("takes what this machine spent off the way back where the service says how long it took", async () => {
    const clock = createVirtualClock();
    await cross(clock, { rttMs: 100, fresh: false, arrivedMs: 1000 }, async () => {
      await clock.waitUntil(clock.nowMs() + 30);
      return { serviceMs: 25 };
    });
    expect(clock.waits).toEqual([50, 30, 45]);
    expect(clock.nowMs()).toBe(1125);
  });

  it("passes a failure of the call on", async () => {
    const broken = cross(createVirtualClock(), { rttMs: 10, fresh: false, arrivedMs: 1000 }, () =>
      Promise.reject(new Error("no")),
    );
    await expect(broken).rejects.toThrow("no");
  });
});

describe("the system clock", () => {
  it("never ends a wait early", async () => {
    for (const ms of [0, 0.4, 1, 2.7, 11.3]) {
      const targetMs = systemClock.nowMs() + ms;
      await systemClock.waitUntil(targetMs);
      expect(systemClock.nowMs()).toBeGreaterThanOrEqual(targetMs);
    }
  });
});
