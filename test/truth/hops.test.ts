import type { Call } from "@crisscross/core/sample/call";
import { resultOf } from "@crisscross/core/sample/probe-outcome";
import type { StoredBlock } from "@crisscross/core/sample/stored-block";
import { beforeAll, describe, expect, it } from "vitest";
import { checkHops } from "./checks/hops.ts";
import { checkOffsets } from "./checks/offsets.ts";
import type { Tally } from "./checks/tally.ts";
import { runRough } from "./tasks.ts";
import type { JobTruth } from "./world/run-job.ts";

const broken = (tallies: readonly Tally[]): Tally[] => tallies.filter((tally) => tally.broken > 0);

describe.each([
  [1, 100],
  [2, 0],
])("a job in rough weather, seed %i, clocks that drift by up to %i ppm", (seed, driftPpm) => {
  let blocks: StoredBlock[];
  let truth: JobTruth;
  beforeAll(async () => {
    ({ blocks, truth } = await runRough(50, seed, driftPpm));
  });

  it("is told about truly: outcomes, starts, receipts and every hop", () => {
    const tallies = checkHops(blocks, truth);
    expect(broken(tallies)).toEqual([]);
    expect(tallies.every(({ cases }) => cases > 500)).toBe(true);
  });

  it("has clock offsets and network times within their bounds", () => {
    const { tallies, widths } = checkOffsets(blocks, truth);
    expect(broken(tallies)).toEqual([]);
    expect(tallies.every(({ cases }) => cases > 500)).toBe(true);
    expect(widths.togetherUs).toBeLessThan(widths.aloneUs);
  });

  it("meets every kind of delivery", () => {
    const { stored, duplicate, crashed } = truth.said;
    expect(Math.min(stored, duplicate, crashed)).toBeGreaterThan(0);
  });

  it.each<[string, (call: Call) => void]>([
    ["a wait measured 3 µs too long", (call) => Object.assign(call, { receivedUs: call.receivedUs + 3 })],
    ["an outcome that is another", (call) => Object.assign(call, { outcome: "throttled" })],
    [
      "a start class that is another",
      ({ level }) => level && Object.assign(level, { served: level.served === 0 ? 1 : 0 }),
    ],
    ["a connection that is another", (call) => Object.assign(call, { connection: "fresh" })],
    ["a call said to be sent again", (call) => Object.assign(call, { resent: !call.resent || undefined })],
    ["a receipt that was lost", (call) => Object.assign(call, { receipt: undefined })],
  ])("would not pass with %s", (_, spoil) => {
    expect(broken(checkHops(spoiled(blocks, spoil), truth))).not.toEqual([]);
  });

  it("would not pass with clocks read wrongly", () => {
    const late = spoiled(blocks, ({ level }) => {
      if (!level) return;
      level.startUs += 900_000;
      level.endUs += 900_000;
    });
    expect(broken(checkOffsets(late, truth).tallies)).not.toEqual([]);
  });
});

/** The blocks with something done to the outermost call of one sample that went well. */
function spoiled(blocks: readonly StoredBlock[], spoil: (call: Call) => void): StoredBlock[] {
  const copy = structuredClone([...blocks]);
  const good = copy
    .flatMap(({ samples }) => samples)
    .find((sample) => {
      const { receipt, connection } = sample.call;
      return resultOf(sample).outcome === "ok" && receipt && connection === "reused";
    });
  if (!good) throw new Error("no sample went well");
  spoil(good.call);
  return copy;
}
