import type { JobSpec } from "./job.ts";
import { listPrices } from "./list-prices.ts";
import { burstSizeOf } from "./load.ts";
import type { MemoryMb } from "./priced-functions.ts";
import { knownVariant } from "./variant.ts";
import { workFacts } from "./works.ts";

/**
 * What Lambda charges in USD for making a refresh job's environments: `refresh` of each function that an origin's calls run in, times
 * the size of a burst; 0 for another job. More are made where two blocks of a tenant run at once, or Lambda ends an idle one.
 */
export function refreshUsd(spec: JobSpec, memoryMb: MemoryMb): number {
  const { refresh = 0, origins, targets, variants, load } = spec;
  let madeMb = 0;
  for (const origin of origins) {
    const functions = new Map<string, number>();
    for (const { path, via, work } of variants.map(knownVariant)) {
      const outers = path === "direct" ? [] : [origin, ...via];
      // A region that is called twice on one way has both calls at once.
      for (const [place, region] of outers.entries())
        functions.set(
          `outer ${region} ${outers.slice(0, place).filter((one) => one === region).length}`,
          memoryMb.outer,
        );
      const { runsIn } = workFacts[work];
      for (const target of targets) functions.set(`${runsIn} ${target}`, memoryMb[runsIn]);
    }
    for (const mb of functions.values()) madeMb += mb;
  }
  return refresh * burstSizeOf(load) * (madeMb / 1_024) * listPrices.lambdaPerTenantGb;
}
