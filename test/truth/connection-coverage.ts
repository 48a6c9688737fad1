import { seededRandom, seedOf } from "@crisscross/core/edge/random";
import { type Coverage, countHeld, createCoverage } from "./coverage.ts";
import { runCell, shapes } from "./job-coverage.ts";
import { drawNormal, type Latency, normal } from "./latencies.ts";
import type { ConnectionOf } from "./world/connections.ts";
import { createShapedWeather } from "./world/shaped-weather.ts";

/** What calls differ by, and what connections do, in ms (sd): a third of the variance is between connections. */
const sd = { calls: 14.1, connections: 10 };
const least = { innerTransit: 120, offset: 60 };

/** The truth of innerTransit: over all connections there may be. */
const truth: Latency = {
  ...normal(least.innerTransit + least.offset, Math.hypot(sd.calls, sd.connections)),
  name: "normal, each connection shifted",
};

/** Coverage over jobs of n samples, of innerTransit: every connection that outer keeps lasts for so many calls, and shifts them alike. */
export async function coverConnections(
  n: number,
  calls: number,
  jobs: number,
  seed: number,
): Promise<Coverage> {
  const coverage = createCoverage(truth.name, n);
  for (let job = 0; job < jobs; job++) {
    const { stats } = await runShifted(n, calls, seedOf(seed, n, job));
    if (!stats.innerTransit) throw new Error(`job ${job} has no innerTransit`);
    countHeld(coverage, truth, stats.innerTransit);
  }
  return coverage;
}

/** One such job. */
export function runShifted(n: number, calls: number, seed: number): ReturnType<typeof runCell> {
  const connectionOf: ConnectionOf = (environment, number) => {
    const random = seededRandom(seedOf(seed, "connection", environment, number));
    const offsetMs = environment.startsWith("outer") ? least.offset + sd.connections * drawNormal(random) : 0;
    const handshakes = { tcpUs: 60_000, tlsUs: 60_000, greetingUs: 60_000 };
    return { ...handshakes, offsetUs: Math.round(Math.max(0, offsetMs) * 1_000), calls };
  };
  const shaped = { ...shapes, innerTransit: normal(least.innerTransit, sd.calls) };
  return runCell({ ...createShapedWeather(seed, shaped), connectionOf }, n, seed);
}
