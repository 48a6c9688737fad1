import { percentOf, type Report } from "./findings.ts";

/** What a reader has to know before any table. */
export function plainWords({ weakSpots, worlds }: Report): string {
  const heldIn = (name: string, n: number): string => {
    const found = [...weakSpots, ...worlds].find(({ latency, n: of }) => latency === name && of === n);
    return found ? `${percentOf(found, "mean")}%` : "less";
  };
  return `## In plain words

A 95% interval is right 95 times in 100 when its samples are what they are taken for. This is when they are not, what the output says then,
and what to do.

- **The default is 5 samples per cell.** They tell roughly what a call takes, and little else. A kind of call that is up to 45% of all may not
  have been seen once (\`unseen\`, 1 - 0.05^(1/n)). The mean of a skewed latency is held in ${heldIn("the default: lognormal, σ = 0.6", 5)} of jobs instead of 95, and p50 and p90 have
  no interval. Nor do fewer than 8 tell whether neighbours are alike. Where each keeps 70% of the last, a mean of 5 is held in about 65%, and a cell
  says that it cannot know. *Do:* \`--samples 60\` for p50, p90 and p95 with intervals, 300 for p99.
- **Rare slow calls.** If one call in 200 is ten times slower, most jobs of 60 do not meet one, and their mean is too low with an interval that is too
  narrow. No method can tell what was not seen. \`unseen\` says how large a share that may be: 4.9% with 60 samples, 1.0% with 300, 0.3% with
  1,000. Where one value carries most of the spread, the cell says so (\`carriedByOne\`). *Do:* read medians; for means of rare things, take
  several times 3 / share samples.
- **Conditions that last.** If the network is slow for half of the job, all its samples share that. Blocks of samples are grouped with their
  neighbours and joined until groups no longer resemble each other, so that intervals become as wide as they must be. If that never
  happens, the cell says \`lasting\`: its intervals speak of the time of this job. Chance makes up to one measure in five look so. Lasting conditions in 300 samples leave the mean held in
  ${heldIn("normal, blocks of 4 share a third and keep 90% of it", 300)}. *Do:* spread jobs over the day, and take jobs as units.
- **Few environments.** A job that calls one after another mostly meets one execution environment per function. What is special about that one is in
  all samples, and no interval can know. Below five connections or environments a cell says \`these connections\` or \`these environments\`: the next job may differ by more than
  the interval. From five on that intervals tell apart, they are the units where they differ. *Seen:* the same job of 60 calls within one region, three times, each on a cloud of
  its own. Every run went over one connection and said \`these connections\`, and rightly: the mean varied between runs by 2.54 ms, where the interval of
  one run allows for 1.44. With bursts of 8 (96 calls, 8 connections of 8 environments, \`connections like these\`) it varied by 9.81 ms, where 11.41 are
  allowed for. In 10 fresh environments (100 calls, \`connections like these\`) by 0.86 ms, where 0.57 are allowed for: 1.5 times, and up to 1.7 times is
  chance. \`node bench/repeat.ts\` runs this. *Do:* compare several jobs, not two, or call in bursts (\`--load burst:8\`), or in
  fresh environments (\`--refresh 10 --samples 60\`, [load models](load-models.md#fresh-environments)).
- **Many intervals.** A job of 72 cells has more than a thousand 95% intervals, and one in twenty misses. The smallest of many medians is partly
  luck. *Do:* decide what to look at before looking, or take \`--simultaneous\`: it widens intervals until all hold at once. In 60 jobs of 100 cells, the
  medians all held in 90 to 100%, also of skewed latencies. The means all held in 95 to 100% of normal ones, and in 70, 85 and 90% of lognormal
  ones with 20, 60 and 300 samples: so far out, skew counts for more. Read medians there.
- **A simulated network** has no tail but what its weather gives it: p95 and p99 over it are those of the simulation.
- **Closed loops.** If a call takes longer than the gap, the next one waits for it, and slow times have fewer calls than fast ones.
  The page warns of it. *Do:* a gap longer than a call (\`--load sequential:MS\` or \`poisson:MS\`), or read \`timeWeighted\`.`;
}
