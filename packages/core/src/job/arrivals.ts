import { seededRandom, seedOf } from "../edge/random.ts";

/** Gaps are drawn by chunks of probes, each from a seed of its own, so that no block needs all before it drawn again. */
const chunkSize = 256;

/**
 * When each probe of an origin is intended, in mean gaps after the job's creation: a Poisson process, whose gaps are exponential and
 * independent (RFC 2330, 11.1). Nothing that happens at regular times is met at regular times. Probes `first` up to `end`.
 */
export function arrivalsBetween(seed: number, origin: string, first: number, end: number): number[] {
  const arrivals: number[] = [];
  for (let chunk = Math.floor(first / chunkSize); chunk * chunkSize < end; chunk++) {
    let at = startOf(seed, origin, chunk);
    for (const [place, gap] of gapsOf(seed, origin, chunk).entries()) {
      at += gap;
      const seq = chunk * chunkSize + place;
      if (seq >= first && seq < end) arrivals.push(at);
    }
  }
  return arrivals;
}

function gapsOf(seed: number, origin: string, chunk: number): number[] {
  const random = seededRandom(seedOf("arrivals", seed, origin, chunk));
  return Array.from({ length: chunkSize }, () => -Math.log(1 - random()));
}

/** When a chunk begins: a sum over those before it, which is kept for the next one. */
function startOf(seed: number, origin: string, chunk: number): number {
  const key = `${seed} ${origin}`;
  if (starts.size >= mostKept && !starts.has(key)) starts.clear();
  const known = starts.get(key) ?? [0];
  starts.set(key, known);
  for (let next = known.length; next <= chunk; next++) {
    const before = known[next - 1] as number;
    known.push(gapsOf(seed, origin, next - 1).reduce((sum, gap) => sum + gap, before));
  }
  return known[chunk] as number;
}

/** Of the jobs that are planned at the same time, all origins; a job of a million probes keeps 4,000 numbers an origin. */
const mostKept = 64;
const starts = new Map<string, number[]>();
