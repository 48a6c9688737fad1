import { permutation, seededRandom, seedOf } from "../edge/random.ts";
import { epochMs } from "../edge/time.ts";
import { arrivalsBetween } from "./arrivals.ts";
import { blocksPerShard, type Probe, type UnsignedBlock } from "./block-message.ts";
import type { JobRecord } from "./job-record.ts";
import { burstSizeOf, gapMsOf } from "./load.ts";
import type { Region } from "./regions.ts";

/*
 * A job's plan is a pure function of its record. Each origin's probes are numbered from 0 and come in rounds: a
 * round holds every cell of the origin once (one burst of it), in its own seeded order, so that slow drift reaches all
 * cells alike.
 */

/** What consume waits for outer beyond the deadline outer has for inner: outer's own cold start and overhead. */
export const callGraceMs = 3_000;

export type PlannedBlock = Omit<UnsignedBlock, "publishedAtMs">;

/** Blocks of one origin; every origin has as many. */
export function blockCount(record: JobRecord): number {
  return Math.ceil(probesPerOrigin(record) / record.probesPerBlock);
}

/** Probes the plan has in the block of this index, the same for every origin; 0 where it has no block. */
export function probesInBlock(record: JobRecord, index: number): number {
  if (!Number.isInteger(index) || index < 0) return 0;
  const left = probesPerOrigin(record) - index * record.probesPerBlock;
  return Math.max(0, Math.min(record.probesPerBlock, left));
}

export const shardOf = (index: number): number => Math.floor(index / blocksPerShard);

/**
 * One block, without the ones before it: the cost is that of the rounds it touches. `seed` is the job's, from which
 * the customer records follow. Throws RangeError for an index the plan does not have.
 */
export function planBlock(record: JobRecord, origin: Region, index: number): PlannedBlock {
  const blocks = blockCount(record);
  if (!Number.isInteger(index) || index < 0 || index >= blocks)
    throw new RangeError(`block ${index} is not in the plan: ${origin} has blocks 0 to ${blocks - 1}`);
  const { seed, deadlineMs } = record.spec;
  const first = index * record.probesPerBlock;
  const end = Math.min(first + record.probesPerBlock, probesPerOrigin(record));
  const probes = probesBetween(record, origin, first, end);
  return { v: 1, job: record.id, origin, index, blocks, seed, deadlineMs, probes };
}

/** The blocks from one index up to, and without, another, origins taking turns so that every region starts at once. */
export function* planBlocks(record: JobRecord, from = 0, to = blockCount(record)): Generator<PlannedBlock> {
  for (let index = from; index < to; index++)
    for (const origin of record.spec.origins) yield planBlock(record, origin, index);
}

function probesPerOrigin({ spec }: JobRecord): number {
  return spec.targets.length * spec.variants.length * spec.samples;
}

function probesBetween(record: JobRecord, origin: Region, first: number, end: number): Probe[] {
  const { origins, targets, variants, seed, load } = record.spec;
  const cells = targets.length * variants.length;
  const size = burstSizeOf(load);
  const gapMs = gapMsOf(load);
  // Origins in step would all call at one moment, and at times one function.
  const phaseMs = Math.floor((gapMs * origins.indexOf(origin)) / origins.length);
  const arrivals = load.model === "poisson" ? arrivalsBetween(seed, origin, first, end) : undefined;
  const probes: Probe[] = [];
  for (let round = Math.floor(first / size / cells); round * cells * size < end; round++) {
    const order = permutation(cells, seededRandom(seedOf(seed, origin, round)));
    for (
      let seq = Math.max(first, round * cells * size);
      seq < Math.min(end, (round + 1) * cells * size);
      seq++
    ) {
      const id = Math.floor(seq / size);
      const cell = order[id % cells] ?? 0;
      const target = targets[Math.floor(cell / variants.length)] as Region;
      const variant = variants[cell % variants.length] as string;
      const afterMs = arrivals ? Math.round((arrivals[seq - first] ?? 0) * gapMs) : phaseMs + seq * gapMs;
      const intendedAtMs = epochMs(record.createdAtMs + afterMs);
      probes.push({ seq, target, variant, intendedAtMs, ...(size > 1 && { burst: { id, size } }) });
    }
  }
  return probes;
}
