/** A quantile as documents carry it: ms, `null` when refused, `{gt}` when it lies beyond the deadline. */
type Figure = number | null | { gt: number };

/** Three digits or whole ms, so that columns stay narrow: 2.15, 21.5, 215. A dash where there is no figure. */
export function showMs(figure: Figure | undefined): string {
  if (figure === undefined || figure === null) return "–";
  if (typeof figure === "object") return `>${showMs(figure.gt)}`;
  const size = Math.abs(figure);
  if (size < 9.995) return figure.toFixed(2);
  return figure.toFixed(size < 99.95 ? 1 : 0);
}

/** Mean ± standard deviation; without the deviation where one value has none, empty where no value is. */
export function showMean(mean: number | null, sd: number | null): string {
  if (mean === null) return "";
  return sd === null ? showMs(mean) : `${showMs(mean)}±${showMs(sd)}`;
}

/** From the least to the greatest of some, once where they look alike. */
export function showSpan(values: readonly number[]): string {
  const [low, high] = [Math.min(...values), Math.max(...values)].map(showMs);
  return low === high ? `${low}` : `${low}–${high}`;
}
