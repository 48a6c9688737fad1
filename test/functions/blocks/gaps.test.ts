import { epochMs } from "@crisscross/core/edge/time";
import { callGraceMs } from "@crisscross/core/job/plan";
import { consumeBlock, type Delivery } from "@crisscross/functions/blocks/consume-block";
import { describe, expect, it } from "vitest";
import { messageOf, startMs } from "../results/samples.ts";
import { deliveryOf, minutes, open } from "./consuming.ts";

describe("a gap", () => {
  /** Two probes intended 3 and 33 s after the block is started, which takes at most 21 s if it does not wait. */
  const message = messageOf({
    probes: messageOf().probes.map((probe, seq) => ({
      ...probe,
      intendedAtMs: epochMs(startMs + 4_000 + seq * 30_000),
    })),
  });
  const consume = async (timeLeftMs: number, reservedMs = 0, more: Partial<Delivery> = {}) => {
    const { deps, stored, slept, hidden, asked } = open();
    const delivery = deliveryOf({ message, ...more });
    const said = await consumeBlock(deps, delivery, timeLeftMs, async () => reservedMs);
    const [block] = await stored();
    const lateness = block?.samples.map(({ intendedAtMs, startedAtMs }) => startedAtMs - intendedAtMs);
    return { said, lateness, slept, hidden, asked };
  };
  /** Waiting for the first probe takes 3 s, and the last one may take its time after it is due. */
  const waitingMs = 33_000 + 5_000 + callGraceMs + 5_000;

  it("makes a probe wait for its intended time, its connection established shortly before", async () => {
    const { lateness, slept } = await consume(2 * minutes);
    expect(lateness?.every((ms) => ms >= 0 && ms < 10)).toBe(true);
    expect(slept).toHaveLength(5);
    expect(slept[1]).toBeLessThanOrEqual(2_000);
    expect(slept[4]).toBeLessThanOrEqual(2_000);
  });

  it("makes a probe wait for its time also when a timer fires early", async () => {
    const { deps, stored } = open();
    let atMs: number = startMs;
    const nowMs = () => epochMs(atMs);
    const sleep = async (ms: number) => {
      atMs += ms > 1 ? ms - 1 : ms;
    };
    const early = messageOf({
      probes: messageOf().probes.map((probe) => ({ ...probe, intendedAtMs: epochMs(startMs + 4_000) })),
    });
    await consumeBlock({ ...deps, nowMs, sleep }, deliveryOf({ message: early }), 2 * minutes);
    const [block] = await stored();
    const lateness = block?.samples.map(({ intendedAtMs, startedAtMs }) => startedAtMs - intendedAtMs);
    expect(lateness?.length).toBeGreaterThan(0);
    expect(lateness?.every((ms) => ms === 0)).toBe(true);
  });

  it.each([
    [0, []],
    [3, [3]],
    [10, [10]],
    [250, [10]],
  ])(
    "of %i ms leaves %j ms between an answer and a probe that is late, which is not sent before",
    async (gapMs, rests) => {
      const late = messageOf().probes.map((probe, seq) => ({
        ...probe,
        intendedAtMs: epochMs(startMs + seq * gapMs),
      }));
      const { deps, slept, journal } = open();
      const sleep = async (ms: number) => {
        journal.push("rest");
        await deps.sleep(ms);
      };
      await consumeBlock(
        { ...deps, sleep },
        deliveryOf({ message: messageOf({ probes: late }) }),
        2 * minutes,
      );
      expect(slept).toEqual(rests);
      const once = ["mark", "prepare", "mark", "deadline", "mark", "send", "mark"];
      expect(journal).toEqual([...once, ...rests.map(() => "rest"), ...once]);
    },
  );

  it("is waited for by a block that ends in the time left also when its last call runs into its deadline", async () => {
    const { said, lateness } = await consume(waitingMs);
    expect(said).toBe("stored");
    expect(lateness?.every((ms) => ms >= 0 && ms < 10)).toBe(true);
  });

  it.each([
    ["might not end in the time left", waitingMs - 1, 0],
    ["would take time from the rest of the batch", waitingMs + 39_999, 40_000],
  ])(
    "is not waited for by a block that %s: it is hidden until its time, and nothing of it runs",
    async (_, leftMs, reservedMs) => {
      const { said, hidden, slept, asked } = await consume(leftMs, reservedMs);
      expect(said).toBe("postponed");
      expect(hidden).toEqual([["r-1", 3]]);
      expect([...slept, ...asked]).toEqual([]);
    },
  );

  const later = (ms: number) =>
    messageOf({
      probes: message.probes.map((probe) => ({ ...probe, intendedAtMs: epochMs(probe.intendedAtMs + ms) })),
    });

  it.each([
    [2_001, 3],
    [60_000, 60],
    [250_000, 250],
    [24 * 60 * minutes, 43_000],
  ])(
    "has a block that comes %i ms before the last seconds ahead of its time hidden until then, %i s at most",
    async (ms, seconds) => {
      const { said, hidden, asked } = await consume(4.5 * minutes, 0, { message: later(ms) });
      expect({ said, hidden, asked }).toEqual({ said: "postponed", hidden: [["r-1", seconds]], asked: [] });
    },
  );

  it("is waited for up to 5 s with the block at hand", async () => {
    const { said, lateness } = await consume(4.5 * minutes, 0, { message: later(2_000) });
    expect(said).toBe("stored");
    expect(lateness?.every((ms) => ms >= 0 && ms < 10)).toBe(true);
  });

  it("never has the queue give a block up: one that is early at its last delivery is not hidden, nor run early", async () => {
    const calls = open();
    const last = deliveryOf({ message: later(250_000), receives: 5 });
    await expect(consumeBlock(calls.deps, last, 4.5 * minutes)).rejects.toMatchObject({
      code: "unavailable",
    });
    expect([...calls.hidden, ...calls.asked]).toEqual([]);
  });
});
