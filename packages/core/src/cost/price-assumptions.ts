/** What an estimate takes for granted where only the run itself could tell; docs/cost.md holds it against runs. */
export const priceAssumptions = {
  /** What Lambda adds to the round trip of a warm call: the median without propagation in STeLLAR (IISWC 2021). */
  dispatchMs: 18,
  executionMs: { inner: 2, innerDb: 12 },
  /** INIT, billed since August 2025: Node 24 on arm64 (lambda-perf, 2026-08-22) and a bundle. Who called waits for it, too. */
  initMs: 150,
  /** Of a call that has no connection yet: TCP, TLS, and for one that is kept the greeting that establishes it. */
  preparingTrips: { fresh: 2, kept: 3 },
  /** Of one call between regions, without padding: the request, and the answer with its headers and log tail. */
  requestBytes: 1_500,
  answerBytes: 4_500,
  /** Once a job: letting it in, submitting it, planning it; each run of reconcile for it. */
  jobMs: { authorize: 10, api: 300, plan: 100, reconcile: 120 },
  /** Once a block, without waits: publishing it, running it, summarising it. */
  blockMs: { plan: 4, consume: 50, reconcile: 4 },
  /** Blocks of an origin that run at once, and the most that one invocation is handed; stacks/limits.ts has both. */
  consumers: 2,
  batchSize: 2,
  /** Requests to the home region that consume waits for: look-up, claim and result of a block; last ones of a shard. */
  blockTrips: 3,
  shardTrips: 3,
  /** What an invocation's platform.start and platform.report take in its log; and what consume logs of a block, with its metrics. */
  logBytes: 670,
  blockLogBytes: { block: 1_000, probe: 64 },
  /** A published block, and each of its probes. */
  messageBytes: { block: 400, probe: 110 },
  /** A stored block, packed, and each of its samples: of one call, of two, and for each region or database call more. */
  storedBytes: { block: 550, direct: 80, nested: 135, more: 55 },
  /** A job's record and keys, beside its spec. */
  recordBytes: 400,
} as const;

/**
 * A summary's cell of so many samples, packed: distributions grow with the logarithm of what is in them. Of direct calls there are
 * half as many.
 */
export const cellBytes = (samples: number, path: "nested" | "direct"): number =>
  Math.max(300, 550 * Math.log(samples) - 130) * (path === "direct" ? 0.5 : 1);
