import type { MatrixDocument, MatrixRow } from "@crisscross/core/documents/matrix-document";
import { placeOf } from "@crisscross/core/job/regions";
import type { Paint } from "../terminal/paint.ts";

/** The cells with probes that are not ok: how many, at which hop, and why; no lines when there are none. */
export function renderFailures({ matrix }: MatrixDocument, paint: Paint): string[] {
  const failed = matrix.filter(({ failures }) => failures.length > 0);
  if (failed.length === 0) return [];
  return [
    paint("bold", "Not ok: stored as results; in figures only as waits beyond the deadline"),
    ...failed.flatMap((row) => linesOf(row, paint)),
  ];
}

function linesOf({ origin, target, variant, n, failures }: MatrixRow, paint: Paint): string[] {
  const cell = `  ${variant}  ${placeOf(origin)} → ${placeOf(target)}`;
  return failures.map((failure) => {
    const count = paint("red", `${failure.n} of ${n} ${failure.outcome}`);
    return `${cell}: ${count} at ${failure.hop}${failure.reason && `: ${failure.reason}`}`;
  });
}
