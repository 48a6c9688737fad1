import { describe, expect, it } from "vitest";
import { everyIndex, job, limitMs, open, origins, startMs } from "./reconciling.ts";

const labels = { name: "nightly", tags: { stage: "test", team: "net" }, creator: "0123456789ab" };

describe("the end of a job", () => {
  it("is told once, with what people call the job by", async () => {
    const { put, reconcile, told, clock } = await open({ ...job, ...labels });
    for (const origin of origins) await put(origin, everyIndex);
    await reconcile();
    clock.nowMs += 60_000;
    await reconcile();
    expect(told).toEqual([
      {
        v: 1,
        id: `${job.id}.job.finished`,
        type: "job.finished",
        at: new Date(startMs + 1_000).toISOString(),
        job: {
          ...labels,
          id: job.id,
          createdAt: new Date(startMs).toISOString(),
          state: "complete",
          planned: 600,
          lost: 0,
          path: `/v1/jobs/${job.id}`,
        },
      },
    ]);
  });

  it.each([
    ["job.incomplete", "incomplete", false],
    ["job.cancelled", "cancelled", true],
  ])("is told as %s", async (type, state, isCancelled) => {
    const { store, put, reconcile, told, clock } = await open();
    await put("eu-west-2", [0]);
    if (isCancelled) await store.putCancelled(job.id, startMs);
    else clock.nowMs = limitMs;
    await reconcile();
    expect(told).toMatchObject([{ type, job: { state, planned: 600, lost: 599 } }]);
  });

  it("is told the next minute where the topic did not take it, and the job stays open until then", async () => {
    const { store, reconcile, openIds, told, clock } = await open();
    clock.nowMs = limitMs;
    const error = new Error("throttled");
    const events = { publish: () => Promise.reject(error) };
    for (let minute = 0; minute < 3; minute++)
      expect(await reconcile({ events })).toMatchObject({ closed: 0, failed: [{ job: job.id, error }] });
    expect(await openIds()).toEqual([job.id]);
    expect((await store.storedJob(job.id))?.finish?.state).toBe("incomplete");
    clock.nowMs += 60_000;
    expect(await reconcile()).toMatchObject({ closed: 1, failed: [] });
    expect(told).toMatchObject([{ at: new Date(limitMs).toISOString() }]);
    expect(await openIds()).toEqual([]);
  });

  it("is told again in the same words where nobody noted that it was told", async () => {
    const { store, reconcile, told, clock } = await open();
    clock.nowMs = limitMs;
    const jobs = { ...store, putAnnounced: () => Promise.reject(new Error("lost")) };
    await reconcile({ jobs });
    clock.nowMs += 60_000;
    await reconcile();
    const [first, second, ...more] = told;
    expect([second, more]).toEqual([first, []]);
  });

  it("is not told again where only closing the job failed", async () => {
    const { store, reconcile, told, clock } = await open();
    clock.nowMs = limitMs;
    await reconcile({ jobs: { ...store, closeJob: () => Promise.reject(new Error("lost")) } });
    await reconcile();
    expect(told).toHaveLength(1);
  });

  it("is told of no canary", async () => {
    const { reconcile, told, clock } = await open({ ...job, canary: true });
    clock.nowMs = limitMs;
    expect(await reconcile()).toMatchObject({ closed: 1 });
    expect(told).toEqual([]);
  });
});
