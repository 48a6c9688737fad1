import { arrivalsBetween } from "@crisscross/core/job/arrivals";
import { planBlock, planBlocks } from "@crisscross/core/job/plan";
import { describe, expect, it } from "vitest";
import { recordOf } from "../samples.ts";

describe("arrivals of a Poisson process", () => {
  const all = arrivalsBetween(7, "ap-south-1", 0, 20_000);
  const gaps = all.map((at, place) => at - (all[place - 1] ?? 0));

  it("have exponential gaps of mean 1, of which each says nothing of the next", () => {
    const mean = gaps.reduce((sum, gap) => sum + gap, 0) / gaps.length;
    const variance = gaps.reduce((sum, gap) => sum + (gap - mean) ** 2, 0) / gaps.length;
    const shareBelowOne = gaps.filter((gap) => gap < 1).length / gaps.length;
    const lag1 = gaps.reduce((sum, gap, at) => sum + (gap - 1) * ((gaps[at - 1] ?? 1) - 1), 0) / gaps.length;
    expect(mean).toBeCloseTo(1, 1);
    expect(variance).toBeCloseTo(1, 1);
    expect(shareBelowOne).toBeCloseTo(1 - Math.exp(-1), 1);
    expect(Math.abs(lag1)).toBeLessThan(0.03);
  });

  it("are the same whether drawn at once, in pieces, or backwards, and others for another origin", () => {
    const pieces = [12_000, 4_000, 0].flatMap((from) => [
      arrivalsBetween(7, "ap-south-1", from, from + 4_000),
    ]);
    expect(pieces.toReversed().flat()).toEqual([...all.slice(0, 8_000), ...all.slice(12_000, 16_000)]);
    expect(arrivalsBetween(7, "eu-west-2", 0, 100)).not.toEqual(all.slice(0, 100));
  });
});

it("a job of load poisson intends its probes at those times, block by block as in one", () => {
  const record = recordOf({ load: { model: "poisson", meanGapMs: 400 }, samples: 40 });
  const [first] = [...planBlocks(record)];
  const origin = "ap-south-1";
  const seconds = planBlock(record, origin, 1).probes.map(
    ({ intendedAtMs }) => intendedAtMs - record.createdAtMs,
  );
  const expected = arrivalsBetween(
    record.spec.seed,
    origin,
    record.probesPerBlock,
    record.probesPerBlock + seconds.length,
  );
  expect(seconds).toEqual(expected.map((at) => Math.round(at * 400)));
  expect(first?.probes[0]?.intendedAtMs).toBeGreaterThanOrEqual(record.createdAtMs);
  expect(seconds.toSorted((a, b) => a - b)).toEqual(seconds);
});
