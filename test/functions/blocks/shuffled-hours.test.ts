import { jobIdOf } from "@crisscross/functions/submit/job-id";
import { describe, expect, it } from "vitest";
import { recordOf, startMs } from "../results/samples.ts";
import { runPaced } from "./paced-cloud.ts";

/** 900 probes of one origin, one every 4 s, for an hour: blocks of 9 that last 36 s. */
const record = recordOf(jobIdOf(startMs, new Uint8Array(10)), {
  probesPerBlock: 9,
  spec: {
    ...recordOf("x").spec,
    samples: 900,
    timeLimitMinutes: 240,
    load: { model: "sequential", gapMs: 4_000 },
  },
});

const latenessOf = ({ blocks }: Awaited<ReturnType<typeof runPaced>>): number[] =>
  blocks.flatMap(({ samples }) => samples.map(({ startedAtMs, intendedAtMs }) => startedAtMs - intendedAtMs));

describe.each([3, 41, 977])("an hour of probes with gaps, delivered in an order of seed %i", (seed) => {
  it("is measured at its hours: no probe early, none later than other blocks take, and no block given up", async () => {
    const run = await runPaced(record, { seed, killed: 0, missed: 0.3 });
    expect(run.finish?.state).toBe("complete");
    const lateness = latenessOf(run);
    expect(lateness).toHaveLength(900);
    expect(Math.min(...lateness)).toBeGreaterThanOrEqual(0);
    expect(Math.max(...lateness)).toBeLessThan(2 * 36_000 + 5_000);
    expect(run.dead).toEqual([]);
    expect(run.postponed).toBeGreaterThan(0);
    // Five minutes' worth, the blocks that are being run and those of a run of reconcile that comes late.
    expect(run.most).toBeLessThan(20);
    expect(run.published).toBe(100);
  });

  it("is not early either where consumers are killed: their blocks come back late, and are counted once", async () => {
    const run = await runPaced(record, { seed, killed: 0.1, missed: 0.3 });
    expect(run.finish?.state).toBe("complete");
    const lateness = latenessOf(run);
    expect(lateness).toHaveLength(900);
    expect(Math.min(...lateness)).toBeGreaterThanOrEqual(0);
    expect(run.dead).toEqual([]);
  });
});
