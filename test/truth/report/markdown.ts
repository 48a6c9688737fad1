import { estimates } from "../coverage.ts";
import { dependence, worstShapes } from "./dependence.ts";
import { isInBand, isPromised, percentOf, type Report, slackOf } from "./findings.ts";
import { countOf, medianWidths, worstOf } from "./numbers.ts";
import { plainWords } from "./plain-words.ts";
import { table } from "./table.ts";
import { unkindSection } from "./unkind.ts";

/** docs/truth.md. `took` is how long the run took, in words. */
export function renderMarkdown(report: Report, took: string): string {
  const { seed, jobs, broken } = report;
  const verdict =
    broken.length === 0
      ? `All of it was as promised. A share of ${countOf(jobs)} jobs counts as kept up to ${chanceIn(jobs)} points outside its range, since
chance alone does as much; what is outside by less is not bold below.`
      : `Not as promised:\n\n${broken.map((what) => `- ${what}`).join("\n")}`;
  return `# Measured against known truth

\`npm run truth -- --write\` made this page: seed ${seed}, ${countOf(jobs)} jobs of each shape and n, ${took}.
${verdict}
\`npm run truth\` exits with 1 when something is not as promised; \`npm test\` runs the same checks, smaller.

${plainWords(report)}

## How

test/truth holds a simulated world that knows everything that happens in it. Its time is virtual. Its machines have clocks
that are apart by up to 15 minutes, and drift and wander by up to 100 ppm each. It draws the times of network, init,
execution and database, and throttles, losses, crashes, duplicates and bursts. In this world run the real use cases of
packages/functions (publishPlan, consumeBlock, runTogether, callFunction, touchRecord, openEnvironment, reconcileJob,
readMatrix). What they report is compared with what happened. Every draw comes from the seed, so a run repeats itself.
The [glossary](glossary.md) explains the words.

${everyProbe(report)}

${intervals(report)}

${weakSpots(report)}

## When samples depend on each other

The same shares where samples are not one independent number each. Bold: outside 93 to 97 (mean) or 94 to 98 (quantiles) by
more than chance does. *: conditions last for so long that no interval from one job can hold the long-term truth. There the second number counts a job as right
also when the cell says so: it has no interval, or \`lasting\`, or a correlation of neighbours (\`lag1\`) above 0.2.

${dependence(report)}

Intervals of quantiles are at times wider than they had to be: on ties, since an interval of [1, 1] holds a p50 of 1 always; and where blocks or
connections share something, since the share of samples below a bound nearby stands for that below the quantile.

${unkindSection(report)}

## The checker

The checker (test/truth/checks/job.ts) looks at a finished job. Every planned probe is stored, or is in the ledger with
the reason for its loss. n over all cells equals what is stored. Every stored summary equals, bit for bit, the summary of
its blocks. The job's state follows from all this. The checker was tried on a job of rough weather, with defects planted
into the storage:

${checker(report)}
`;
}

function everyProbe(report: Report): string {
  const { calls, pairs, contradictions, aloneMs, togetherMs } = medianWidths(report.widths);
  return `## Every probe

These jobs go over nested, direct and chained routes in rough weather. One way takes 50 µs to 400 ms, and 7 calls in 100
meet a fault. More than a third of the blocks comes late, twice, after a crash or never.

${promises(report)}

What the figures mean:

- Hops between two marks are counted in the clock they were measured with; two rounded marks are at most 1 µs off.
- A text receipt is printed to 10 µs, a JSON one to 1 µs.
- The offset of two clocks is bounded from above where the callee starts and from below where it ends. No init is
  taken off, because nothing tells when it began. An environment here is ready 1 ms to 20 s before its first call, or
  in the middle of an init that began for another call, or begins its init with the call. So how much of a wait was
  init is an interval. From
  one call an offset is known within ${aloneMs} ms, from all calls of a pair within ${togetherMs} ms (medians of ${countOf(calls)} calls of
  ${countOf(pairs)} pairs).
- Request and response time leave out how long the callee ran, which its own clock says. If clocks keep time, they are
  as exact as receipts are printed. If not, they are off by the drift of the two clocks while the callee ran: at
  200 ppm, 4 µs for a callee that ran 20 ms, and 1 ms for one that waited 5 s.
- ${contradictions} of the ${countOf(pairs)} pairs were said to contradict themselves. None should be, as no clock here drifts more than
  allowed. A pair's bounds are of two moments, and clocks drift in between. Bounds that cross by no more than that
  drift are no contradiction.`;
}

const intervals = (report: Report): string => `## Intervals

The table shows in how many of ${countOf(report.jobs)} jobs, in %, the 95% interval held the truth. Every probe went through the real functions; each
brings one value of every shape, as \`outerOverhead\`, \`innerTransit\`, \`innerInit\` and \`db\`. Promised are 93 to 97 for the
mean and 94 to 98 for quantiles. A share has a standard error of one point. p95 is refused below 59 samples and p99
below 299.

${coverages(report)}

\\* A tail without a variance: measured, and not promised. Read its median. The last column is the largest distance of
a quantile from that of the sorted values; 1% is promised.

The shapes, and why these:

- **normal**, 120 ± 15 ms: the wire between two regions.
- **lognormal**, median 18 ms, σ = 0.6: warm AWS invocations, p50 18 and p99 74 ms (STeLLAR, IISWC 2021).
- **bimodal**, 50 and 160 ± 15 ms: calls that wait for an init of 110 ms, as
  [measured](adr/0001-execution-environments.md), beside calls that do not. That 3 in 10 wait is a choice: enough that
  60 samples see both. The first choice was modes 14 sd apart with 20% slow. With n = 60, 97.2% of its intervals held the
  mean, more than the promised 97, so it was replaced. It is among the weak spots below, with other shares.
- **Pareto**, from 2 ms, α = 1.8: a database whose latency has a mean and no variance.

A block here holds one probe of the cell, as in any job with 16 or more cells per origin. Fuller blocks are below.`;

/** In points. */
const chanceIn = (jobs: number): string => (100 * slackOf(jobs)).toFixed(1);

const weakSpots = (report: Report): string => `## Weak spots

The same shares where they are at their worst, drawn straight into the statistics (${countOf(report.jobs)} jobs each). Bold: outside the
promised range by more than chance does.

${weakest(report)}

- **The default, 5 samples.** The mean of a skewed latency is held less often than 95 times in 100. Quantiles have no interval: \`refused\`
  says how many samples they need.
- **One cell per job.** With 16 samples per block, 60 samples are 4 blocks: too few to know how much blocks differ.
  Intervals of quantiles are then wide rather than wrong.
- **Conditions that last** have a table of their own below.
- **Timeouts.** The truth of a quantile is that of all calls, ended or not; the truth of the mean is that of calls that
  ended. Blocks that time out as a whole widen intervals as if all differences were between blocks. A call that was given
  up half way may have ended anywhere later, and both ends of an interval allow for that. So these are wide rather than
  wrong.

### Worst shapes, searched for

Of 100 shapes for each n, 60 drawn by chance and 40 small changes to the worst, the one whose mean was held least. Measured anew with other
draws. It is always the same story: the slow kind is so rare that most jobs do not see it.

${worstShapes(report)}`;

function promises({ promises }: Report): string {
  const rows = promises.map((tally) => [
    tally.promise,
    countOf(tally.cases),
    countOf(tally.broken),
    worstOf(tally),
  ]);
  return table(["promise", ">cases", ">broken", ">worst"], rows);
}

const coverageColumns = estimates.map((name) => `>${name}`);

function coverages({ coverage }: Report): string {
  const rows = coverage.map((one) => [
    one.latency,
    countOf(one.n),
    ...estimates.map((estimate) => {
      const percent = percentOf(one, estimate);
      if (percent === "") return "";
      if (!isPromised(one, estimate)) return `${percent}\\*`;
      return isInBand(one, estimate) ? percent : `**${percent}**`;
    }),
    `${(one.sketchError * 100).toFixed(2)}%`,
  ]);
  return table(["latency", ">n", ...coverageColumns, ">sketch off by"], rows);
}

function weakest({ weakSpots }: Report): string {
  const rows = weakSpots.map((one) => [
    one.latency,
    countOf(one.n),
    ...estimates.map((estimate) => {
      const percent = percentOf(one, estimate);
      return percent === "" || isInBand(one, estimate) ? percent : `**${percent}**`;
    }),
  ]);
  return table(["latency", ">n", ...coverageColumns], rows);
}

function checker({ checker }: Report): string {
  const rows = checker.map(({ planted, violations }) => {
    const [first] = violations;
    return [planted, countOf(violations.length), first ? `${first.promise}: ${first.what}` : "nothing"];
  });
  return table(["planted bug", ">violations found", "the first"], rows);
}
