import { describe, expect, it } from "vitest";
import { everyIndex, job, limitMs, open, origins, startMs } from "./reconciling.ts";

/** 300 blocks of one probe of each origin, one every 2 s: five minutes are 150 of them and the first. */
const paced = { ...job, spec: { ...job.spec, load: { model: "sequential", gapMs: 2_000 } as const } };

describe("a job that is published in parts", () => {
  const openAt = async (published?: number) => {
    const opened = await open(paced);
    if (published !== undefined) await opened.store.notePublished(paced, published);
    return opened;
  };

  it("has its next blocks published once they are due within five minutes", async () => {
    const { clock, planned, reconcile } = await openAt(151);
    clock.nowMs = startMs + 1_999;
    await reconcile();
    expect(planned).toEqual([]);
    clock.nowMs = startMs + 2_000;
    await reconcile();
    expect(planned).toEqual([job.id]);
  });

  it("is not when consume asks for it: that would be a loop", async () => {
    const { clock, planned, reconcile } = await openAt(151);
    clock.nowMs = startMs + 60_000;
    await reconcile({}, job.id);
    expect(planned).toEqual([]);
  });

  it("is not when all of it is published, nor when plan has not come to it", async () => {
    for (const published of [300, undefined]) {
      const { clock, planned, reconcile } = await openAt(published);
      clock.nowMs = startMs + 500_000;
      await reconcile();
      expect(planned).toEqual([]);
    }
  });

  it("is not when the job is over", async () => {
    for (const isCancelled of [true, false]) {
      const { store, clock, planned, reconcile } = await openAt(151);
      if (isCancelled) await store.putCancelled(job.id, startMs);
      clock.nowMs = isCancelled ? startMs + 60_000 : limitMs;
      await reconcile();
      expect(planned).toEqual([]);
    }
  });

  it("is no more stuck than another while its blocks come", async () => {
    const { put, clock, planned, reconcile } = await openAt(151);
    for (const origin of origins) await put(origin, everyIndex.slice(0, 100));
    clock.nowMs = startMs + 200_000;
    expect(await reconcile()).toMatchObject({ open: 1, stuck: 0, failed: [] });
    expect(planned).toEqual([job.id]);
  });
});
