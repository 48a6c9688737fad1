import { type Column, renderTable } from "../../../packages/cli/src/render/table.ts";
import type { Paint } from "../../../packages/cli/src/terminal/paint.ts";
import type { Tally } from "../checks/tally.ts";
import { type Coverage, estimates } from "../coverage.ts";
import { shapeWords } from "../worst-shapes.ts";
import { isInBand, isPromised, percentOf, type Report, sketchLimit } from "./findings.ts";
import { countOf, medianWidths, worstOf } from "./numbers.ts";
import { coverageHeads, coverageRows, errorHeads, errorRows } from "./unkind.ts";

const left = (head: string): Column => ({ head, align: "left" });
const right = (head: string): Column => ({ head, align: "right" });
const columnOf = (head: string): Column => (head.startsWith(">") ? right(head.slice(1)) : left(head));

/** The report as a page for the terminal. */
export function renderReport(report: Report, paint: Paint, took: string): string {
  const { seed, jobs } = report;
  const title = (text: string) => paint("bold", text);
  const note = (text: string) => paint("dim", text);
  const sections = [
    [
      `${title("Crisscross, measured against known truth")} ${note(`seed ${seed}, ${countOf(jobs)} jobs of each shape and n, ${took}`)}`,
    ],
    [
      title("What every probe in rough weather is held to"),
      ...promises(report, paint),
      note(widthsLine(report)),
    ],
    [
      title(`How often a 95% interval held the truth, % of ${countOf(jobs)} jobs`),
      ...coverages(report, paint),
      note(
        "Promised: 93 to 97 for the mean, 94 to 98 for quantiles. ~ the mean of Pareto has no variance: measured, not promised.",
      ),
    ],
    [
      title("Where intervals are weaker, the same %"),
      ...weakSpots(report, paint),
      note("~ outside what is promised above."),
    ],
    [
      title("When samples depend on each other, the same %"),
      ...worlds(report, paint),
      note(
        "~ outside; * counts a job also where its cell says that conditions last or that it has no interval.",
      ),
    ],
    [
      title("The shapes whose mean was held least, of 100 tried for each n"),
      ...report.worst.map(
        ({ n, shape, coverage }) =>
          `n = ${countOf(n)}: ${percentOf(coverage, "mean")}%, ${shapeWords(shape)}`,
      ),
    ],
    [
      title("Unkindness by unkindness: the error of means of warm samples, before → after"),
      ...renderTable(paint, errorHeads.map(columnOf), errorRows(report)),
    ],
    [
      title("… and how often a 95% interval held the truth, %"),
      ...renderTable(
        paint,
        coverageHeads.map(columnOf),
        coverageRows(report, (percent) => paint("yellow", `~${percent}`)),
      ),
    ],
    [title("What the checker of a finished job finds"), ...checker(report, paint)],
    verdict(report, paint),
  ];
  return `${sections.map((lines) => lines.join("\n")).join("\n\n")}\n`;
}

function promises({ promises }: Report, paint: Paint): string[] {
  const row = (tally: Tally) => [
    `${tally.broken === 0 ? paint("green", "✓") : paint("red", "✗")} ${tally.promise}`,
    countOf(tally.cases),
    tally.broken === 0 ? "0" : paint("red", countOf(tally.broken)),
    worstOf(tally),
  ];
  return renderTable(
    paint,
    [left("promise"), right("cases"), right("broken"), right("worst")],
    promises.map(row),
  );
}

function widthsLine({ widths }: Report): string {
  const { calls, pairs, aloneMs, togetherMs, contradictions } = medianWidths(widths);
  return `Clock offsets of ${countOf(pairs)} pairs, ${countOf(calls)} calls: median width ${aloneMs} ms from one call, ${togetherMs} ms from all of a pair; ${contradictions} pairs wrongly thought to contradict themselves.`;
}

const coverageColumns = [...estimates].map(right);

function coverages({ coverage }: Report, paint: Paint): string[] {
  const cell = (one: Coverage, estimate: (typeof estimates)[number]) => {
    const percent = percentOf(one, estimate);
    if (percent === "") return paint("dim", "–");
    if (!isPromised(one, estimate)) return paint("yellow", `~${percent}`);
    return isInBand(one, estimate) ? percent : paint("red", `✗${percent}`);
  };
  const rows = coverage.map((one) => {
    const sketch = `${(one.sketchError * 100).toFixed(2)}%`;
    return [
      one.latency,
      countOf(one.n),
      ...estimates.map((estimate) => cell(one, estimate)),
      one.sketchError <= sketchLimit ? sketch : paint("red", `✗${sketch}`),
    ];
  });
  return renderTable(paint, [left("latency"), right("n"), ...coverageColumns, right("sketch off by")], rows);
}

function weakSpots({ weakSpots }: Report, paint: Paint): string[] {
  const rows = weakSpots.map((one) => [
    one.latency,
    countOf(one.n),
    ...estimates.map((estimate) => {
      const percent = percentOf(one, estimate);
      if (percent === "") return paint("dim", "–");
      return isInBand(one, estimate) ? percent : paint("yellow", `~${percent}`);
    }),
  ]);
  return renderTable(paint, [left("latency"), right("n"), ...coverageColumns], rows);
}

function worlds({ worlds }: Report, paint: Paint): string[] {
  const rows = worlds.map((one) => [
    `${one.latency}${one.promise === "told" ? "*" : ""}`,
    countOf(one.n),
    ...estimates.map((estimate) => {
      const percent = percentOf(one, estimate);
      if (percent === "") return paint("dim", "–");
      if (one.promise === "told") return `${percent}/${((one.honest[estimate] / one.jobs) * 100).toFixed(1)}`;
      return isInBand(one, estimate) ? percent : paint("yellow", `~${percent}`);
    }),
  ]);
  return renderTable(paint, [left("samples"), right("n"), ...coverageColumns], rows);
}

function checker({ checker }: Report, paint: Paint): string[] {
  const rows = checker.map(({ planted, violations }, place) => {
    const isRight = (place === 0) === (violations.length === 0);
    const first = violations[0] ? `${violations[0].promise}: ${violations[0].what}` : "nothing";
    return [
      `${isRight ? paint("green", "✓") : paint("red", "✗")} ${planted}`,
      countOf(violations.length),
      first,
    ];
  });
  return renderTable(paint, [left("planted bug"), right("found"), left("first")], rows);
}

function verdict({ broken }: Report, paint: Paint): string[] {
  if (broken.length === 0) return [paint("green", "All of it is as promised.")];
  return [paint("red", `${broken.length} are not as promised:`), ...broken.map((what) => `  ${what}`)];
}
