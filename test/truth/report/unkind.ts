import { type Spoiled, spoiled } from "../before.ts";
import { type Coverage, estimates } from "../coverage.ts";
import type { Errors, UnkindFinding } from "../unkind.ts";
import { isInBand, percentOf, type Report } from "./findings.ts";
import { countOf } from "./numbers.ts";
import { table } from "./table.ts";

/** Of the mean, in ms with its sign; what was never measured has none. */
export function errorMs(errors: Errors, measure: Spoiled): number {
  const { samples, sumUs } = errors[measure];
  return sumUs / samples / 1_000;
}

const shown = (ms: number): string => {
  const rounded = ms.toFixed(2);
  return Number(rounded) === 0 ? "0.00" : rounded;
};

const named = ({ world, transit }: UnkindFinding): string => `${world}, n = ${countOf(transit.n)}`;
const falseShare = ({ falseErrors, samples }: UnkindFinding): string =>
  `${((falseErrors / samples) * 100).toFixed(1)}%`;

/** Unkindness × measure: before → after. */
export function errorRows({ unkind }: Report): string[][] {
  return unkind.map((one) => [
    named(one),
    ...spoiled.map(
      (measure) =>
        `${shown(errorMs(one.errors.before, measure))} → ${shown(errorMs(one.errors.after, measure))}`,
    ),
    `${falseShare(one)} → 0`,
  ]);
}

export const errorHeads = ["unkindness", ...spoiled.map((measure) => `>${measure}, ms`), ">false errors"];

/** What each row of coverages is of. */
export function coverageRows({ unkind }: Report, mark: (percent: string) => string): string[][] {
  const row = (world: string, measure: string, coverage: Coverage) => [
    world,
    measure,
    ...estimates.map((estimate) => {
      const percent = percentOf(coverage, estimate);
      return percent === "" || isInBand(coverage, estimate) ? percent : mark(percent);
    }),
  ];
  return unkind.flatMap((one) => [
    row(named(one), "innerTransit, before", one.before),
    row("", "innerTransit", one.transit),
    row("", "db", one.db),
  ]);
}

export const coverageHeads = ["unkindness", "measure", ...estimates.map((name) => `>${name}`)];

export function unkindSection(report: Report): string {
  return `## Before and after, by unkindness

A real cloud is less kind than the worlds above. Here functions are warm, and each unkindness comes alone and then all of them together:

- **connection offsets:** all calls over one kept connection are shifted alike (60 ± 10 ms), and a connection carries 3 to 10 calls before it
  is closed, as its owner sees;
- **freezes:** a machine stands still between its calls. Its monotonic clock goes on, and connections are closed unseen. The next
  request finds its connection dead and is sent again (\`resent\`, class \`unkept\`);
- **idle closes:** connections are closed and their owner sees it. The next call makes one first (\`preparing\`);
- **jitter:** lognormal, median 12 ms, σ = 1, on top of the way;
- **reordering:** blocks wait up to a minute, each by chance;
- **duplicates:** a third of the blocks comes twice, at the same time or later.

The table has the error of means of warm samples, against what the same calls took over connections that were there: before → after the
measures were mended. *Before* is computed from the same samples with the old definitions: the making of connections in waits and
executions, the database's handshakes in \`db\`, and no classes \`first\`, \`unkept\` and \`reinit\`. A request that found its connection dead was an
error of what was called (*false errors*); such samples are in no mean of before, and neither is the connection that the call after them made. All
promises above were counted in these jobs too.

${table(errorHeads, errorRows(report))}

Connections that are made now and then spoil what contains their making, by about a sixth of three round trips here. \`innerOverhead\` was right: it is a
difference of two durations that both had the making. Jitter, reordering and duplicates never spoiled a mean. Offsets spoil intervals, too:
how often they held the truth, in %, with blocks as units (before) and with connections as units. Bold: outside 93 to 97 (mean) or 94
to 98 (quantiles) by more than chance does.

${table(
  coverageHeads,
  coverageRows(report, (percent) => `**${percent}**`),
)}`;
}
