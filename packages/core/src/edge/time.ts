/** Rounds to whole µs. */
export const toMs = (us: number): number => Math.round(us) / 1_000;
