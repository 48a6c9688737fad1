import type { Metric } from "./metric-declaration.ts";

/** How many metrics CloudWatch bills for a table entry when every value of its dimensions occurs. */
export function billedMetrics({ dimensions, variants, region, emitters }: Metric, regions: number): number {
  const perRegion = region === "home" && !dimensions.includes("target") ? 1 : regions;
  const home = emitters.includes("plan") ? 1 : 0;
  const targets = dimensions.includes("target") ? regions : 1;
  return (perRegion + home) * targets * (dimensions.includes("variant") ? variants.length : 1);
}
