import { epochMs } from "@crisscross/core/edge/time";
import { blocksDueBy } from "@crisscross/core/job/pace";
import { blockCount, planBlock } from "@crisscross/core/job/plan";
import { describe, expect, it } from "vitest";
import { recordOf } from "../samples.ts";

const minuteMs = 60_000;

describe.each([
  ["at regular times", { model: "sequential", gapMs: minuteMs }],
  ["by chance", { model: "poisson", meanGapMs: minuteMs }],
] as const)("of a job whose probes come %s", (_, load) => {
  const record = recordOf({ load, samples: 1_000 }, 1);
  const blocks = blockCount(record);
  const firstMsOf = (origin: (typeof record.spec.origins)[number], index: number): number =>
    planBlock(record, origin, index).probes[0]?.intendedAtMs ?? Number.NaN;

  it("every block is due two minutes before its first probe's time, and few much earlier", () => {
    let early = 0;
    for (let afterMs = 0; afterMs < 600 * minuteMs; afterMs += 7 * minuteMs) {
      const nowMs = epochMs(record.createdAtMs + afterMs);
      const due = blocksDueBy(record, nowMs);
      for (const origin of record.spec.origins)
        if (due < blocks)
          expect(firstMsOf(origin, due), `${origin} ${due}`).toBeGreaterThan(nowMs + 2 * minuteMs);
      const soonest = record.spec.origins.map((origin) => firstMsOf(origin, due - 1));
      if (Math.min(...soonest) > nowMs + 6 * minuteMs) early++;
    }
    expect(early).toBe(0);
  });

  it("all blocks are due in the end, and more and more until then", () => {
    const dues = Array.from({ length: 100 }, (_, step) =>
      blocksDueBy(record, epochMs(record.createdAtMs + step * ((blocks * 1.2 * minuteMs) / 100))),
    );
    expect(dues).toEqual(dues.toSorted((one, other) => one - other));
    expect(dues.at(-1)).toBe(blocks);
  });
});

it("all blocks of a job without gaps are due at once", () => {
  const record = recordOf({ load: { model: "burst", size: 8 }, samples: 8 });
  expect(blocksDueBy(record, record.createdAtMs)).toBe(blockCount(record));
});
