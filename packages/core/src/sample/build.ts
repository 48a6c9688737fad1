import type { Call, Level } from "./call.ts";
import { callChainOf } from "./call-chain.ts";
import type { Sample, StoredBlock } from "./stored-block.ts";

/*
 * What a function ran as: `v24.21.0 arm64 512 MB 0123456789ab` is Node.js's version, the processor, the memory, and the first
 * digits of the SHA-256 of the bundle. Samples of one function compare only where it is the same.
 */

/** What ran where: `inner us-west-1 v24.21.0 arm64 256 MB 0123456789ab`. */
export type PlacedBuild = string;

/** By environment: an environment never changes what it is, so a block says it once. */
type Builds = Record<string, string>;

/** Takes what its functions ran as out of samples, so that a block holds it once and not in each of them. */
export function takeBuilds(samples: readonly Sample[]): { samples: Sample[]; builds: Builds } {
  const builds: Builds = {};
  const bare = samples.map((sample) => ({ ...sample, call: withoutBuilds(sample.call, builds) }));
  return { samples: bare, builds };
}

function withoutBuilds(call: Call, builds: Builds): Call {
  if (call.level === undefined) return call;
  const { build, ...level }: Level = call.level;
  if (build !== undefined) builds[level.environment] = build;
  return { ...call, level: level.call ? { ...level, call: withoutBuilds(level.call, builds) } : level };
}

/** What the functions of a block ran as, as far as it says so: blocks of earlier releases do not. */
export function placedBuildsOf({ origin, environment, builds = {}, samples }: StoredBlock): Set<PlacedBuild> {
  const placed = new Set<PlacedBuild>();
  const place = (name: string, region: string, ran: string | undefined) => {
    const build = ran === undefined ? undefined : builds[ran];
    if (build !== undefined) placed.add(`${name} ${region} ${build}`);
  };
  place("consume", origin, environment);
  for (const sample of samples) {
    const { calls, outers, wantsDb } = callChainOf(sample);
    for (const [at, { region, level }] of calls.entries())
      place(at < outers ? "outer" : wantsDb ? "inner-db" : "inner", region, level?.environment);
  }
  return placed;
}
