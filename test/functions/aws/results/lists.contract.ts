import { type Random, seededRandom } from "@crisscross/core/edge/random";
import { epochMs } from "@crisscross/core/edge/time";
import type { JobRecord } from "@crisscross/core/job/job-record";
import { hasTag } from "@crisscross/core/job/labels";
import type { BlockStore } from "@crisscross/functions/results/block-store";
import type { JobSelection, JobStore } from "@crisscross/functions/results/job-store";
import { selectionOf } from "@crisscross/functions/results/select-jobs";
import { jobIdOf } from "@crisscross/functions/submit/job-id";
import { expect, it } from "vitest";
import { blockOf, recordOf, startMs } from "../../results/samples.ts";

export const idOf = (n: number): string => jobIdOf(startMs + n, new Uint8Array(10).fill(n));

/** Every page of a list, joined. */
export async function listAll(
  store: JobStore,
  limit: number,
  selection: JobSelection = {},
): Promise<JobRecord[][]> {
  const pages: JobRecord[][] = [];
  let after: JobSelection["after"];
  do {
    const page = await store.listJobs(limit, { ...selection, after });
    pages.push(page.jobs);
    if (pages.length > 100) throw new Error("the list has no end");
    after = page.next;
  } while (after !== undefined);
  return pages;
}

/** Which jobs every store lists. */
export function describeLists(open: () => Promise<JobStore & BlockStore>): void {
  it.each([1, 2, 3])(
    "lists every wanted job once, newest first, whatever is asked for (seed %i)",
    async (seed) => {
      const random = seededRandom(seed);
      const store = await open();
      const jobs = Array.from({ length: 60 }, (_, n) => jobAt(n, random));
      for (const job of jobs) await store.putJob(job);
      for (let time = 0; time < 12; time++) {
        const fromMs = epochMs(startMs + pick(random, 12));
        const toMs = epochMs(startMs + pick(random, 40));
        const wishes = {
          canaries: random() < 0.5,
          ...(random() < 0.3 && { fromMs }),
          ...(random() < 0.3 && { toMs }),
          ...(random() < 0.5 && { tag: { key: "team", ...(random() < 0.7 && { value: "net" }) } }),
          ...(random() < 0.3 && { creator: "p1" }),
        };
        const wanted = jobs.filter(
          (job) =>
            (wishes.canaries || !job.canary) &&
            job.createdAtMs >= (wishes.fromMs ?? 0) &&
            job.createdAtMs < (wishes.toMs ?? Number.POSITIVE_INFINITY) &&
            (wishes.tag === undefined || hasTag(job, wishes.tag)) &&
            (wishes.creator === undefined || job.creator === wishes.creator),
        );
        const found = (await listAll(store, 1 + pick(random, 9), selectionOf(store, wishes))).flat();
        expect(found.map(({ id }) => id).toSorted(), JSON.stringify(wishes)).toEqual(
          wanted.map(({ id }) => id).toSorted(),
        );
        const times = found.map(({ createdAtMs }) => createdAtMs);
        expect(times).toEqual(times.toSorted((a, b) => b - a));
      }
    },
  );

  it("takes a cursor that nobody gave, of a time that no job is of", async () => {
    const store = await open();
    for (const n of [1, 2]) await store.putJob(recordOf(idOf(n), { createdAtMs: epochMs(startMs + n) }));
    const after = { id: idOf(7), createdAtMs: epochMs(8.64e15) };
    for (const times of [{}, { fromMs: epochMs(startMs) }, { toMs: epochMs(8e15) }, { canaries: true }]) {
      const { jobs } = await store.listJobs(5, { after, ...times });
      expect(jobs.map(({ id }) => id)).toEqual([idOf(2), idOf(1)]);
    }
    expect(await store.listJobs(5, { toMs: epochMs(-5) })).toEqual({ jobs: [] });
  });

  it("tells roughly how far a job is, without counting", async () => {
    const store = await open();
    for (const n of [1, 2, 3, 4, 5])
      await store.putJob(recordOf(idOf(n), { createdAtMs: epochMs(startMs + n) }));
    for (const n of [2, 3, 4, 5]) await store.putBlock(blockOf(idOf(n), 0));
    await store.putCancelled(idOf(3), startMs);
    for (const n of [4, 5]) {
      await store.putCancelled(idOf(n), startMs);
      const state = n === 4 ? "cancelled" : "complete";
      await store.putFinish(idOf(n), { state, finishedAtMs: startMs, losses: [] });
    }
    const states = ["queued", "running", "cancelling", "cancelled", "complete"] as const;
    for (const [at, state] of states.entries()) {
      expect(await store.roughState(idOf(at + 1))).toBe(state);
      const found = await listAll(store, 10, selectionOf(store, { state }));
      expect(found.flat().map(({ id }) => id)).toEqual([idOf(at + 1)]);
    }
    expect(await store.roughState(idOf(9))).toBe("queued");
  });
}

const pick = (random: Random, below: number): number => Math.floor(random() * below);

/** One of 60, several at the same moment. */
const jobAt = (n: number, random: Random): JobRecord =>
  recordOf(idOf(n), {
    createdAtMs: epochMs(startMs + pick(random, 20) * 2),
    creator: `p${pick(random, 2)}`,
    ...(random() < 0.3 && { canary: true as const }),
    ...(random() < 0.6 && { tags: { team: random() < 0.5 ? "net" : "web" } }),
  });
