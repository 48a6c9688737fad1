/** This process's monotonic clock: integer µs since the process started. */
export const nowUs = (): number => Math.round(performance.now() * 1000);
