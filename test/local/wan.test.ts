import { type Clock, systemClock } from "@crisscross/local/clock";
import { cross } from "@crisscross/local/wan/delay";
import { readDepartureUs } from "@crisscross/local/wan/departure";
import { readRttMs } from "@crisscross/local/wan/rtt";
import { describe, expect, it } from "vitest";

/** Time passes only by waiting; each wait ends late by the given ms. */
function createVirtualClock(lateMs = 0): Clock & { waits: number[] } {
  let nowMs = 1000;
  const waits: number[] = [];
  return {
    waits,
    nowMs: () => nowMs,
    atMs: (machineUs) => machineUs / 1000,
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
  it("hands the call over a little before half the round trip, to get there then, and waits for the rest after", async () => {
    const clock = createVirtualClock();
    let handedOverMs: number | undefined;
    await cross(clock, { rttMs: 120, fresh: false, departedMs: 1000 }, async () => {
      handedOverMs = clock.nowMs();
      return {};
    });
    expect(handedOverMs).toBe(1059);
    expect(clock.waits).toEqual([59, 61]);
  });

  it("adds two round trips of set-up to the first call of a connection", async () => {
    const clock = createVirtualClock();
    await cross(clock, { rttMs: 100, fresh: true, departedMs: 1000 }, async () => ({}));
    expect(clock.waits).toEqual([249, 51]);
  });

  it("takes the lateness of the first wait off the second, so the sum is the round trip", async () => {
    const clock = createVirtualClock(3);
    await cross(clock, { rttMs: 100, fresh: false, departedMs: 1000 }, async () => ({}));
    expect(clock.waits).toEqual([49, 48]);
  });

  it("counts from when the request left, not from when it was read", async () => {
    const clock = createVirtualClock();
    await cross(clock, { rttMs: 100, fresh: false, departedMs: 996 }, async () => ({}));
    expect(clock.waits).toEqual([45, 51]);
  });

  it("takes what this machine spent off the way back where the service says how long it took", async () => {
    const clock = createVirtualClock();
    await cross(clock, { rttMs: 100, fresh: false, departedMs: 1000 }, async () => {
      await clock.waitUntil(clock.nowMs() + 30);
      return { serviceMs: 25 };
    });
    expect(clock.waits).toEqual([49, 30, 46]);
    expect(clock.nowMs()).toBe(1125);
  });

  it("passes a failure of the call on", async () => {
    const broken = cross(createVirtualClock(), { rttMs: 10, fresh: false, departedMs: 1000 }, () =>
      Promise.reject(new Error("no")),
    );
    await expect(broken).rejects.toThrow("no");
  });
});

describe("a departure", () => {
  it("is read from the stamp of a request, and from nothing else", () => {
    expect(readDepartureUs({ "x-local-departed-us": "1234567" })).toBe(1_234_567);
    for (const headers of [{}, { "x-local-departed-us": "" }, { "x-local-departed-us": "-1" }])
      expect(readDepartureUs(headers)).toBeUndefined();
  });

  it("lies in the past, also for a sender that says otherwise", () => {
    const nowUs = Number(process.hrtime.bigint() / 1000n);
    const agoMs = systemClock.nowMs() - systemClock.atMs(nowUs - 250_000);
    expect(agoMs).toBeGreaterThanOrEqual(249.9);
    expect(systemClock.atMs(nowUs + 60_000_000)).toBeLessThanOrEqual(systemClock.nowMs());
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
