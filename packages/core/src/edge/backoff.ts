/** Pauses in ms between `tries` tries: the first, then each twice as long as the one before. */
export const doublingPausesMs = (firstMs: number, tries: number): number[] =>
  Array.from({ length: tries - 1 }, (_, retry) => firstMs * 2 ** retry);
