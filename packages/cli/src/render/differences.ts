import type { MatrixRow } from "@crisscross/core/documents/matrix-document";
import { showMs } from "./milliseconds.ts";
import { warmMedianMs } from "./warm.ts";

/** By how much warm calls of a variant take longer than those of another between the same regions; undefined where no cell has both. */
export function compareVariants(
  base: string,
  variant: string,
  matrix: readonly MatrixRow[],
): string | undefined {
  const differences = matrix.flatMap((row) => {
    if (row.variant !== variant) return [];
    const other = matrix.find(
      ({ variant: name, origin, target }) => name === base && origin === row.origin && target === row.target,
    );
    const [ms, otherMs] = [warmMedianMs(row), other && warmMedianMs(other)];
    return ms === undefined || otherMs === undefined ? [] : [ms - otherMs];
  });
  if (differences.length === 0) return undefined;
  const ms = middleOf(differences);
  const size = `${showMs(Math.abs(ms))} ms ${ms < 0 ? "less" : "longer"}`;
  const [low, high] = [Math.min(...differences), Math.max(...differences)].map(signed);
  const cells =
    differences.length === 1 ? "one cell" : `by cell ${low} to ${high}, ${differences.length} cells`;
  return `${variant} takes ${size} than ${base} (${cells}).`;
}

/** How many answered calls were cold starts, and how much longer those took than the warm ones of their cells. No sentence without any. */
export function excessOfCold(matrix: readonly MatrixRow[]): string[] {
  const cold = matrix.reduce((sum, { starts }) => sum + (starts.cold?.n ?? 0), 0);
  const answered = matrix.reduce((sum, { outcomes }) => sum + outcomes.ok, 0);
  const excesses = matrix.flatMap((row) => {
    const [coldMs, warmMs] = [row.starts.cold?.measures.originWait?.p50, warmMedianMs(row)];
    return typeof coldMs === "number" && warmMs !== undefined ? [coldMs - warmMs] : [];
  });
  if (excesses.length === 0) return [];
  const [low = "", high = ""] = [Math.min(...excesses), Math.max(...excesses)].map(signed);
  const cells = low === high ? `${low} ms` : `by cell ${low} to ${high} ms`;
  return [
    `Cold starts: ${cold} of ${answered} calls, against the warm median ${cells}; no warm figure has them.`,
  ];
}

/** Of one or more. */
function middleOf(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const at = (sorted.length - 1) / 2;
  return ((sorted[Math.floor(at)] ?? 0) + (sorted[Math.ceil(at)] ?? 0)) / 2;
}

const signed = (ms: number): string => `${ms < 0 ? "−" : "+"}${showMs(Math.abs(ms))}`;
