import type { MatrixDocument } from "@crisscross/core/documents/matrix-document";
import type { JobRequest } from "../api/api-client.ts";
import type { CellStat } from "../render/cell-stat.ts";
import { type Order, renderCells } from "../render/cells.ts";
import { codeOf, judge, readLimits, renderJudgement } from "../render/limit.ts";
import { renderMatrix } from "../render/matrix.ts";
import { nextSteps, reachOf, type Whereabouts } from "../render/next-steps.ts";
import { createPaint, wantsColour } from "../terminal/paint.ts";
import type { Shell } from "../terminal/shell.ts";
import { fitPage } from "../terminal/wrap.ts";
import { isGrowing } from "./job-progress.ts";
import type { Money } from "./read-money.ts";

export interface PrintOptions {
  detail?: boolean;
  measures?: boolean;
  simultaneous?: boolean;
  json?: boolean;
  color: boolean;
  /** Publish nothing: print what this would cost. */
  estimateOf?: JobRequest;
  /** As typed. */
  max?: string;
  /** Lists the cells instead of drawing the page. */
  list?: { stat: CellStat; sort: Order | undefined };
}

/** Prints a matrix as a page, as a list or as the document, and what limits say of it. Answers 0, 3 or 4, as codeOf. */
export function printMatrix(
  shell: Shell,
  options: PrintOptions,
  document: MatrixDocument,
  where: Whereabouts,
  money: Money,
): 0 | 3 | 4 {
  const { stdout, stderr } = shell;
  const { json = false, max } = options;
  stdout.write(json ? `${JSON.stringify(document)}\n` : pageOf(shell, options, document, where, money));
  const judgements = readLimits(max).map((limit) => judge(limit, document));
  const words = judgements.flatMap(renderJudgement).map((line) => `${line}\n`);
  // A document stays one.
  (json ? stderr : stdout).write(fitPage(words.join(""), stdout.columns ?? 100));
  return judgements.length === 0 ? 0 : codeOf(judgements);
}

function pageOf(
  { stdout, env }: Shell,
  { color, detail = false, measures = false, list }: PrintOptions,
  document: MatrixDocument,
  where: Whereabouts,
  { bills, spent }: Money,
): string {
  const style = { paint: createPaint(wantsColour(stdout, env, color)), columns: stdout.columns ?? 100 };
  if (list !== undefined) return renderCells(document, { ...style, ...list });
  const { job } = document;
  const goesOn =
    where.kind !== "gone" && isGrowing(job)
      ? [`see it to its end  npx crisscross watch ${job.id}${reachOf(where)}`]
      : [];
  const next = [...goesOn, ...nextSteps(job.id, where)];
  return renderMatrix(document, { ...style, detail, measures, bills, spent, next });
}
