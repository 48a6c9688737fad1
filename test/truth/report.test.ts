import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { expect, it } from "vitest";
import { createPaint } from "../../packages/cli/src/terminal/paint.ts";
import { runTasks } from "./pool.ts";
import { type Report, reportOf } from "./report/findings.ts";
import { renderMarkdown } from "./report/markdown.ts";
import { renderReport } from "./report/text.ts";
import { checkedStores, type Finding, runTask, type Task } from "./tasks.ts";

const tasks: readonly Task[] = [
  { kind: "jobs", size: 240, n: 60, from: 0, to: 4, seed: 1 },
  { kind: "jobs", size: 120, n: 60, from: 4, to: 6, seed: 1 },
  { kind: "weak", size: 2, place: 0, jobs: 2, seed: 1 },
  { kind: "rough", size: 32, samples: 2, seed: 1, driftPpm: 100 },
];

it("is the same on one thread, on several and here", async () => {
  const here: Finding[] = [];
  for (const task of tasks) here.push(await runTask(task));
  const sizes: number[] = [];
  expect(await runTasks(tasks, 2, ({ size }) => sizes.push(size))).toEqual(here);
  expect(sizes.toSorted((a, b) => a - b)).toEqual([2, 32, 120, 240]);
  const { coverage } = reportOf(1, 6, here);
  expect(coverage.map(({ jobs }) => jobs)).toEqual([6, 6, 6, 6]);
});

it("stops all threads when a task fails", async () => {
  const impossible: Task = { kind: "weak", size: 1, place: 99, jobs: 1, seed: 1 };
  await expect(runTasks([impossible, ...tasks], 2, () => {})).rejects.toThrow("no weak spot 99");
});

const found = { promise: "counts add up", what: "n is 7, 6 are stored" } as const;
const tally = { promise: "hops are exact", cases: 10, broken: 0, worst: 0.98 };
const held = { mean: 1_900, p50: 1_900, p90: 1_900, p95: 1_900, p99: 0 };
const covered = {
  latency: "normal",
  n: 60,
  jobs: 2_000,
  held,
  given: ["mean", "p50", "p90", "p95"],
  sketchError: 0.004,
} satisfies Report["coverage"][number];

function findingsWith({
  promise = tally,
  coverage = covered,
  sound = [] as (typeof found)[],
  planted = [found],
}): Finding[] {
  return [
    { kind: "same", tallies: [promise] },
    { kind: "jobs", n: 60, covered: [coverage] },
    ...checkedStores.map(
      (_, place): Finding => ({ kind: "bug", place, violations: place === 0 ? sound : planted }),
    ),
  ];
}

it.each<[string, Parameters<typeof findingsWith>[0], RegExp | undefined]>([
  ["nothing when all is as promised", {}, undefined],
  ["a promise that was broken", { promise: { ...tally, broken: 2 } }, /hops are exact: 2 of 10/],
  ["a promise never put to the test", { promise: { ...tally, cases: 0 } }, /never put to the test/],
  [
    "a mean held too often",
    { coverage: { ...covered, held: { ...held, mean: 1_960 } } },
    /mean of normal, n = 60/,
  ],
  [
    "a quantile held too seldom",
    { coverage: { ...covered, held: { ...held, p90: 1_870 } } },
    /p90 of normal/,
  ],
  ["a sketch that is off", { coverage: { ...covered, sketchError: 0.011 } }, /sketch of normal/],
  ["a checker that cries wolf", { sound: [found] }, /in a sound store/],
  ["a checker that misses a bug", { planted: [] }, /does not find: every thousandth/],
])("names %s", (_, given, expected) => {
  const report = reportOf(1, 2_000, findingsWith(given));
  if (expected === undefined) expect(report.broken).toEqual([]);
  else expect(report.broken.join("\n")).toMatch(expected);
  const page = renderReport(report, createPaint(false), "1 min on 2 threads");
  expect(page.includes("All of it is as promised.")).toBe(expected === undefined);
  expect(renderMarkdown(report, "1 min").includes("All of it was as promised.")).toBe(expected === undefined);
});

it("shows a refused quantile as none, and the mean of a tail without variance as measured only", () => {
  const tail = { ...covered, latency: "Pareto, α = 1.8", held: { ...held, mean: 1_700 } };
  const report = reportOf(1, 2_000, findingsWith({ coverage: tail }));
  expect(report.broken).toEqual([]);
  const page = renderReport(report, createPaint(false), "");
  expect(page).toMatch(/Pareto, α = 1.8\s+60\s+~85.0\s+95.0\s+95.0\s+95.0\s+–\s+0.40%/);
  expect(renderMarkdown(report, "")).toContain(
    "| Pareto, α = 1.8 | 60 | 85.0\\* | 95.0 | 95.0 | 95.0 |  | 0.40% |",
  );
});

it.each([["--jobs", "none"], ["--seed", "-1"], ["--threads", "0"], ["--write", "--jobs=5"], ["--unknown"]])(
  "exits with 2 and the usage for %s %s",
  (...options) => {
    const { status, stderr, stdout } = spawnSync(process.execPath, [
      join(import.meta.dirname, "run.ts"),
      ...options,
    ]);
    expect([status, String(stdout)]).toEqual([2, ""]);
    expect(String(stderr)).toContain("npm run truth");
  },
);
