/** Every function that a job makes run. Apart from prices: all functions read their variables by a module that knows these. */
export const pricedFunctions = [
  "api",
  "authorize",
  "plan",
  "reconcile",
  "consume",
  "outer",
  "inner",
  "innerDb",
] as const;

/** Memory of each function, in MB. */
export type MemoryMb = Record<(typeof pricedFunctions)[number], number>;
