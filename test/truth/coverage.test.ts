import { expect, it } from "vitest";
import { addJobCoverage, coverJobs, newCoverages } from "./job-coverage.ts";
import { latencies } from "./latencies.ts";
import { isInBand, isPromised, sketchLimit } from "./report/findings.ts";
import { shapedMeasures } from "./world/shaped-weather.ts";

const seed = 1;

it.each([
  [60, 60],
  [300, 10],
])("holds the truth of jobs with %i samples that went through the real functions", async (n, jobs) => {
  for (const coverage of Object.values(await coverJobs(n, 0, jobs, seed))) {
    expect(coverage).toMatchObject({ jobs, n });
    expect(coverage.given).toEqual(["mean", "p50", "p90", "p95", ...(n >= 299 ? ["p99"] : [])]);
    for (const estimate of coverage.given)
      if (isPromised(coverage, estimate))
        expect(isInBand(coverage, estimate), `${coverage.latency}, ${estimate} of ${n}: seed ${seed}`).toBe(
          true,
        );
    expect(coverage.sketchError).toBeLessThanOrEqual(sketchLimit);
  }
});

it("counts the same jobs alike, in one piece or in several", async () => {
  const whole = await coverJobs(60, 0, 6, seed);
  const pieces = newCoverages(60);
  for (const [from, to] of [
    [4, 6],
    [0, 4],
  ] as const) {
    const piece = await coverJobs(60, from, to, seed);
    for (const name of shapedMeasures) addJobCoverage(pieces[name], piece[name]);
  }
  expect(pieces).toEqual(whole);
});

it("promises no coverage for the mean of a tail without variance, and measures it", () => {
  const covered = newCoverages(60);
  expect(isPromised(covered.db, "mean")).toBe(false);
  expect(isPromised(covered.db, "p50")).toBe(true);
  expect(covered.db.latency).toBe(latencies.heavyTail.name);
});

it.each([
  [1_860, true],
  [1_940, true],
  [1_859, false],
  [1_941, false],
])("takes a mean held by %i of 2,000 jobs as in its band: %s", (mean, isIn) => {
  const coverage = {
    latency: "",
    n: 60,
    jobs: 2_000,
    held: { mean, p50: 0, p90: 0, p95: 0, p99: 0 },
    given: [],
  };
  expect(isInBand(coverage, "mean")).toBe(isIn);
  expect(isInBand(coverage, "p50")).toBe(false);
});
