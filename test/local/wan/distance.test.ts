import { type Clock, systemClock } from "@crisscross/local/time/clock";
import { machineUs as us } from "@crisscross/local/time/machine-us";
import { cross } from "@crisscross/local/wan/delay";
import { readRttMs } from "@crisscross/local/wan/rtt";
import { readDepartureMs, stampArrival } from "@crisscross/local/wan/stamps";
import { describe, expect, it } from "vitest";

/** Time passes only by waiting; each wait ends late by the given ms. */
function createVirtualClock(lateMs = 0): Clock & { waits: number[] } {
  let nowMs = 1000;
  const waits: number[] = [];
  return {
    waits,
    monotonicMs: () => nowMs,
    atMs: (machineUs) => machineUs / 1000,
    machineUs: (monotonicMs) => us(monotonicMs * 1000),
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
  it("hands the call over a little before half the round trip, to get there then, and has the answer arrive after the rest", async () => {
    const clock = createVirtualClock();
    let handedOverMs: number | undefined;
    const { arrivesMs } = await cross(clock, { rttMs: 120, fresh: false, departedMs: 1000 }, async () => {
      handedOverMs = clock.monotonicMs();
      return {};
    });
    expect(handedOverMs).toBe(1059);
    expect(arrivesMs).toBe(1120);
  });

  it("adds two round trips of set-up to the first call of a connection", async () => {
    const clock = createVirtualClock();
    const { arrivesMs } = await cross(clock, { rttMs: 100, fresh: true, departedMs: 1000 }, async () => ({}));
    expect(clock.waits).toEqual([249]);
    expect(arrivesMs).toBe(1300);
  });

  it("takes the lateness of the wait off the way back, so the sum is the round trip", async () => {
    const clock = createVirtualClock(3);
    const { arrivesMs } = await cross(
      clock,
      { rttMs: 100, fresh: false, departedMs: 1000 },
      async () => ({}),
    );
    expect(clock.monotonicMs()).toBe(1052);
    expect(arrivesMs).toBe(1100);
  });

  it("counts from when the request left, not from when it was read", async () => {
    const clock = createVirtualClock();
    const { arrivesMs } = await cross(clock, { rttMs: 100, fresh: false, departedMs: 996 }, async () => ({}));
    expect(clock.waits).toEqual([45]);
    expect(arrivesMs).toBe(1096);
  });

  it("takes what this machine spent off the way back where the service says how long it took", async () => {
    const clock = createVirtualClock();
    const { arrivesMs } = await cross(clock, { rttMs: 100, fresh: false, departedMs: 1000 }, async () => {
      await clock.waitUntil(clock.monotonicMs() + 30);
      return { serviceMs: 25 };
    });
    expect(clock.monotonicMs()).toBe(1079);
    expect(arrivesMs).toBe(1125);
  });

  it("passes a failure of the call on", async () => {
    const broken = cross(createVirtualClock(), { rttMs: 10, fresh: false, departedMs: 1000 }, () =>
      Promise.reject(new Error("no")),
    );
    await expect(broken).rejects.toThrow("no");
  });
});

describe("a departure", () => {
  const clock = createVirtualClock();

  it("is read from the stamp of a request, and from nothing else", () => {
    expect(readDepartureMs({ "x-local-departed-us": "999500" }, clock)).toBe(999.5);
    for (const headers of [{}, { "x-local-departed-us": "" }, { "x-local-departed-us": "-1" }])
      expect(readDepartureMs(headers, clock)).toBeUndefined();
  });

  it("lies in the past, also for a sender that says otherwise", () => {
    expect(readDepartureMs({ "x-local-departed-us": "60000000" }, clock)).toBe(1000);
  });
});

it("stamps an arrival with no less than its time", () => {
  expect(stampArrival(1000.0003, createVirtualClock())).toEqual({ "x-local-arrives-us": "1000001" });
});

describe("the system clock", () => {
  it("tells the time of the machine's clock, and back", () => {
    const nowUs = us(Number(process.hrtime.bigint() / 1000n));
    const agoMs = systemClock.monotonicMs() - systemClock.atMs(us(nowUs - 250_000));
    expect(agoMs).toBeGreaterThanOrEqual(250);
    expect(systemClock.atMs(nowUs)).toBeLessThanOrEqual(systemClock.monotonicMs());
    expect(systemClock.machineUs(systemClock.atMs(nowUs))).toBeCloseTo(nowUs, 0);
  });

  it("never ends a wait early", async () => {
    for (const ms of [0, 0.4, 1, 2.7, 11.3]) {
      const targetMs = systemClock.monotonicMs() + ms;
      await systemClock.waitUntil(targetMs);
      expect(systemClock.monotonicMs()).toBeGreaterThanOrEqual(targetMs);
    }
  });
});
