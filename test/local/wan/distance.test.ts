import { type Clock, systemClock } from "@crisscross/local/time/clock";
import { monotonicMs as ms, readMachineUs, machineUs as us } from "@crisscross/local/time/times";
import { cross } from "@crisscross/local/wan/delay";
import { readRttMs } from "@crisscross/local/wan/rtt";
import { readDepartureMs, readSender, stampDuration } from "@crisscross/local/wan/stamps";
import { describe, expect, it } from "vitest";

/** Time passes only by waiting; each wait ends late by the given ms. */
function createVirtualClock(lateMs = 0): Clock & { waits: number[] } {
  let nowMs = ms(1000);
  const waits: number[] = [];
  return {
    waits,
    monotonicMs: () => nowMs,
    atMs: (machineUs) => ms(machineUs / 1000),
    machineUs: (monotonicMs) => us(monotonicMs * 1000),
    async waitUntil(monotonicMs) {
      waits.push(monotonicMs - nowMs);
      nowMs = ms(monotonicMs + lateMs);
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
  const way = { requestMs: 60, responseMs: 60, departedMs: ms(1000) };

  it("hands the call over a little before the way there is over, to get there then, and has the answer take the way back too", async () => {
    const clock = createVirtualClock();
    let handedOverMs: number | undefined;
    const { tookMs } = await cross(clock, way, async () => {
      handedOverMs = clock.monotonicMs();
      return {};
    });
    expect(handedOverMs).toBe(1059);
    expect(tookMs).toBe(120);
  });

  it("says by how much the call came late, and has its answer take the whole way back from then on", async () => {
    const clock = createVirtualClock(3);
    const { tookMs, lateMs } = await cross(clock, way, async () => ({}));
    expect(clock.monotonicMs()).toBe(1062);
    expect(lateMs).toBe(2);
    expect(tookMs).toBe(122);
  });

  it("counts from when the request left, not from when it was read", async () => {
    const clock = createVirtualClock();
    const { tookMs } = await cross(clock, { ...way, departedMs: ms(996) }, async () => ({}));
    expect(clock.waits).toEqual([55]);
    expect(tookMs).toBe(120);
  });

  it("knows ways that are not alike there and back", async () => {
    const clock = createVirtualClock();
    const { tookMs } = await cross(clock, { ...way, requestMs: 260 }, async () => ({}));
    expect(clock.waits).toEqual([259]);
    expect(tookMs).toBe(320);
  });

  it("is not late by what handing the answer over takes, where the service says when it ended", async () => {
    const clock = createVirtualClock();
    const { tookMs, lateMs } = await cross(clock, way, async () => {
      await clock.waitUntil(ms(clock.monotonicMs() + 30));
      return { serviceMs: 25, endedUs: us(1_085_000) };
    });
    expect(clock.monotonicMs()).toBe(1089);
    expect([tookMs, lateMs]).toEqual([145, 0]);
  });

  it("has no answer there before the way back from the moment the service really ended", async () => {
    const clock = createVirtualClock(10);
    const endedMs = 1_120;
    const { tookMs, lateMs } = await cross(clock, way, async () => ({
      serviceMs: 40,
      endedUs: us(endedMs * 1_000),
    }));
    // Due at its region at 1,060; it really began there at 1,080.
    expect(lateMs).toBe(20);
    expect(way.departedMs + tookMs).toBe(endedMs + way.responseMs);
  });

  it("passes a failure of the call on", async () => {
    const broken = cross(createVirtualClock(), way, () => Promise.reject(new Error("no")));
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

it("stamps an answer with no less than what it took", () => {
  expect(stampDuration(120.0003)).toEqual({ "x-local-takes-us": "120001" });
});

describe("a sender", () => {
  it("is read from what it says of itself, with the connection that a request opened", () => {
    const sender = { "x-local-sender": "eu-west-2 env-3" };
    expect(readSender(sender)).toEqual({ region: "eu-west-2", environment: "env-3" });
    expect(readSender({ ...sender, "x-local-opened": "2 1795000000000" })).toEqual({
      region: "eu-west-2",
      environment: "env-3",
      opened: { number: 2, epochMs: 1_795_000_000_000 },
    });
  });

  it.each([{}, { "x-local-sender": "eu-west-2" }, { "x-local-sender": "<script> env-3" }])(
    "is nobody for %j",
    (headers) => {
      expect(readSender(headers)).toBeUndefined();
    },
  );
});

describe("the system clock", () => {
  it("tells the time of the machine's clock, and back", () => {
    const nowUs = readMachineUs();
    const agoMs = systemClock.monotonicMs() - systemClock.atMs(us(nowUs - 250_000));
    expect(agoMs).toBeGreaterThanOrEqual(250);
    expect(systemClock.atMs(nowUs)).toBeLessThanOrEqual(systemClock.monotonicMs());
    expect(systemClock.machineUs(systemClock.atMs(nowUs))).toBeCloseTo(nowUs, 0);
  });

  it("never ends a wait early", async () => {
    for (const waitMs of [0, 0.4, 1, 2.7, 11.3]) {
      const targetMs = ms(systemClock.monotonicMs() + waitMs);
      await systemClock.waitUntil(targetMs);
      expect(systemClock.monotonicMs()).toBeGreaterThanOrEqual(targetMs);
    }
  });
});
