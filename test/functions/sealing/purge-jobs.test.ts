import { epochMs } from "@crisscross/core/edge/time";
import { describe, expect, it } from "vitest";
import { everyIndex, job, limitMs, open, origins } from "./reconciling.ts";

const minuteMs = 60_000;

/** A job that has ended and was purged a minute later. */
async function purged() {
  const opened = await open();
  for (const origin of origins) await opened.put(origin, everyIndex.slice(0, 10));
  opened.clock.nowMs = limitMs;
  await opened.reconcile();
  opened.clock.nowMs = limitMs + minuteMs;
  await opened.store.putPurge(job.id, epochMs(opened.clock.nowMs));
  return opened;
}

describe("a purged job", () => {
  it("loses its data within a minute, and what came late ten minutes after it was purged", async () => {
    const { store, clock, reconcile, put, deleted } = await purged();
    expect(store.blocksStored()).toHaveLength(20);
    await reconcile();
    expect(store.blocksStored()).toEqual([]);
    await put("eu-west-2", [0]);
    clock.nowMs = limitMs + 11 * minuteMs - 1;
    await reconcile();
    expect(deleted).toEqual([]);
    await put("eu-west-2", [1]);
    clock.nowMs++;
    await reconcile();
    expect([deleted, store.blocksStored()]).toEqual([[job.id], []]);
    expect(await Array.fromAsync(store.purges())).toEqual([]);
  });

  it("is gone on with where time was short", async () => {
    const { store, clock, reconcile, deleted } = await purged();
    clock.nowMs = limitMs + 20 * minuteMs;
    for (let runs = 0; deleted.length === 0; runs++) {
      clock.steps = 2;
      await reconcile();
      expect(runs).toBeLessThan(10);
    }
    expect(store.blocksStored()).toEqual([]);
  });

  it("is told of when deleting fails, keeps no other job waiting, and is tried again", async () => {
    const { store, clock, reconcile, deleted } = await purged();
    clock.nowMs = limitMs + 20 * minuteMs;
    await store.putPurge("job-2", epochMs(limitMs));
    const error = new Error("table");
    const deleteData: typeof store.deleteData = (purge, ...rest) =>
      purge.id === job.id ? Promise.reject(error) : store.deleteData(purge, ...rest);
    const failed = await reconcile({ purges: { ...store, deleteData } });
    expect(failed.failed).toEqual([{ job: job.id, error }]);
    expect(deleted).toEqual(["job-2"]);
    expect((await reconcile()).failed).toEqual([]);
    expect(deleted).toEqual(["job-2", job.id]);
  });

  it("is closed when a submission that came late has opened it again", async () => {
    const { store, reconcile, openIds, told } = await purged();
    await store.putJob(job);
    expect(await openIds()).toEqual([job.id]);
    expect(await reconcile()).toMatchObject({ closed: 1, failed: [] });
    expect(await openIds()).toEqual([]);
    expect(told).toHaveLength(1);
  });
});
