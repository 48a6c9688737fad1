import { placeOf } from "@crisscross/core/job/regions";
import { parseVariant } from "@crisscross/core/job/variant";

/** Who waits for whom in a variant's originWait: `outer waits for inner`, with the places between. */
export function originWaitWords(name: string): string {
  const variant = parseVariant(name);
  if (variant?.path === "direct") return "consume waits for inner";
  if (!variant || variant.via.length === 0) return "outer waits for inner";
  return `outer waits for all behind it: via ${variant.via.map(placeOf).join(", ")}, then inner`;
}

/** Whether a call of this cell leaves its region, on its way or at its end. */
export function crossesRegions(origin: string, target: string, variant: string): boolean {
  return [target, ...(parseVariant(variant)?.via ?? [])].some((region) => region !== origin);
}
