import { jobViewOf } from "@crisscross/core/documents/job-view";
import { matrixOf } from "@crisscross/core/documents/matrix";
import { epochMs } from "@crisscross/core/edge/time";
import { blockCount, planBlock } from "@crisscross/core/job/plan";
import { blockSetOf, blocksIn, hasBlock } from "@crisscross/core/sample/block-set";
import { finishOf, timeLimitMs } from "@crisscross/core/standing/ending";
import { stateOf } from "@crisscross/core/standing/job-state";
import { ledgerOf } from "@crisscross/core/standing/ledger";
import { countLost, lossesOf } from "@crisscross/core/standing/loss";
import { emptySummary, mergeAll } from "@crisscross/core/summary/summary";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ranBlock, recordOf } from "../samples.ts";
import { summarize } from "../summarized.ts";

describe("a set of blocks", () => {
  it("holds what was put in and nothing else", () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.nat(999)), (indices) => {
        const set = blockSetOf(indices, 1_000);
        expect([...blocksIn(set)]).toEqual(indices.toSorted((a, b) => a - b));
      }),
    );
  });

  it("takes one bit a block, the first the lowest, and has nothing beyond its end", () => {
    expect(blockSetOf([0, 9], 10)).toEqual(new Uint8Array([1, 2]));
    expect(hasBlock(blockSetOf([], 0), 70)).toBe(false);
  });
});

describe("losses", () => {
  /** 20 probes an origin in blocks of 8: 8, 8 and 4. */
  const record = recordOf({}, 8);

  it("are none when every block is counted", () => {
    const all = blockSetOf([0, 1, 2], 3);
    const counted = new Map(record.spec.origins.map((origin) => [origin, all]));
    expect(lossesOf(record, counted, () => "deadline passed")).toEqual([]);
  });

  it("name cell, reason and count of every probe of a missing block", () => {
    const counted = new Map([
      ["ap-south-1", blockSetOf([0, 1, 2], 3)],
      ["eu-west-2", blockSetOf([0], 3)],
    ]);
    const losses = lossesOf(record, counted, (_, index) => (index === 1 ? "dead-lettered" : "cancelled"));
    // A round is four probes, each cell once: block 1 holds two rounds, block 2 one.
    const cells = ["us-west-1", "sa-east-1"].flatMap((target) =>
      ["bare", "db-get"].map((variant) => ({ origin: "eu-west-2", target, variant })),
    );
    expect(losses).toEqual(
      cells.flatMap((cell) => [
        { ...cell, reason: "dead-lettered", n: 2 },
        { ...cell, reason: "cancelled", n: 1 },
      ]),
    );
    expect(countLost(losses)).toBe(12);
  });

  it("and what is stored add up to what was planned, whichever blocks are missing", () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.nat(5)), (present) => {
        const blocks = present.map((n) => ({
          origin: record.spec.origins[n % 2] as "ap-south-1",
          index: n >> 1,
        }));
        const counted = new Map(
          record.spec.origins.map((origin) => [
            origin,
            blockSetOf(
              blocks.filter((block) => block.origin === origin).map(({ index }) => index),
              blockCount(record),
            ),
          ]),
        );
        const losses = lossesOf(record, counted, () => "deadline passed");
        const summary = mergeAll(
          blocks.map(({ origin, index }) => summarize(ranBlock(planBlock(record, origin, index)))),
        );
        const { job } = matrixOf(record, summary, { finish: finishOf(losses, false, epochMs(1)) });
        expect(job.ok + job.lost).toBe(job.expected);
        expect(job.pending).toBe(0);
        expect(job.state).toBe(job.lost === 0 ? "complete" : "incomplete");
      }),
    );
  });
});

describe("the end of a job", () => {
  const record = recordOf();
  const loss = { origin: "ap-south-1", target: "us-west-1", variant: "bare", n: 40 } as const;

  it("is complete when nothing is lost, also if it was cancelled too late", () => {
    expect(finishOf([], true, epochMs(5))).toEqual({ state: "complete", finishedAtMs: 5, losses: [] });
  });

  it("is incomplete or cancelled otherwise, and the view says why", () => {
    const losses = [{ ...loss, reason: "deadline passed" as const }];
    expect(finishOf(losses, false, epochMs(5)).state).toBe("incomplete");
    const finish = finishOf([{ ...loss, reason: "cancelled" }], true, epochMs(5));
    const view = jobViewOf(record, ledgerOf(record, emptySummary(), 40), { cancelled: true, finish });
    expect(view).toMatchObject({ state: "cancelled", progress: 1, reasons: finish.losses });
    expect(jobViewOf(record, ledgerOf(record, emptySummary()))).not.toHaveProperty("reasons");
  });

  it("is awaited while a cancelled job is not finished", () => {
    expect(stateOf(ledgerOf(record, emptySummary()), { cancelled: true })).toBe("cancelling");
  });

  it("comes at its time limit at the latest", () => {
    expect(timeLimitMs(recordOf({ timeLimitMinutes: 2 }))).toBe(record.createdAtMs + 120_000);
  });
});
