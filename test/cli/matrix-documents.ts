import type { MatrixDocument, MatrixRow } from "@crisscross/core/documents/matrix-document";
import type { Stats } from "@crisscross/core/statistics/stats";

const six = ["ap-northeast-1", "ap-south-1", "us-west-1", "sa-east-1", "ap-southeast-2", "eu-west-2"];

/** Statistics of five values around `ms`. */
export function statsOf(ms: number, change: Partial<Stats> = {}): Stats {
  const quantiles = { p50: ms, p90: ms * 2, p95: null, p99: null };
  return {
    n: 5,
    sum: 5 * (ms + 10),
    mean: ms + 10,
    sd: 3,
    min: ms,
    max: ms * 2,
    ...quantiles,
    intervals: {},
    ...change,
  };
}

/** A cell of five probes, two of them cold. */
export function rowOf(
  origin: string,
  target: string,
  variant: string,
  change: Partial<MatrixRow> = {},
): MatrixRow {
  const measures = {
    total: statsOf(1234.4, { n: 3 }),
    originWait: statsOf(203.6, { n: 3 }),
    ...(variant !== "bare" && { db: statsOf(4.5, { n: 3 }) }),
  };
  return {
    origin,
    target,
    variant,
    n: 5,
    outcomes: { ok: 5, throttled: 0, timeout: 0, error: 0 },
    failures: [],
    measures: { originWait: statsOf(307), total: statsOf(1300) },
    starts: {
      cold: { n: 2, measures: { originWait: statsOf(555.5, { n: 2 }) } },
      warm: { n: 3, measures },
    },
    connections: { reused: 5, fresh: 0 },
    unkept: 0,
    receiptsMissing: { outer: 0, inner: 0 },
    sampling: {
      environments: { origin: 1, target: 1 },
      connections: 2,
      effective: 1.92,
      speaksOf: "these connections",
      coldShare: 0.4,
      unseen: 0.4507,
    },
    ...change,
  };
}

/** The document of a job that has exactly these cells. */
export function documentOf(matrix: MatrixRow[], change: Partial<MatrixDocument["job"]> = {}): MatrixDocument {
  const sum = (kind: keyof MatrixRow["outcomes"]) =>
    matrix.reduce((total, row) => total + row.outcomes[kind], 0);
  const counts = { ok: sum("ok"), throttled: sum("throttled"), timeout: sum("timeout"), error: sum("error") };
  const expected = matrix.reduce((total, { n }) => total + n, 0);
  return {
    job: {
      id: "j1",
      state: "complete",
      expected,
      ...counts,
      lost: 0,
      pending: 0,
      seed: 31,
      deadlineMs: 5_000,
      load: { model: "sequential", gapMs: 10 },
      unkept: matrix.reduce((total, { unkept }) => total + unkept, 0),
      wan: "simulated",
      ...change,
    },
    matrix,
  };
}

/** Six regions both ways, with and without a database call. */
export const everyCell = ["bare", "db-get"].flatMap((variant) =>
  six.flatMap((origin) => six.map((target) => rowOf(origin, target, variant))),
);
