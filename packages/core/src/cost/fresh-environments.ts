import type { JobSpec } from "../job/job.ts";
import { burstSizeOf } from "../job/load.ts";
import type { MemoryMb } from "../job/priced-functions.ts";
import type { Region } from "../job/regions.ts";
import { knownVariant } from "../job/variant.ts";
import { workFacts } from "../job/works.ts";

/** A function that an origin's calls run in. A region that is called twice on one way has both calls at once: it is there twice. */
interface CalledFunction {
  region: Region;
  name: keyof MemoryMb;
}

/** Each of them has one environment for each tenant, and for each call of a burst. Throws TypeError for an unknown variant. */
export function calledFunctions(
  { targets, variants }: Pick<JobSpec, "targets" | "variants">,
  origin: Region,
): CalledFunction[] {
  const found = new Map<string, CalledFunction>();
  for (const { path, via, work } of variants.map(knownVariant)) {
    const outers = path === "direct" ? [] : [origin, ...via];
    for (const [place, region] of outers.entries()) {
      const earlier = outers.slice(0, place).filter((one) => one === region).length;
      found.set(`outer ${region} ${earlier}`, { region, name: "outer" });
    }
    const { runsIn } = workFacts[work];
    for (const region of targets) found.set(`${runsIn} ${region}`, { region, name: runsIn });
  }
  return [...found.values()];
}

/**
 * Environments of each function that a refresh job has made for an origin; 0 for another job. More are made where two blocks of
 * a tenant run at once, or Lambda ends an idle one.
 */
export const freshEach = ({ refresh = 0, load }: Pick<JobSpec, "refresh" | "load">): number =>
  refresh * burstSizeOf(load);
