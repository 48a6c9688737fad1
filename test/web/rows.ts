import type { MatrixRow, Stats } from "../../packages/web/src/data/documents.ts";

/** Statistics of a measure with one median, and an interval of 2 ms on both sides. */
export const statsAt = (p50: number, more: Partial<Stats> = {}): Stats => ({
  n: 30,
  sum: p50 * 30,
  mean: p50,
  sd: 1,
  min: p50,
  max: p50,
  p50,
  p90: p50,
  p95: null,
  p99: null,
  intervals: { p50: [p50 - 2, p50 + 2] },
  refused: { p95: "needs 59 samples, has 30", p99: "needs 299 samples, has 30" },
  ...more,
});

/** A cell whose 30 samples were all warm and ok, waiting so long. */
export function rowAt(
  origin: string,
  target: string,
  waitMs: number,
  more: Partial<MatrixRow> = {},
): MatrixRow {
  const measures = {
    originWait: statsAt(waitMs),
    innerObserved: statsAt(waitMs),
    outerBilled: statsAt(waitMs * 1.25),
  };
  return {
    origin,
    target,
    variant: "bare",
    n: 30,
    outcomes: { ok: 30, throttled: 0, timeout: 0, error: 0 },
    failures: [],
    measures,
    starts: { warm: { n: 30, measures } },
    connections: { reused: 30, fresh: 0 },
    unkept: 0,
    receiptsMissing: { outer: 0, inner: 0 },
    sampling: {
      environments: { origin: 1, target: 1 },
      connections: 1,
      effective: 1,
      speaksOf: "these connections",
      coldShare: 0,
      unseen: 0.1,
    },
    ...more,
  } as MatrixRow;
}
