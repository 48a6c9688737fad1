import type { JobView } from "@crisscross/core/documents/job-view";
import { monotonicMs } from "@crisscross/core/edge/time";
import type { Load } from "@crisscross/core/job/load";
import { describe, expect, it } from "vitest";
import { followJob, stallMsFor } from "../../../packages/cli/src/job/follow-job.ts";
import { renderStall } from "../../../packages/cli/src/render/stall.ts";
import { viewOf } from "../job-views.ts";

/** Follows a job whose answers are `later`, the last one for ever, on a clock that only waiting moves. */
async function follow(first: JobView, later: readonly JobView[], stallMs = 10_000) {
  let nowMs = 0;
  const answers = [...later];
  const shown: string[] = [];
  const result = await followJob(
    {
      client: { job: async () => (answers.length > 1 ? answers.shift() : answers[0]) as JobView },
      monotonicMs: () => monotonicMs(nowMs),
      wait: async (ms) => {
        nowMs += ms;
      },
      onView: ({ ledger }) => shown.push(`${ledger.ok}/${ledger.expected}`),
      stallMs,
    },
    first,
  );
  return { ...result, shown, nowMs };
}

describe("following a job", () => {
  it("shows every answer until the job is complete", async () => {
    const { view, stalled, shown } = await follow(viewOf({ pending: 4 }), [
      viewOf({ ok: 1, pending: 3 }),
      viewOf({ ok: 4 }),
    ]);
    expect([view.state, stalled, shown]).toEqual(["complete", false, ["0/4", "1/4", "4/4"]]);
  });

  it("asks nothing about a job that is complete at once", async () => {
    expect((await follow(viewOf({ ok: 4 }), [])).nowMs).toBe(0);
  });

  it("ends with a job that ends incomplete", async () => {
    const { view, stalled } = await follow(viewOf({ pending: 4 }), [viewOf({ ok: 3, lost: 1 })]);
    expect([view.state, stalled]).toEqual(["incomplete", false]);
  });

  it("waits for a cancelled job to be closed", async () => {
    const cancelling = { ...viewOf({ ok: 1, pending: 3 }), state: "cancelling" as const };
    const closed = { ...viewOf({ ok: 1, lost: 3 }), state: "cancelled" as const };
    const { view, stalled } = await follow(viewOf({ pending: 4 }), [cancelling, closed]);
    expect([view.state, stalled]).toEqual(["cancelled", false]);
  });

  it("calls a job stalled that stores nothing new for the bound, and not before", async () => {
    const { view, stalled, nowMs } = await follow(viewOf({ pending: 4 }), [viewOf({ ok: 1, pending: 3 })]);
    expect([view.ledger.ok, stalled]).toEqual([1, true]);
    expect(nowMs).toBeGreaterThan(10_000);
    expect(nowMs).toBeLessThan(12_000);
  });

  it("starts the bound again with each new result", async () => {
    const steps = Array.from({ length: 40 }, (_, ok) => viewOf({ throttled: ok, pending: 40 - ok }));
    const { view, stalled, nowMs } = await follow(viewOf({ pending: 40 }), [
      ...steps,
      viewOf({ throttled: 40 }),
    ]);
    expect([view.state, stalled]).toEqual(["complete", false]);
    expect(nowMs).toBeGreaterThan(10_000);
  });

  it("allows for the longest block a deadline makes possible", () => {
    const stallMsOf = (load: Load) => stallMsFor({ deadlineMs: 5_000, load });
    expect(stallMsOf({ model: "burst", size: 8 })).toBe(30_000 + 16 * 8_000);
    expect(stallMsOf({ model: "sequential", gapMs: 100 })).toBe(30_000 + 16 * 8_100);
    expect(stallMsOf({ model: "sequential", gapMs: 60_000 })).toBe(30_000 + 16 * 8_000 + 65_000);
  });
});

describe("what is said of a stalled job", () => {
  it("gives the ledger and where to look", () => {
    const text = renderStall(viewOf({ ok: 1, timeout: 1, pending: 3 }), 158_000, []);
    expect(text).toContain("nothing new was stored for 158 s, so job j1 is not waited for any longer");
    expect(text).toContain("of 5 probes: 1 ok, 0 throttled, 1 timeout, 0 error; 0 lost, 3 pending");
    expect(text).toContain("look at the logs of plan and consume, and at the dead-letter queues");
  });

  it("repeats what the local cloud reported, each once", () => {
    const text = renderStall(viewOf({ pending: 3 }), 1_000, ["plan failed", "plan failed", "denied"]);
    expect(text.match(/plan failed/g)).toHaveLength(1);
    expect(text).toContain("the local cloud reported:\n    plan failed\n    denied");
  });
});
