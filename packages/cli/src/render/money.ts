/**
 * USD for a million of something that costs `usd`, never rounded to nothing: two decimals from a dollar on, below it two
 * significant digits. A dash where it is not known.
 */
export function showPerMillion(usd: number | undefined): string {
  if (usd === undefined) return "–";
  const million = usd * 1e6;
  if (million === 0) return "0";
  if (million >= 0.995) return million.toFixed(2);
  const places = 1 - Math.floor(Math.log10(million));
  return million.toFixed(Math.min(100, places));
}
