import { seededRandom } from "@crisscross/core/edge/random";
import { regions } from "@crisscross/core/job/regions";
import { roundTripMs } from "@crisscross/core/job/round-trip";
import type { MatrixRow } from "../../packages/web/src/data/documents.ts";
import { rowAt, statsAt } from "./rows.ts";

const codes = regions.slice(0, 10).map(({ code }) => code);
const variants = ["bare", "db-get", "db-put", "bare/fresh"];

/** A finished job of 10 × 10 × 4 cells, as the API would answer it. Waits are round trips and a few seeded ms. */
export function largeMatrix() {
  const random = seededRandom(7);
  const matrix = codes.flatMap((origin) =>
    codes.flatMap((target) =>
      variants.map((variant, place) => rowOf(origin, target, variant, place * 6 + random() * 8)),
    ),
  );
  const ledger = { expected: 12_000, ok: 12_000, throttled: 0, timeout: 0, error: 0, lost: 0, pending: 0 };
  const load = { model: "sequential", gapMs: 10 };
  const spec = {
    ...{ origins: codes, targets: codes, variants, samples: 30, seed: 7, deadlineMs: 10_000 },
    ...{ timeLimitMinutes: 60, load },
  };
  const shared = { id: "large", name: "Ten by ten", state: "complete", wan: "simulated" };
  return {
    view: {
      ...{ ...shared, createdAt: "2026-12-01T05:00:00.000Z", spec, planned: 12_000 },
      ...{ estimatedUsd: 0.06, ledger, progress: 1 },
    },
    document: { job: { ...shared, ...ledger, seed: 7, deadlineMs: 10_000, load, unkept: 0 }, matrix },
  };
}

function rowOf(
  origin: (typeof codes)[number],
  target: (typeof codes)[number],
  variant: string,
  moreMs: number,
): MatrixRow {
  const waitMs = roundTripMs(origin, target) + 3 + moreMs;
  const low = Math.round(waitMs * 970) / 1_000;
  const stats = statsAt(Math.round(waitMs * 1_000) / 1_000, {
    intervals: { p50: [low, Math.round(waitMs * 1_040) / 1_000] },
  });
  const names = ["originWait", "innerObserved", "total", "outerBilled", "innerBilled", "db"];
  const measures = Object.fromEntries(names.map((name) => [name, stats]));
  return rowAt(origin, target, waitMs, { variant, measures, starts: { warm: { n: 30, measures } } });
}
