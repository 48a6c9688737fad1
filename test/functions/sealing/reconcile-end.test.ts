import { epochMs } from "@crisscross/core/edge/time";
import { encodeSummary } from "@crisscross/core/summary/summary-text";
import { rebuildSeal } from "@crisscross/functions/results/rebuild-seal";
import { describe, expect, it } from "vitest";
import { noDamage } from "../results/all-sound.ts";
import { everyIndex, job, limitMs, open, origins, startMs } from "./reconciling.ts";

describe("a job past its time limit", () => {
  it("is incomplete, and every loss has its cell and its reason", async () => {
    const { store, clock, put, reconcile, view, matrix } = await open();
    await put("ap-south-1", everyIndex);
    await put("eu-west-2", everyIndex.slice(2, 290));
    // Block 5 was noted and stored after all.
    for (const index of [1, 5])
      await store.noteDead({ job: job.id, origin: "eu-west-2", index }, { sinceMs: startMs });
    clock.nowMs = limitMs - 1;
    expect(await reconcile()).toMatchObject({ open: 1 });
    clock.nowMs = limitMs;
    expect(await reconcile()).toMatchObject({ closed: 1 });
    const cell = { origin: "eu-west-2", target: "us-west-1", variant: "bare" };
    const expected = {
      state: "incomplete",
      reasons: [
        { ...cell, reason: "deadline passed", n: 11 },
        { ...cell, reason: "dead-lettered", n: 1 },
      ],
    };
    expect(await view()).toMatchObject({ ...expected, ledger: { ok: 588, lost: 12, pending: 0 } });
    expect((await matrix()).job).toMatchObject({ ...expected, ok: 588, lost: 12 });
  });

  it("shows blocks that a queue gave up as lost before its end, until they are stored after all", async () => {
    const { store, clock, put, reconcile, view, matrix } = await open();
    await put("ap-south-1", everyIndex);
    await put("eu-west-2", everyIndex.slice(2));
    const dead = (index: number) => ({ job: job.id, origin: "eu-west-2", index });
    // The last delivery of block 1 may still be running, and block 5 is stored.
    await store.noteDead(dead(0), { sinceMs: epochMs(clock.nowMs), why: "it took too long" });
    await store.noteDead(dead(1), { sinceMs: epochMs(clock.nowMs + 1) });
    await store.noteDead(dead(5), { sinceMs: epochMs(clock.nowMs) });
    const reasons = (n: number) => [
      { origin: "eu-west-2", target: "us-west-1", variant: "bare", reason: "dead-lettered", n },
    ];
    expect(await view()).toMatchObject({
      state: "running",
      ledger: { ok: 598, lost: 1, pending: 1 },
      reasons: reasons(1),
    });
    clock.nowMs++;
    const lost = { state: "running", reasons: reasons(2) };
    expect(await view()).toMatchObject({ ...lost, ledger: { ok: 598, lost: 2, pending: 0 } });
    expect((await matrix()).job).toMatchObject({ ...lost, ok: 598, lost: 2 });
    await put("eu-west-2", [0]);
    expect(await view()).toMatchObject({ ledger: { ok: 599, lost: 1 }, reasons: reasons(1) });
    await reconcile();
    expect(await view()).toMatchObject({ state: "running", ledger: { ok: 599, lost: 1 } });
    await put("eu-west-2", [1]);
    expect(await reconcile()).toMatchObject({ closed: 1 });
    expect(await view()).toMatchObject({ state: "complete", ledger: { ok: 600, lost: 0, pending: 0 } });
    expect((await view()).reasons).toBeUndefined();
  });

  it("counts no block that arrives later, and can still be rebuilt", async () => {
    const { store, clock, put, reconcile, matrix } = await open();
    await put("ap-south-1", everyIndex.slice(0, 100));
    clock.nowMs = limitMs;
    await reconcile();
    const before = await matrix();
    await put("ap-south-1", everyIndex);
    expect(await matrix()).toEqual(before);
    const { rollUps = [] } = (await store.storedJob(job.id)) ?? {};
    for (const seal of rollUps)
      expect(encodeSummary((await rebuildSeal({ blocks: store, ...noDamage }, job, seal)).summary)).toBe(
        await store.summaryText(seal),
      );
    expect(await store.lookUp({ job: job.id, origin: "eu-west-2", index: 0 })).toMatchObject({
      standing: "over",
    });
  });

  it("says so when the job was never queued", async () => {
    const { store, clock, reconcile } = await open();
    const unsent = { ...job, id: "job-2" };
    await store.putJob(unsent);
    clock.nowMs = limitMs;
    expect(await reconcile()).toMatchObject({ closed: 2 });
    expect((await store.storedJob("job-2"))?.finish?.losses).toMatchObject([
      { origin: "ap-south-1", reason: "never queued", n: 300 },
      { origin: "eu-west-2", reason: "never queued", n: 300 },
    ]);
  });
});

describe("a cancelled job", () => {
  it("is finished by the next run with what is stored, and the rest is lost as cancelled", async () => {
    const { store, put, reconcile, view } = await open();
    await put("ap-south-1", everyIndex.slice(0, 40));
    await store.putCancelled(job.id, startMs);
    expect((await view()).state).toBe("cancelling");
    await reconcile();
    const cell = { target: "us-west-1", variant: "bare", reason: "cancelled" };
    expect(await view()).toMatchObject({
      state: "cancelled",
      progress: 1,
      ledger: { ok: 40, lost: 560, pending: 0 },
      reasons: [
        { ...cell, origin: "ap-south-1", n: 260 },
        { ...cell, origin: "eu-west-2", n: 300 },
      ],
    });
  });

  it("is complete when everything had arrived", async () => {
    const { store, put, reconcile, view } = await open();
    for (const origin of origins) await put(origin, everyIndex);
    await store.putCancelled(job.id, startMs);
    await reconcile();
    expect((await view()).state).toBe("complete");
  });
});
