import type { MatrixDocument } from "@crisscross/core/documents/matrix-document";
import { placeOf } from "@crisscross/core/job/regions";
import type { Loss } from "@crisscross/core/standing/loss";
import type { Paint } from "../terminal/paint.ts";

/** A job that lost everything has as many losses as cells: beyond these a page only says how many more. */
const shownCells = 20;

/** What was planned and is not counted, by reason and by cell; no lines when nothing is lost. */
export function renderLosses({ job }: MatrixDocument, paint: Paint): string[] {
  const { reasons = [] } = job;
  if (reasons.length === 0) return [];
  const byReason = Map.groupBy(reasons, ({ reason }) => reason);
  const totals = [...byReason].map(
    ([reason, losses]) => `${losses.reduce((sum, { n }) => sum + n, 0)} ${reason}`,
  );
  const more = reasons.length - shownCells;
  return [
    paint("bold", `Lost: planned and in no figure (${totals.join(", ")})`),
    ...reasons.slice(0, shownCells).map((loss) => lineOf(loss, paint)),
    ...(more > 0 ? [`  and ${more} more cells; --json has them all`] : []),
  ];
}

function lineOf({ origin, target, variant, reason, n }: Loss, paint: Paint): string {
  return `  ${variant}  ${placeOf(origin)} → ${placeOf(target)}: ${paint("red", `${n} lost`)}: ${reason}`;
}
