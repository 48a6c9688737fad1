import { epochMs } from "@crisscross/core/edge/time";
import { blockSetOf } from "@crisscross/core/sample/block-set";
import type { ArrivalStore, BlockStore } from "@crisscross/functions/results/block-store";
import type { JobStore } from "@crisscross/functions/results/job-store";
import type { PurgeStore } from "@crisscross/functions/results/purge-store";
import type { SealStore } from "@crisscross/functions/results/seal-store";
import { describe, expect, it } from "vitest";
import { blockOf, recordOf, startMs } from "../../results/samples.ts";
import { idOf, listAll } from "./lists.contract.ts";

export type WholeStore = JobStore & BlockStore & SealStore & ArrivalStore & PurgeStore;

export const purgedAtMs = epochMs(startMs + 90_000);
const always = () => true;

/** Stores something of every kind of a job that has ended. */
export async function endedJob(store: WholeStore, id: string): Promise<void> {
  const record = recordOf(id);
  await store.putJob(record);
  await store.markQueued(record);
  await store.notePublished(record, 3);
  for (const index of [0, 1, 300]) {
    await store.claim(
      { job: id, origin: "ap-south-1", index },
      { receipt: "r", nowMs: startMs, untilMs: startMs },
    );
    await store.putBlock(blockOf(id, index));
  }
  await store.noteDead({ job: id, origin: "ap-south-1", index: 2 }, { sinceMs: startMs });
  const seal = { job: id, origin: "ap-south-1", counts: { ok: 1, throttled: 0, timeout: 0, error: 0 } };
  const blocks = blockSetOf([0], 256);
  for (const shard of [0, 1, "all"] as const)
    await store.putSeal({ ...seal, shard, blocks }, `${id} ${shard}`, startMs);
  await store.putCancelled(id, startMs);
  await store.putFinish(id, { state: "cancelled", finishedAtMs: startMs, losses: [] });
  await store.putAnnounced(record);
  await store.closeJob(id);
}

/** How every store takes jobs away. */
export function describePurges(open: () => Promise<WholeStore>): void {
  const id = idOf(1);
  const block = { job: id, origin: "ap-south-1", index: 0 };
  const blocksOf = async (store: WholeStore, job: string) => {
    const shards = [0, 1].map((shard) => store.blocks({ job, origin: "ap-south-1", shard }));
    return (await Promise.all(shards.map((each) => Array.fromAsync(each)))).flat().length;
  };

  describe("a purged job", () => {
    it("is gone at once for whoever reads, lists, plans or brings a block of it", async () => {
      const store = await open();
      await endedJob(store, id);
      expect(await store.purgedAtMs(id)).toBeUndefined();
      await store.putPurge(id, purgedAtMs);
      const gone = { code: "gone", message: expect.stringContaining("2027-01-15T08:01:30.000Z") };
      await expect(store.storedJob(id)).rejects.toMatchObject(gone);
      await expect(store.getJob(id)).rejects.toMatchObject(gone);
      expect(await store.purgedAtMs(id)).toBe(purgedAtMs);
      expect(await listAll(store, 10)).toEqual([[]]);
      expect(await store.lookUp(block)).toEqual({ standing: "gone", job: undefined });
    });

    it("is not made again by a submission that comes late", async () => {
      const store = await open();
      await endedJob(store, id);
      await store.putPurge(id, purgedAtMs);
      expect(await store.putJob(recordOf(id))).toBe("existing");
      await expect(store.storedJob(id)).rejects.toMatchObject({ code: "gone" });
    });

    it("has its data deleted, also what is stored meanwhile, and no other's", async () => {
      const store = await open();
      for (const job of [id, idOf(2)]) await endedJob(store, job);
      await store.putPurge(id, purgedAtMs);
      expect(await Array.fromAsync(store.purges())).toEqual([{ id, purgedAtMs }]);
      const purge = { id, purgedAtMs };
      expect(await store.deleteData(purge, false, always)).toBe(true);
      expect(await blocksOf(store, id)).toBe(0);
      expect(await Array.fromAsync(store.deadBlocks(id))).toEqual([]);
      // Of a consumer that was running it; its environment has marked the shard as started before.
      await store.putBlock(blockOf(id, 1));
      expect(await blocksOf(store, id)).toBe(1);
      expect(await store.deleteData(purge, true, always)).toBe(true);
      expect(await blocksOf(store, id)).toBe(0);
      await store.closePurge(id);
      expect(await Array.fromAsync(store.purges())).toEqual([]);
      expect(await store.lookUp(block)).toMatchObject({ standing: "gone" });
      expect(await blocksOf(store, idOf(2))).toBe(3);
      expect(await store.storedJob(idOf(2))).toMatchObject({
        announced: true,
        finish: { state: "cancelled" },
      });
    });

    it("is deleted bit by bit where time is short", async () => {
      const store = await open();
      await endedJob(store, id);
      await store.putPurge(id, purgedAtMs);
      let runs = 0;
      for (let isEmpty = false; !isEmpty; runs++) {
        let steps = 1;
        isEmpty = await store.deleteData({ id, purgedAtMs }, true, () => steps-- > 0);
        expect(runs).toBeLessThan(30);
      }
      expect(runs).toBeGreaterThan(1);
      expect(await blocksOf(store, id)).toBe(0);
    });
  });
}
