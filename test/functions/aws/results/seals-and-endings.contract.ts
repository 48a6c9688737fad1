import { seededRandom } from "@crisscross/core/edge/random";
import { epochMs } from "@crisscross/core/edge/time";
import { blockSetOf } from "@crisscross/core/sample/block-set";
import type { Finish } from "@crisscross/core/standing/ending";
import type { ArrivalStore, BlockStore } from "@crisscross/functions/results/block-store";
import type { JobStore } from "@crisscross/functions/results/job-store";
import type { Seal, SealStore } from "@crisscross/functions/results/seal-store";
import { jobIdOf } from "@crisscross/functions/submit/job-id";
import { expect, it } from "vitest";
import { blockOf, recordOf, startMs } from "../../results/samples.ts";

type Store = JobStore & BlockStore & SealStore & ArrivalStore;

/** What every store of results does to keep how far jobs have come. */
export function describeSealsAndEndings(open: () => Promise<Store>): void {
  const idOf = (n: number): string => jobIdOf(startMs + n, new Uint8Array(10).fill(n));
  const id = idOf(1);
  const place = { job: id, origin: "ap-south-1", index: 7 };
  const counts = { ok: 3, throttled: 1, timeout: 2, error: 0 };
  const sealOf = (shard: Seal["shard"], more: Partial<Seal> = {}) => ({
    job: id,
    origin: "ap-south-1",
    shard,
    counts,
    blocks: blockSetOf([0, 7, 255], 256),
    ...more,
  });

  it("gives everything known of a job together, and nothing of a job it does not know", async () => {
    const store = await open();
    expect(await store.storedJob(id)).toBeUndefined();
    const record = recordOf(id);
    await store.putJob(record);
    expect(await store.storedJob(id)).toEqual({
      record,
      announced: false,
      queued: false,
      cancelled: false,
      rollUps: [],
    });
    await store.markQueued(record);
    expect(await store.isCancelled(id)).toBe(false);
    await store.putCancelled(id, startMs);
    expect(await store.isCancelled(id)).toBe(true);
    await store.putCancelled(id, epochMs(startMs + 1));
    await store.putSeal(sealOf("all"), "text", startMs);
    await store.putSeal(sealOf(3), "other", startMs);
    const finish: Finish = { state: "cancelled", finishedAtMs: startMs, losses: [] };
    expect(await store.putFinish(id, finish)).toBe("stored");
    expect(await store.storedJob(id)).toMatchObject({
      queued: true,
      cancelled: true,
      finish,
      rollUps: [sealOf("all")],
    });
  });

  it("keeps the first finish, with all its losses", async () => {
    const store = await open();
    await store.putJob(recordOf(id));
    const losses = Array.from({ length: 5_000 }, (_, n) => ({
      origin: "ap-south-1",
      target: "us-west-1",
      variant: `bare/up=${n}`,
      reason: "deadline passed" as const,
      n: 1 + n,
    }));
    const finish: Finish = { state: "incomplete", finishedAtMs: startMs, losses };
    await store.putFinish(id, finish);
    expect(await store.putFinish(id, { ...finish, state: "complete" })).toBe("existing");
    expect((await store.storedJob(id))?.finish).toEqual(finish);
  });

  it("keeps the first seal of a shard and its summary", async () => {
    const store = await open();
    expect(await store.putSeal(sealOf(3), "first", startMs)).toBe("stored");
    expect(await store.putSeal(sealOf(3, { counts: { ...counts, ok: 9 } }), "second", startMs)).toBe(
      "existing",
    );
    const { seals } = await store.shardStates(id);
    expect(seals).toMatchObject([sealOf(3)]);
    expect(await Promise.all(seals.map((seal) => store.summaryText(seal)))).toEqual(["first"]);
  });

  it("keeps seals of shards apart from each other and from the roll-up, and equal summaries once", async () => {
    const store = await open();
    for (const shard of [0, 12, "all"] as const) await store.putSeal(sealOf(shard), "same", startMs);
    await store.putSeal(sealOf(0, { origin: "eu-west-2" }), "same", startMs);
    const { seals } = await store.shardStates(id);
    expect(seals.map(({ origin, shard }) => `${origin} ${shard}`).sort()).toEqual([
      "ap-south-1 0",
      "ap-south-1 12",
      "eu-west-2 0",
    ]);
    expect(new Set(seals.map(({ summary }) => summary)).size).toBe(1);
  });

  it("keeps a summary that is larger than any one item", async () => {
    const store = await open();
    const random = seededRandom(5);
    const text = Array.from({ length: 1_500_000 }, () => Math.floor(random() * 36).toString(36)).join("");
    await store.putSeal(sealOf(0), text, startMs);
    const [seal] = (await store.shardStates(id)).seals;
    expect(await store.summaryText(seal as Seal)).toBe(text);
  });

  it("knows which shards have blocks", async () => {
    const store = await open();
    for (const index of [0, 1, 255, 256, 700]) await store.putBlock(blockOf(id, index));
    await store.putBlock({ ...blockOf(id, 3), origin: "eu-west-2" });
    await store.putBlock(blockOf(idOf(2), 900));
    const { started } = await store.shardStates(id);
    expect(started.map(({ job, origin, shard }) => `${job === id} ${origin} ${shard}`).sort()).toEqual([
      "true ap-south-1 0",
      "true ap-south-1 1",
      "true ap-south-1 2",
      "true eu-west-2 0",
    ]);
  });

  it("lists open jobs from when they are stored until they are closed, oldest first", async () => {
    const store = await open();
    for (const n of [3, 1, 2]) await store.putJob(recordOf(idOf(n), { createdAtMs: epochMs(startMs + n) }));
    await store.closeJob(idOf(2));
    await store.closeJob(idOf(2));
    expect(await Array.fromAsync(store.openJobs())).toEqual(
      [1, 3].map((n) => ({ id: idOf(n), openedAtMs: startMs + n })),
    );
  });

  it("knows a new block from a stored one and from one of a job that is over", async () => {
    const store = await open();
    await store.putJob(recordOf(id));
    expect((await store.lookUp(place)).standing).toBe("new");
    await store.putBlock(blockOf(id, 7));
    expect((await store.lookUp(place)).standing).toBe("stored");
    expect((await store.lookUp({ ...place, index: 8 })).standing).toBe("new");
    expect((await store.lookUp({ ...place, origin: "eu-west-2" })).standing).toBe("new");
    await store.putCancelled(id, startMs);
    expect((await store.lookUp({ ...place, index: 8 })).standing).toBe("over");
    expect((await store.lookUp(place)).standing).toBe("stored");
    await store.putFinish(idOf(2), { state: "incomplete", finishedAtMs: startMs, losses: [] });
    expect((await store.lookUp({ ...place, job: idOf(2) })).standing).toBe("over");
  });

  it("lets one delivery of a block run until its time is up", async () => {
    const store = await open();
    const first = { receipt: "one", nowMs: startMs, untilMs: epochMs(startMs + 9_000) };
    const twin = { ...first, receipt: "two", nowMs: epochMs(startMs + 1) };
    expect(await store.claim(place, first)).toBeUndefined();
    expect(await store.claim(place, twin)).toBe(startMs + 9_000);
    expect(await store.claim(place, first)).toBeUndefined();
    expect(await store.claim({ ...place, index: 8 }, twin)).toBeUndefined();
    expect(await store.claim(place, { ...twin, nowMs: epochMs(startMs + 9_000) })).toBeUndefined();
    expect((await store.lookUp(place)).standing).toBe("new");
  });

  it("knows whether blocks of a shard are all stored", async () => {
    const store = await open();
    const wanted = [252, 253, 255].map((index) => ({ ...place, index }));
    expect(await store.areStored(wanted)).toBe(false);
    for (const index of [252, 254, 255]) await store.putBlock(blockOf(id, index));
    expect(await store.areStored(wanted)).toBe(false);
    await store.putBlock(blockOf(id, 253));
    expect(await store.areStored(wanted)).toBe(true);
  });

  it("remembers the blocks of a job that were handed out for the last time", async () => {
    const store = await open();
    const note = { sinceMs: epochMs(startMs + 1), why: "it took too long" };
    await store.noteDead(place, { sinceMs: startMs });
    expect(await Array.fromAsync(store.deadBlocks(id))).toEqual([{ ...place, sinceMs: startMs }]);
    await store.noteDead(place, note);
    await store.noteDead({ ...place, job: idOf(2) }, { sinceMs: startMs });
    expect(await Array.fromAsync(store.deadBlocks(id))).toEqual([{ ...place, ...note }]);
  });
}
