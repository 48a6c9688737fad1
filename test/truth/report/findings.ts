import type { Violation } from "../checks/job.ts";
import type { Widths } from "../checks/offsets.ts";
import type { Tally } from "../checks/tally.ts";
import type { Coverage, Estimate } from "../coverage.ts";
import { brokenIn as brokenInWorld, type DependentCoverage } from "../dependent.ts";
import { addJobCoverage, type JobCoverage } from "../job-coverage.ts";
import { latencies } from "../latencies.ts";
import { checkedStores, type Finding } from "../tasks.ts";
import { addUnkind, brokenIn as brokenInUnkind, type UnkindFinding } from "../unkind.ts";
import type { Worst } from "../worst-shapes.ts";

/** What has been found out, as `--json` prints it. */
export interface Report {
  seed: number;
  jobs: number;
  promises: Tally[];
  /** Of the rough jobs, one entry each. */
  widths: Widths[];
  coverage: JobCoverage[];
  weakSpots: Coverage[];
  /** Where samples are not one independent number each. */
  worlds: DependentCoverage[];
  worst: Worst[];
  unkind: UnkindFinding[];
  checker: { planted: string; violations: Violation[] }[];
  /** What is not as promised; empty is well. */
  broken: string[];
}

/** The share of jobs, 0 to 1, that an estimate's 95% interval may hold the truth in. */
const bands: Readonly<Record<"mean" | "quantile", readonly [number, number]>> = {
  mean: [0.93, 0.97],
  quantile: [0.94, 0.98],
};

/** The bands are for so many jobs; fewer vary more. */
const jobsOfBands = 2_000;

/** Whether an estimate's coverage is promised: a mean without a variance has none, and is only measured. */
export const isPromised = ({ latency }: Coverage, estimate: Estimate): boolean =>
  estimate !== "mean" || latency !== latencies.heavyTail.name;

export function isInBand({ held, jobs }: Coverage, estimate: Estimate): boolean {
  const [low, high] = bands[estimate === "mean" ? "mean" : "quantile"];
  const slack = slackOf(jobs);
  const share = held[estimate] / jobs;
  return share >= low - slack && share <= high + slack;
}

/** By how much a share of so many jobs may be outside the bands by chance alone. */
export function slackOf(jobs: number): number {
  const standardError = (of: number) => Math.sqrt((0.95 * 0.05) / of);
  return 3 * Math.max(0, standardError(jobs) - standardError(jobsOfBands));
}

/** Quantiles read from buckets are within this of those of the sorted values. */
export const sketchLimit = 0.01;

export function reportOf(seed: number, jobs: number, findings: readonly Finding[]): Report {
  const promises = new Map<string, Tally>();
  const coverage = new Map<string, JobCoverage>();
  const widths: Widths[] = [];
  const weak: [number, Coverage][] = [];
  const checker: [number, Violation[]][] = [];
  const worlds: [number, DependentCoverage][] = [];
  const worst: [number, Worst][] = [];
  const unkind = new Map<number, UnkindFinding>();
  for (const finding of findings) {
    if (finding.kind === "rough" || finding.kind === "same")
      for (const tally of finding.tallies) addTally(promises, tally);
    if (finding.kind === "unkind") {
      const { tallies, ...found } = structuredClone(finding.found);
      for (const tally of tallies) addTally(promises, tally);
      const known = unkind.get(finding.place);
      if (known) addUnkind(known, found);
      else unkind.set(finding.place, found);
    }
    if (finding.kind === "rough") widths.push(finding.widths);
    if (finding.kind === "weak") weak.push([finding.place, finding.coverage]);
    if (finding.kind === "world") worlds.push([finding.place, finding.coverage]);
    if (finding.kind === "search") worst.push([finding.found.n, finding.found]);
    if (finding.kind === "bug") checker.push([finding.place, finding.violations]);
    if (finding.kind !== "jobs") continue;
    for (const one of finding.covered) {
      const key = `${one.latency} ${one.n}`;
      const known = coverage.get(key);
      if (known) addJobCoverage(known, one);
      else coverage.set(key, { ...one, held: { ...one.held } });
    }
  }
  const inOrder = <T>(list: [number, T][]): [number, T][] => list.toSorted(([a], [b]) => a - b);
  const order = Object.values(latencies).map(({ name }) => name);
  const report: Report = {
    seed,
    jobs,
    promises: [...promises.values()],
    widths,
    coverage: [...coverage.values()].toSorted(
      (a, b) => order.indexOf(a.latency) - order.indexOf(b.latency) || a.n - b.n,
    ),
    weakSpots: inOrder(weak).map(([, one]) => one),
    worlds: inOrder(worlds).map(([, one]) => one),
    worst: inOrder(worst).map(([, one]) => one),
    unkind: inOrder([...unkind]).map(([, one]) => one),
    checker: inOrder(checker).map(([place, violations]) => ({
      planted: checkedStores[place]?.name ?? "",
      violations,
    })),
    broken: [],
  };
  return { ...report, broken: brokenIn(report) };
}

function addTally(into: Map<string, Tally>, { cases, broken, worst, example, promise }: Tally): void {
  const known = into.get(promise);
  if (!known) {
    into.set(promise, {
      promise,
      cases,
      broken,
      ...(worst !== undefined && { worst }),
      ...(example !== undefined && { example }),
    });
    return;
  }
  known.cases += cases;
  known.broken += broken;
  if (worst !== undefined) known.worst = Math.max(known.worst ?? 0, worst);
  if (example !== undefined) known.example ??= example;
}

function brokenIn({ promises, coverage, worlds, unkind, checker }: Report): string[] {
  return [
    ...promises.flatMap(({ promise, cases, broken, example }) => {
      if (cases === 0) return [`${promise}: never put to the test`];
      return broken > 0 ? [`${promise}: ${broken} of ${cases}, first ${example}`] : [];
    }),
    ...coverage.flatMap((one) =>
      one.given
        .filter((estimate) => isPromised(one, estimate) && !isInBand(one, estimate))
        .map(
          (estimate) =>
            `${estimate} of ${one.latency}, n = ${one.n}: ${one.held[estimate]} of ${one.jobs} jobs`,
        ),
    ),
    ...worlds.flatMap((one) => brokenInWorld(one, slackOf(one.jobs))),
    ...unkind.flatMap((one) => brokenInUnkind(one, slackOf(one.transit.jobs))),
    ...coverage
      .filter(({ sketchError }) => sketchError > sketchLimit)
      .map(({ latency, n, sketchError }) => `sketch of ${latency}, n = ${n}: off by ${sketchError}`),
    ...checker.flatMap(({ planted, violations }, place) => {
      const isFound = violations.length > 0;
      if (place === 0) return isFound ? [`the checker finds in a sound store: ${violations[0]?.what}`] : [];
      return isFound ? [] : [`the checker does not find: ${planted}`];
    }),
  ];
}

/** For the columns of a table of coverages. */
export const percentOf = ({ held, jobs, given }: Coverage, estimate: Estimate): string =>
  given.includes(estimate) ? ((held[estimate] / jobs) * 100).toFixed(1) : "";
