import { JobView, jobViewOf } from "@crisscross/core/documents/job-view";
import { matrixOf } from "@crisscross/core/documents/matrix";
import { MatrixDocument } from "@crisscross/core/documents/matrix-document";
import { parse } from "@crisscross/core/edge/schema";
import { epochMs } from "@crisscross/core/edge/time";
import { stateOf } from "@crisscross/core/standing/job-state";
import { ledgerOf, ledgerOfCounts } from "@crisscross/core/standing/ledger";
import { emptySummary, mergeAll } from "@crisscross/core/summary/summary";
import { decodeSummary, encodeSummary } from "@crisscross/core/summary/summary-text";
import { describe, expect, it } from "vitest";
import { blockOf, callOf, levelOf, recordOf, sampleOf } from "../samples.ts";
import { summarize } from "../summarized.ts";

const record = recordOf({ origins: ["ap-south-1"], targets: ["us-west-1"], variants: ["bare"], samples: 4 });
const throttled = sampleOf({}, { outcome: "throttled", reason: "Rate Exceeded", level: undefined });
const timedOut = sampleOf(
  {},
  { outcome: "timeout", receivedUs: 6_002_000, level: undefined },
  { receivedUs: 6_080_000 },
);

describe("a ledger", () => {
  it("puts every planned probe in one place", () => {
    const summary = summarize(blockOf([sampleOf(), throttled]));
    expect(ledgerOf(record, summary, 1)).toEqual({
      expected: 4,
      ok: 1,
      throttled: 1,
      timeout: 0,
      error: 0,
      lost: 1,
      pending: 1,
    });
  });

  it("refuses to balance when more is stored than was planned", () => {
    const counts = { ok: 5, throttled: 0, timeout: 0, error: 0 };
    expect(() => ledgerOfCounts(record, counts)).toThrow("stores 5 probes but planned 4");
  });

  it.each([
    ["queued", { ok: 0, throttled: 0, timeout: 0, error: 0 }, 0],
    ["running", { ok: 1, throttled: 0, timeout: 0, error: 0 }, 1],
    ["complete", { ok: 1, throttled: 1, timeout: 1, error: 1 }, 0],
    ["incomplete", { ok: 3, throttled: 0, timeout: 0, error: 0 }, 1],
    ["incomplete", { ok: 0, throttled: 0, timeout: 0, error: 0 }, 4],
  ])("says that a job is %s", (state, counts, lost) => {
    expect(stateOf(ledgerOfCounts(record, counts, lost))).toBe(state);
  });
});

describe("a matrix", () => {
  it("has a row for every planned cell, in the order asked for, before anything is stored", () => {
    const { job, matrix } = matrixOf(recordOf(), emptySummary());
    expect(job).toMatchObject({ state: "queued", expected: 40, pending: 40, seed: 31, wan: "simulated" });
    expect(matrix.map(({ origin, target, variant }) => [origin, target, variant])).toEqual(
      ["ap-south-1", "eu-west-2"].flatMap((origin) =>
        ["us-west-1", "sa-east-1"].flatMap((target) =>
          ["bare", "db-get"].map((variant) => [origin, target, variant]),
        ),
      ),
    );
    expect(matrix[0]).toMatchObject({ n: 0, measures: {}, starts: {}, failures: [] });
  });

  it("counts every outcome, keeps latencies of ok samples apart by start, and bounds what timed out", () => {
    const cold = sampleOf({}, { level: levelOf({ served: 0, readyUs: 899_000 }) }, { receivedUs: 1_500_000 });
    const summary = mergeAll([
      summarize(blockOf([cold, sampleOf()])),
      summarize(blockOf([throttled, timedOut])),
    ]);
    const document = parse(MatrixDocument, JSON.parse(JSON.stringify(matrixOf(record, summary))), "matrix");
    const [row] = document.matrix;
    expect(document.job).toMatchObject({
      state: "complete",
      expected: 4,
      ok: 2,
      throttled: 1,
      timeout: 1,
      pending: 0,
    });
    expect(row).toMatchObject({
      n: 4,
      outcomes: { ok: 2, throttled: 1, timeout: 1, error: 0 },
      failures: [
        { outcome: "throttled", hop: "inner", reason: "Rate Exceeded", n: 1 },
        { outcome: "timeout", hop: "inner", reason: "unknown", n: 1 },
      ],
      measures: {
        total: { n: 2, mean: 400, min: 300, max: 500, p50: 500, p90: { gt: 5_000 }, censored: 1 },
        innerOverhead: { n: 2, mean: 218 },
      },
      starts: {
        cold: { n: 1, measures: { total: { n: 1, mean: 500 } } },
        warm: { n: 1, measures: { total: { n: 1, mean: 300 } } },
      },
    });
    expect(row?.measures.db).toBeUndefined();
  });

  it("says what else was simulated when the job was submitted, and nothing where nothing was", () => {
    const unkindness = ["freeze", "disorder"];
    expect(matrixOf({ ...record, unkindness }, summarize(blockOf([sampleOf()]))).job.unkindness).toEqual(
      unkindness,
    );
    expect(matrixOf(record, summarize(blockOf([sampleOf()]))).job).not.toHaveProperty("unkindness");
  });

  it.each([
    [[], "simulated"],
    [["none"], "none"],
    [["none", "none"], "none"],
    [["simulated", "none"], "mixed"],
  ] as const)("says of its network what its samples say: %j is %s", (wans, said) => {
    const parts = wans.map((wan, index) => summarize(blockOf([sampleOf()], { index, wan })));
    const summary = decodeSummary(encodeSummary(mergeAll(parts)));
    expect(matrixOf(record, summary).job.wan).toBe(said);
  });

  it("bounds a database that gave up by its own limit, 80% of the deadline", () => {
    const db = { sentUs: 900_000, receivedUs: 4_901_000, outcome: "timeout" as const, reason: "deadline" };
    const sample = sampleOf({ variant: "db-get" }, { level: levelOf({ db }) });
    const job = { ...record, spec: { ...record.spec, variants: ["db-get"] } };
    const [row] = matrixOf(job, summarize(blockOf([sample]))).matrix;
    expect(row?.measures.db).toMatchObject({ n: 0, p50: { gt: 4_000 }, censored: 1 });
    expect(row?.measures.innerObserved).toMatchObject({ n: 0, p50: { gt: 220 }, censored: 1 });
  });

  it("takes a timeout of outer for a wait of inner of which nothing is known", () => {
    const atOuter = sampleOf({ call: callOf(8_000_000, { outcome: "timeout" }) });
    const [row] = matrixOf(record, summarize(blockOf([sampleOf(), atOuter, atOuter]))).matrix;
    expect(row?.measures.innerObserved).toMatchObject({ n: 1, mean: 220, p50: { gt: 0 }, censored: 2 });
    expect(row?.measures.innerOverhead).toMatchObject({ n: 1, p50: 218 });
    expect(row?.starts).toMatchObject({ warm: { n: 1 } });
  });

  it("says how many probes made a connection though they were to go over a kept one, in all and by cell", () => {
    const unkept = sampleOf({}, { connection: "fresh" });
    // Its own was made behind the call, so that it was sent again over a kept one.
    const resent = sampleOf({}, { connection: "reused", resent: true });
    const summary = decodeSummary(encodeSummary(summarize(blockOf([unkept, unkept, resent, sampleOf()]))));
    const { job, matrix } = matrixOf(record, summary);
    expect([job.unkept, matrix[0]?.unkept, matrix[0]?.connections.fresh]).toEqual([3, 3, 2]);
    expect(matrix[0]?.starts).toMatchObject({ unkept: { n: 3 }, warm: { n: 1 } });
  });

  it("says over how many kept connections its calls went", () => {
    const over = (environment: string, socket: number) =>
      sampleOf(
        {},
        {},
        {
          level: levelOf({
            environment,
            call: callOf(9, { connection: "reused", socket, level: levelOf() }),
          }),
        },
      );
    const blocks = [
      [over("a", 1), over("a", 1)],
      [over("a", 2), over("b", 1)],
    ].map((samples, index) => summarize(blockOf(samples, { index })));
    const [row] = matrixOf(record, decodeSummary(encodeSummary(mergeAll(blocks)))).matrix;
    expect(row?.connections).toEqual({ reused: 4, fresh: 0 });
    // 4² / (2² + 1² + 1²)
    const ofConnections = { connections: 3, effective: 2.67, speaksOf: "these connections" };
    expect(row?.sampling).toMatchObject(ofConnections);
    expect(matrixOf(record, emptySummary()).matrix[0]?.sampling.connections).toBe(0);
  });

  it("lists the most frequent failure first", () => {
    const summary = summarize(blockOf([throttled, timedOut, timedOut]));
    expect(matrixOf(record, summary).matrix[0]?.failures.map(({ outcome, n }) => [outcome, n])).toEqual([
      ["timeout", 2],
      ["throttled", 1],
    ]);
  });

  it("takes a block's cold and warm samples together for the interval of all", () => {
    const cold = sampleOf({}, { level: levelOf({ served: 0, readyUs: 899_000 }) }, { receivedUs: 1_500_000 });
    const blocks = [0, 1].map((index) => blockOf([cold, sampleOf()], { index }));
    const [row] = matrixOf(record, mergeAll(blocks.map(summarize))).matrix;
    // Both blocks have the same mean, so the mean of all does not vary between blocks at all.
    expect(row?.measures.total?.refused).toMatchObject({ "intervals.mean": "no blocks differ" });
    expect(row?.measures.total?.intervals.mean).toBeUndefined();
  });

  it("tells the share of probes that started more than a gap late, where there is a gap", () => {
    const late = (ms: number) => sampleOf({ intendedAtMs: epochMs(1_000), startedAtMs: epochMs(1_000 + ms) });
    const summary = summarize(blockOf([late(0), late(10), late(11), late(5_000)]));
    const withLoad = (load: typeof record.spec.load) =>
      matrixOf({ ...record, spec: { ...record.spec, load } }, summary).job.lateShare;
    expect(withLoad({ model: "sequential", gapMs: 10 })).toBe(0.5);
    expect(withLoad({ model: "poisson", meanGapMs: 4_000 })).toBe(0.25);
    expect(withLoad({ model: "sequential", gapMs: 0 })).toBeUndefined();
  });

  it("refuses samples of a cell the job never planned", () => {
    const stray = summarize(blockOf([sampleOf({ target: "sa-east-1" })]));
    expect(() => matrixOf(record, stray)).toThrow("cells it never planned");
  });
});

it("shows a job's progress as the share that is accounted for", () => {
  const view = jobViewOf(record, ledgerOf(record, summarize(blockOf([sampleOf(), throttled])), 1));
  expect(parse(JobView, JSON.parse(JSON.stringify(view)), "view")).toEqual(view);
  expect(view).toMatchObject({
    state: "running",
    planned: 4,
    progress: 0.75,
    createdAt: "2027-01-15T08:00:00.000Z",
  });
});

it("says what the functions ran as where the samples do, and nothing where they do not", () => {
  const block = (build: string, index: number) =>
    blockOf([sampleOf({ seq: index })], { index, builds: { "consume-1": build } });
  const summary = mergeAll([block("v24 a", 0), block("v24 b", 1)].map(summarize));
  const document = matrixOf(record, summary);
  expect(parse(MatrixDocument, document, "matrix").job.builds).toEqual([
    { function: "consume", build: "v24 a", regions: ["ap-south-1"] },
    { function: "consume", build: "v24 b", regions: ["ap-south-1"] },
  ]);
  expect(matrixOf(record, summarize(blockOf([sampleOf()]))).job).not.toHaveProperty("builds");
});
