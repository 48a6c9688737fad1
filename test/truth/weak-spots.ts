import { type Blocks, type Coverage, coverCells, independent, limitMs } from "./coverage.ts";
import { bimodal, type Latency, latencies, lognormal, normal } from "./latencies.ts";

/** Conditions under which an interval may claim too much or too little, to be measured and not hidden. */
export interface WeakSpot {
  name: string;
  latency: Latency;
  n: number;
  blocks: Blocks;
}

/** Modes as far apart as an init of 700 ms beside a jitter of 50: the share of slow calls is what matters. */
const farApart = (slowShare: number): Latency => bimodal(slowShare, 200, 900, 50);

/** Normal latency of which blocks share a part; its truth is that of both together. */
function disturbed(sdMs: number, sharedSdMs: number): Latency {
  const { meanMs, quantilesMs } = normal(120, Math.hypot(sdMs, sharedSdMs));
  return { ...normal(120, sdMs), meanMs, quantilesMs };
}

/** Normal latency of which a fifth never ends: the truth of what is above the rest is beyond every limit. */
const fifthLost: Latency = {
  ...latencies.normal,
  // p50 of all is the 62.5% point of the others: 0.3186394 standard deviations (tables).
  quantilesMs: {
    p50: 120 + 15 * 0.3186394,
    p90: Number.POSITIVE_INFINITY,
    p95: Number.POSITIVE_INFINITY,
    p99: Number.POSITIVE_INFINITY,
  },
};

const packed = (perBlock: number): Blocks => ({ ...independent, perBlock });

export const weakSpots: readonly WeakSpot[] = [
  ...[0.01, 0.03, 0.1, 0.2, 0.5].map((share) => ({
    name: `modes 14 sd apart, ${Math.round(share * 100)}% slow`,
    latency: farApart(share),
    n: 60,
    blocks: independent,
  })),
  { name: "modes 14 sd apart, 1% slow", latency: farApart(0.01), n: 1_000, blocks: independent },
  { name: "the default: lognormal, σ = 0.6", latency: latencies.lognormal, n: 5, blocks: independent },
  { name: "the default: normal", latency: latencies.normal, n: 5, blocks: independent },
  { name: "the default: bimodal, 30% slow", latency: latencies.bimodal, n: 5, blocks: independent },
  { name: "lognormal, σ = 1", latency: lognormal(18, 1), n: 60, blocks: independent },
  {
    name: "one cell per job: 16 samples per block, normal",
    latency: latencies.normal,
    n: 60,
    blocks: packed(16),
  },
  {
    name: "one cell per job: 16 samples per block, normal",
    latency: latencies.normal,
    n: 300,
    blocks: packed(16),
  },
  {
    name: "one cell per job: 16 samples per block, Pareto",
    latency: latencies.heavyTail,
    n: 60,
    blocks: packed(16),
  },
  {
    name: "a third of the variance between blocks of 15",
    latency: disturbed(14.1, 10),
    n: 60,
    blocks: { perBlock: 15, sharedSdMs: 10, keeps: 0 },
  },
  {
    name: "a third of the variance between blocks of 4",
    latency: disturbed(14.1, 10),
    n: 300,
    blocks: { perBlock: 4, sharedSdMs: 10, keeps: 0 },
  },
  {
    name: "the same, and conditions last: a block keeps 90%",
    latency: disturbed(14.1, 10),
    n: 300,
    blocks: { perBlock: 4, sharedSdMs: 10, keeps: 0.9 },
  },
  {
    name: "a fifth of the blocks of 4 times out",
    latency: fifthLost,
    n: 300,
    blocks: { ...packed(4), timeouts: { ofBlocks: 0.2, ofCalls: 1, afterMs: limitMs, afterShare: 0 } },
  },
  {
    name: "every tenth block of 4: half the calls given up half way",
    latency: latencies.lognormal,
    n: 300,
    blocks: { ...packed(4), timeouts: { ofBlocks: 0.1, ofCalls: 0.5, afterMs: 0, afterShare: 0.5 } },
  },
];

export function coverWeakSpot(place: number, jobs: number, seed: number): Coverage {
  const spot = weakSpots[place];
  if (!spot) throw new RangeError(`no weak spot ${place}`);
  const { latency, n, blocks, name } = spot;
  return { ...coverCells(latency, n, jobs, seed, blocks), latency: name };
}
