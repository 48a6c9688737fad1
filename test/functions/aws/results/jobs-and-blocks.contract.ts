import { seededRandom } from "@crisscross/core/edge/random";
import { epochMs } from "@crisscross/core/edge/time";
import type { BlockStore } from "@crisscross/functions/results/block-store";
import type { JobStore } from "@crisscross/functions/results/job-store";
import { jobIdOf } from "@crisscross/functions/submit/job-id";
import { expect, it } from "vitest";
import { blockOf, recordOf, sampleOf, startMs } from "../../results/samples.ts";

/** What every store of results does, whatever it stores them in. */
export function describeJobsAndBlocks(open: () => Promise<JobStore & BlockStore>): void {
  const idOf = (n: number): string => jobIdOf(startMs + n, new Uint8Array(10).fill(n));
  const all = async <T>(items: AsyncIterable<T>): Promise<T[]> => Array.fromAsync(items);

  it("gives a job back as it was stored, and nothing for an id it does not know", async () => {
    const store = await open();
    expect(await store.putJob(recordOf(idOf(1)))).toBe("stored");
    expect(await store.getJob(idOf(1))).toEqual(recordOf(idOf(1)));
    expect(await store.getJob(idOf(2))).toBeUndefined();
  });

  it("keeps the first job stored under an id", async () => {
    const store = await open();
    await store.putJob(recordOf(idOf(1)));
    expect(await store.putJob(recordOf(idOf(1), { estimatedUsd: 9 }))).toBe("existing");
    expect((await store.getJob(idOf(1)))?.estimatedUsd).toBe(0.000123);
  });

  it("lets the first claim hold a key, for each principal on its own", async () => {
    const store = await open();
    const first = { principal: "p1", key: "k", bodyHash: "a", record: recordOf(idOf(1)) };
    const second = { ...first, bodyHash: "b", record: recordOf(idOf(2)) };
    expect(await store.claimKey(first)).toEqual(first);
    expect(await store.claimKey(second)).toEqual(first);
    expect(await store.claimKey({ ...second, principal: "p2" })).toEqual({ ...second, principal: "p2" });
  });

  it("knows which jobs were queued", async () => {
    const store = await open();
    await store.putJob(recordOf(idOf(1)));
    expect(await store.isQueued(idOf(1))).toBe(false);
    await store.markQueued(recordOf(idOf(1)));
    await store.markQueued(recordOf(idOf(1)));
    expect(await store.isQueued(idOf(1))).toBe(true);
  });

  it("knows how far a job is published, and nothing of one that nobody noted", async () => {
    const store = await open();
    await store.putJob(recordOf(idOf(1)));
    expect(await store.publishedBlocks(idOf(1))).toBeUndefined();
    expect(await store.storedJob(idOf(1))).not.toHaveProperty("published");
    for (const blocks of [7, 12]) await store.notePublished(recordOf(idOf(1)), blocks);
    expect(await store.publishedBlocks(idOf(1))).toBe(12);
    expect(await store.storedJob(idOf(1))).toMatchObject({ published: 12, rollUps: [] });
  });

  it("lists jobs newest first, page by page, without losing or repeating one", async () => {
    const store = await open();
    for (const n of [3, 1, 5, 2, 4])
      await store.putJob(recordOf(idOf(n), { createdAtMs: epochMs(startMs + n) }));
    const seen: string[] = [];
    let page = await store.listJobs(2);
    for (; page.next; page = await store.listJobs(2, { after: page.next }))
      seen.push(...page.jobs.map(({ id }) => id));
    seen.push(...page.jobs.map(({ id }) => id));
    expect(seen).toEqual([5, 4, 3, 2, 1].map(idOf));
  });

  it("leaves the canary's jobs out of lists unless they are asked for, page by page too", async () => {
    const store = await open();
    for (const n of [1, 2, 3, 4, 5, 6, 7])
      await store.putJob(
        recordOf(idOf(n), {
          createdAtMs: epochMs(startMs + n),
          ...([2, 5, 6].includes(n) && { canary: true }),
        }),
      );
    const listed = async (canaries?: boolean): Promise<string[][]> => {
      const pages: string[][] = [];
      let page = await store.listJobs(2, { canaries });
      for (; page.next; page = await store.listJobs(2, { after: page.next, canaries }))
        pages.push(page.jobs.map(({ id }) => id));
      return [...pages, page.jobs.map(({ id }) => id)];
    };
    expect((await listed()).flat()).toEqual([7, 4, 3, 1].map(idOf));
    expect((await listed(true)).filter((ids) => ids.length > 0)).toEqual([
      [7, 6].map(idOf),
      [5, 4].map(idOf),
      [3, 2].map(idOf),
      [idOf(1)],
    ]);
  });

  it("lists nothing when there is no job", async () => {
    expect(await (await open()).listJobs(10)).toEqual({ jobs: [] });
  });

  it("stores a block once: the first delivery wins", async () => {
    const store = await open();
    expect(await store.putBlock(blockOf("j", 7))).toBe("stored");
    expect(await store.putBlock({ ...blockOf("j", 7), receives: 2 })).toBe("duplicate");
    expect(await all(store.blocks({ job: "j", origin: "ap-south-1", shard: 0 }))).toEqual([blockOf("j", 7)]);
  });

  it("gives the blocks of one shard only, in the order of their index", async () => {
    const store = await open();
    for (const index of [300, 255, 2, 10, 256]) await store.putBlock(blockOf("j", index));
    await store.putBlock({ ...blockOf("j", 3), origin: "eu-west-2" });
    await store.putBlock(blockOf("other", 4));
    const indexes = async (shard: number) =>
      (await all(store.blocks({ job: "j", origin: "ap-south-1", shard }))).map(({ index }) => index);
    expect(await indexes(0)).toEqual([2, 10, 255]);
    expect(await indexes(1)).toEqual([256, 300]);
    expect(await indexes(2)).toEqual([]);
  });

  it("gives the blocks of a shard from one on, however few it reads at a time", async () => {
    const store = await open();
    for (const index of [2, 3, 10, 255, 256]) await store.putBlock(blockOf("j", index));
    const shard = { job: "j", origin: "ap-south-1", shard: 0 };
    const from = async (first: number, atOnce: number) =>
      (await all(store.blocks(shard, { from: first, atOnce }))).map(({ index }) => index);
    expect(await from(0, 1)).toEqual([2, 3, 10, 255]);
    expect(await from(3, 2)).toEqual([3, 10, 255]);
    expect(await from(4, 100)).toEqual([10, 255]);
    expect(await from(256, 1)).toEqual([]);
  });

  it("counts the outcomes of each block", async () => {
    const store = await open();
    await store.putBlock(
      blockOf("j", 0, [
        sampleOf(0),
        sampleOf(1, { outcome: "throttled", reason: "r" }),
        sampleOf(2, { outcome: "timeout", reason: "deadline" }),
        sampleOf(3),
      ]),
    );
    await store.putBlock(blockOf("j", 1, [sampleOf(4, { outcome: "error", reason: "network EPIPE" })]));
    expect(await all(store.blockCounts({ job: "j", origin: "ap-south-1", shard: 0 }))).toEqual([
      { index: 0, counts: { ok: 2, throttled: 1, timeout: 1, error: 0 } },
      { index: 1, counts: { ok: 0, throttled: 0, timeout: 0, error: 1 } },
    ]);
  });

  it("counts the blocks of a span", async () => {
    const store = await open();
    for (const index of [0, 1, 3, 255, 256]) await store.putBlock(blockOf("j", index));
    const within = async (from: number, to: number) =>
      (await all(store.blockCounts({ job: "j", origin: "ap-south-1", shard: 0 }, { from, to }))).map(
        ({ index }) => index,
      );
    expect(await within(0, 256)).toEqual([0, 1, 3, 255]);
    expect(await within(1, 3)).toEqual([1]);
    expect(await within(2, 3)).toEqual([]);
    expect(await within(2, 255)).toEqual([3]);
  });

  it("reads past one page of blocks", async () => {
    const store = await open();
    // Some 25 KB each once packed, as the reasons do not compress; DynamoDB's pages hold 1 MB.
    const noise = (seed: number) => {
      const random = seededRandom(seed);
      return Array.from({ length: 40_000 }, () => Math.floor(random() * 36).toString(36)).join("");
    };
    const samples = (seed: number) => [sampleOf(seed, { outcome: "error", reason: noise(seed) })];
    for (let index = 0; index < 60; index++) await store.putBlock(blockOf("j", index, samples(index)));
    const read = await all(store.blocks({ job: "j", origin: "ap-south-1", shard: 0 }));
    expect(read.map(({ index }) => index)).toEqual(Array.from({ length: 60 }, (_, index) => index));
    expect(await all(store.blockCounts({ job: "j", origin: "ap-south-1", shard: 0 }))).toHaveLength(60);
  });
}
