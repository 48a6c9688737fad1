import type { MatrixRow } from "@crisscross/core/documents/matrix-document";
import { samplingWords } from "@crisscross/core/documents/sampling-words";
import type { Measure } from "@crisscross/core/sample/measure";
import { wrap } from "../terminal/wrap.ts";
import type { PageStyle } from "./page.ts";

/** What the samples of these cells can tell and what not. */
export function renderSampling(
  rows: readonly MatrixRow[],
  measures: readonly Measure[],
  { paint, columns }: PageStyle,
): string[] {
  const lines = samplingWords(rows, measures);
  if (lines.length === 0) return [];
  return [paint("bold", "what these samples can tell"), ...lines.flatMap((line) => wrap(line, columns))];
}
