/** Whole numbers as they are, others with three digits. */
export function showValue(value: number): string {
  if (Number.isInteger(value)) return value.toLocaleString("en-US", { useGrouping: false });
  return Math.abs(value) >= 100 ? value.toFixed(0) : value.toPrecision(3);
}
