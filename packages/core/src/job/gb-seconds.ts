/** Compute as Lambda sells it: `ms` billed at `memoryMb`. */
export const gbSeconds = (ms: number, memoryMb: number): number => (ms / 1_000) * (memoryMb / 1_024);
