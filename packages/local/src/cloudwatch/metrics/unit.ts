import { StandardUnit } from "@aws-sdk/client-cloudwatch";

/** Every unit CloudWatch knows, as its service model spells them. */
export const units: readonly string[] = Object.values(StandardUnit);
const known = new Set(units);

export function isUnit(text: unknown): text is string {
  return typeof text === "string" && known.has(text);
}
