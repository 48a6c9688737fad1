const sizes = ["Bytes", "Kilobytes", "Megabytes", "Gigabytes", "Terabytes"] as const;
const bitSizes = ["Bits", "Kilobits", "Megabits", "Gigabits", "Terabits"] as const;

/** Every unit CloudWatch knows, spelt as it spells them. */
export const units: readonly string[] = [
  "Seconds",
  "Microseconds",
  "Milliseconds",
  ...sizes,
  ...bitSizes,
  "Percent",
  "Count",
  ...[...sizes, ...bitSizes, "Count"].map((size) => `${size}/Second`),
  "None",
];
const known = new Set(units);

export function isUnit(text: unknown): text is string {
  return typeof text === "string" && known.has(text);
}
