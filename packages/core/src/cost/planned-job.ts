import type { JobSpec } from "../job/job.ts";
import { burstSizeOf, defaultGapMs, gapMsOf } from "../job/load.ts";
import { leadMs, waitMs } from "../job/pace.ts";
import type { MemoryMb } from "../job/priced-functions.ts";
import type { Region } from "../job/regions.ts";
import { trustedIdleMs } from "../job/trusted-idle.ts";
import { knownVariant, type Variant } from "../job/variant.ts";
import { workFacts } from "../job/works.ts";
import { type PlannedProbe, plannedProbe } from "./planned-probe.ts";
import { priceAssumptions } from "./price-assumptions.ts";

/** What a cost is planned from: a job as it would be stored, and where it would run. */
export interface CostedJob {
  spec: JobSpec;
  probesPerBlock: number;
  memoryMb: MemoryMb;
  /** Where the API, the topic and the results are. */
  home: Region;
}

interface PlannedCell {
  target: Region;
  variant: Variant;
  probe: PlannedProbe;
}

/** The probes of one origin: every origin has as many blocks. */
export interface PlannedOrigin {
  origin: Region;
  cells: PlannedCell[];
  probes: number;
  blocks: number;
  /** Of consume: each is handed some blocks. */
  invocations: number;
  /** Of all stored blocks. */
  storedBytes: number;
  /** How long consume works for all of them together, in ms, without what it does beside probes. */
  consumeMs: number;
  /** Blocks that are postponed once, because their time is more than some seconds off when they are handed over. */
  postponed: number;
}

/** Cells, blocks and waits by the plan and the table of round trips. Throws TypeError for an unknown variant. */
export function plannedOrigins({ spec, probesPerBlock }: CostedJob): PlannedOrigin[] {
  const variants = spec.variants.map(knownVariant);
  const keptTrips = priceAssumptions.preparingTrips.kept * preparedShare(spec);
  const gapMs = gapMsOf(spec.load);
  return spec.origins.map((origin) => {
    const cells = spec.targets.flatMap((target) =>
      variants.map((variant) => ({
        target,
        variant,
        probe: plannedProbe({ origin, target }, variant, keptTrips),
      })),
    );
    const probes = cells.length * spec.samples;
    const blocks = Math.ceil(probes / probesPerBlock);
    // Those of a burst are waited for together.
    const waitedMs =
      (spec.samples * cells.reduce((sum, { probe }) => sum + probe.consumeMs, 0)) / burstSizeOf(spec.load);
    const storedBytes =
      blocks * priceAssumptions.storedBytes.block +
      spec.samples * variants.reduce((sum, variant) => sum + spec.targets.length * sampleBytes(variant), 0);
    const own = { origin, cells, probes, blocks, storedBytes };
    const spanMs = gapMs * probesPerBlock;
    // Consumers that are behind wait for no probe's time, but leave functions a rest.
    if (gapMs * probes * priceAssumptions.consumers <= waitedMs) {
      const restMs = Math.min(gapMs, defaultGapMs) * probes;
      const invocations = Math.ceil(blocks / priceAssumptions.batchSize);
      return { ...own, invocations, consumeMs: waitedMs + restMs, postponed: 0 };
    }
    // Gaps are waited out within a block. The first to be handed over are run as their time comes; later ones are hidden, by twos,
    // until shortly before it.
    const gapsMs = gapMs * (probes - blocks) + (waitedMs / probes) * blocks;
    const later = Math.max(0, blocks - priceAssumptions.batchSize);
    const postponed = spanMs > waitMs ? later : 0;
    return {
      ...own,
      invocations: Math.min(1, blocks) + later + Math.ceil(postponed / priceAssumptions.batchSize),
      consumeMs: Math.max(waitedMs, gapsMs) + later * Math.min(leadMs, spanMs),
      postponed,
    };
  });
}

function sampleBytes({ path, via, work }: Variant): number {
  const { direct, nested, more } = priceAssumptions.storedBytes;
  const others = via.length + (workFacts[work].runsIn === "innerDb" ? 1 : 0);
  return (path === "direct" ? direct : nested) + others * more;
}

/** Of how many calls between two regions one prepares a connection that is kept: the first, or each where gaps leave it idle too long. */
function preparedShare({ targets, variants, samples, load }: JobSpec): number {
  if (gapMsOf(load) * targets.length > trustedIdleMs) return 1;
  return 1 / (variants.length * samples);
}
