/** A quantile as documents carry it: ms, `null` when refused, `{gt}` when it lies beyond the deadline. */
export type Figure = number | null | { readonly gt: number };

/** Three digits or whole ms, so that columns stay narrow: 2.15, 21.5, 215, 1,234. A dash where there is no figure. */
export function showMs(figure: Figure | undefined): string {
  if (figure === undefined || figure === null) return "–";
  if (typeof figure === "object") return `> ${showMs(figure.gt)}`;
  const size = Math.abs(figure);
  const digits = size < 9.995 ? 2 : size < 99.95 ? 1 : 0;
  return grouped(figure.toFixed(digits)).replace(/^-/, "−");
}

/** With a sign, as a difference: +12.5, −3.10. */
export const showShift = (ms: number): string => `${ms > 0 ? "+" : ""}${showMs(ms)}`;

/** Thousands apart: 1,234,567. */
export const showCount = (count: number): string => grouped(String(count));

const grouped = (digits: string): string => {
  const [whole = "", rest] = digits.split(".");
  const apart = whole.replace(/\B(?=(\d{3})+$)/g, ",");
  return rest === undefined ? apart : `${apart}.${rest}`;
};

/** USD, never rounded to nothing: $12.34, $0.0012, and $0 for none. */
export function showUsd(usd: number): string {
  if (usd === 0) return "$0";
  if (Math.abs(usd) >= 0.995) return `$${grouped(usd.toFixed(2))}`;
  const places = 1 - Math.floor(Math.log10(Math.abs(usd)));
  return `$${usd.toFixed(Math.min(12, Math.max(2, places)))}`;
}

export const showPercent = (share: number): string => {
  const percent = share * 100;
  if (percent > 0 && percent < 1) return "< 1%";
  if (percent > 99 && percent < 100) return "> 99%";
  return `${Math.round(percent)}%`;
};

/** One thing, or so many of them: 1 cell, 1,200 cells. */
export const counted = (count: number, one: string, many = `${one}s`): string =>
  `${showCount(count)} ${count === 1 ? one : many}`;
