interface Loss {
  readonly reason: string;
  readonly n: number;
}

/** Losses come one per cell and reason; people look for the reason. The most frequent first. */
export function lossTable(losses: readonly Loss[]): { reason: string; n: number; cells: number }[] {
  return [...Map.groupBy(losses, ({ reason }) => reason)]
    .map(([reason, ones]) => ({ reason, n: ones.reduce((sum, { n }) => sum + n, 0), cells: ones.length }))
    .toSorted((one, other) => other.n - one.n);
}
