import { stripVTControlCharacters } from "node:util";
import type { MatrixDocument, MatrixRow } from "@crisscross/core/matrix";
import type { Stats } from "@crisscross/core/stats";
import { describe, expect, it } from "vitest";
import { createPaint, wantsColour } from "../../packages/cli/src/paint.ts";
import { createHeat } from "../../packages/cli/src/render/heat.ts";
import { renderMatrix } from "../../packages/cli/src/render/matrix.ts";
import { showMean, showMs } from "../../packages/cli/src/render/milliseconds.ts";
import { FakeScreen } from "./fake-shell.ts";

const six = ["ap-northeast-1", "ap-south-1", "us-west-1", "sa-east-1", "ap-southeast-2", "eu-west-2"];

function statsOf(ms: number, change: Partial<Stats> = {}): Stats {
  const quantiles = { p50: ms, p90: ms * 2, p95: null, p99: null };
  return {
    n: 5,
    sum: 5 * (ms + 10),
    mean: ms + 10,
    sd: 3,
    min: ms,
    max: ms * 2,
    ...quantiles,
    intervals: {},
    ...change,
  };
}

function rowOf(origin: string, target: string, variant: string, change: Partial<MatrixRow> = {}): MatrixRow {
  const measures = {
    total: statsOf(1234.4),
    innerObserved: statsOf(203.6),
    ...(variant !== "bare" && { db: statsOf(4.5) }),
  };
  return {
    origin,
    target,
    variant,
    n: 5,
    outcomes: { ok: 5, throttled: 0, timeout: 0, error: 0 },
    failures: [],
    measures: { innerObserved: statsOf(307), total: statsOf(1300) },
    starts: { cold: { n: 2, measures: { innerObserved: statsOf(555.5) } }, warm: { n: 3, measures } },
    connections: { reused: 5, fresh: 0 },
    receiptsMissing: { outer: 0, inner: 0 },
    ...change,
  };
}

function documentOf(matrix: MatrixRow[], change: Partial<MatrixDocument["job"]> = {}): MatrixDocument {
  const sum = (kind: keyof MatrixRow["outcomes"]) =>
    matrix.reduce((total, row) => total + row.outcomes[kind], 0);
  const counts = { ok: sum("ok"), throttled: sum("throttled"), timeout: sum("timeout"), error: sum("error") };
  const expected = matrix.reduce((total, { n }) => total + n, 0);
  return {
    job: {
      id: "j1",
      state: "complete",
      expected,
      ...counts,
      lost: 0,
      pending: 0,
      seed: 31,
      deadlineMs: 5_000,
      load: { model: "sequential", gapMs: 10 },
      wan: "simulated",
      ...change,
    },
    matrix,
  };
}

const everyCell = ["bare", "db-get"].flatMap((variant) =>
  six.flatMap((origin) => six.map((target) => rowOf(origin, target, variant))),
);

const plain = { paint: createPaint(false), columns: 100, detail: true };
const linesOf = (document: MatrixDocument, options = {}) =>
  renderMatrix(document, { ...plain, ...options }).split("\n");

describe("the page", () => {
  it("fits 100 columns for six regions", () => {
    const widest = everyCell.map((row) => ({
      ...row,
      starts: { provisioned: { n: 2, measures: wideMeasures }, warm: { n: 3, measures: wideMeasures } },
    }));
    for (const line of linesOf(documentOf(widest))) expect(line.length).toBeLessThanOrEqual(100);
  });

  it("says how the probes followed each other where that is not one after another", () => {
    const page = renderMatrix(documentOf(everyCell, { load: { model: "burst", size: 8 } }), plain);
    expect(page).toContain("load     burst:8");
    expect(renderMatrix(documentOf(everyCell), plain)).not.toContain("load     ");
  });

  it("says what was measured, in which unit, how often and over which network", () => {
    const page = renderMatrix(documentOf(everyCell), plain);
    expect(page).toContain("job      j1, seed 31");
    expect(page).toContain("72 cells, n = 5 each");
    expect(page).toContain("network  simulated: round trips between regions come from a table, not from AWS");
    expect(page).toContain(
      "bare  innerObserved, the wait for inner, of warm probes, in ms: median, and below it mean±sd",
    );
    expect(page.trimEnd()).toMatch(/complete {2}360 probes: 360 ok$/);
  });

  it.each([
    ["none", "every region is this machine"],
    ["aws", "AWS's own"],
  ] as const)("names the network when it is %s", (wan, words) => {
    expect(renderMatrix(documentOf(everyCell, { wan }), plain)).toContain(words);
  });

  it("gives n as a range when cells differ", () => {
    const rows = [rowOf("eu-west-2", "us-west-1", "bare"), rowOf("us-west-1", "us-west-1", "bare", { n: 3 })];
    expect(renderMatrix(documentOf(rows), plain)).toContain("n = 3 to 5 each");
  });

  it("puts the warm probes' median over their mean and deviation in the grid, and counts the others", () => {
    const lines = linesOf(documentOf([rowOf("ap-south-1", "eu-west-2", "bare")]));
    const mumbai = lines.findIndex((line) => line.startsWith("Mumbai"));
    expect(lines[mumbai]).toMatch(/^Mumbai +204$/);
    expect(lines[mumbai + 1]).toMatch(/^ap-south-1 +214±3\.00$/);
    expect(lines[mumbai + 2]).toMatch(/^ +\+2 not warm$/);
  });

  it("says in the grid which figures are of cells that have no warm probe", () => {
    const starts = { cold: { n: 5, measures: { innerObserved: statsOf(555.5) } } };
    const lines = linesOf(documentOf([rowOf("ap-south-1", "eu-west-2", "bare", { starts })]));
    const mumbai = lines.findIndex((line) => line.startsWith("Mumbai"));
    expect(lines[mumbai]).toMatch(/^Mumbai +307$/);
    expect(lines[mumbai + 1]).toMatch(/^ap-south-1 +none warm$/);
  });

  it("lists every measure of a cell, a line a start class, and the database only where there is one", () => {
    const lines = linesOf(
      documentOf([rowOf("ap-south-1", "eu-west-2", "bare"), rowOf("ap-south-1", "eu-west-2", "db-get")]),
    );
    const cells = lines.filter((line) => line.includes("5/5") || / cold /.test(line));
    expect(cells).toEqual([
      expect.stringMatching(/^London +5\/5 +warm +1234 +204$/),
      expect.stringMatching(/^ +cold +– +556$/),
      expect.stringMatching(/^London +5\/5 +warm +1234 +204 +4\.50$/),
      expect.stringMatching(/^ +cold +– +556 +–$/),
    ]);
  });

  it("says how sure a cell's mean is, and shows a p95 or why there is none", () => {
    const sure = statsOf(203.6, { n: 60, p95: 320.4, intervals: { mean: [198.2, 231] } });
    const starts = { warm: { n: 60, measures: { innerObserved: sure } } };
    const row = rowOf("ap-south-1", "eu-west-2", "bare", { starts });
    const page = renderMatrix(documentOf([row]), plain);
    expect(page).toMatch(/London +5\/5 +warm +204\neu-west-2 +n = 60 +214±3\.00\n +198–231\n +p95 320\n/);
    expect(page).not.toContain("no p95");
    expect(renderMatrix(documentOf([rowOf("ap-south-1", "eu-west-2", "bare")]), plain)).toContain(
      "no p95 where it is refused: it needs 59 samples, those have at most 3",
    );
  });

  it.each([
    [100, "0–2421"],
    [-3, "-1135–2421"],
  ])("ends an interval at 0 where no value is negative: least value %i", (min, shown) => {
    const starts = {
      cold: { n: 2, measures: { total: statsOf(643, { min, intervals: { mean: [-1135, 2421] } }) } },
    };
    const page = renderMatrix(documentOf([rowOf("ap-south-1", "eu-west-2", "bare", { starts })]), plain);
    expect(page).toMatch(new RegExp(`\\n +${shown}\\n`));
  });

  it("adds a line with the timeouts to a cell that has some, since the others are of answers alone", () => {
    const measures = { innerObserved: statsOf(1, { p50: { gt: 5_000 }, censored: 3 }) };
    const outcomes = { ok: 2, throttled: 0, timeout: 3, error: 0 };
    const page = renderMatrix(
      documentOf([rowOf("ap-south-1", "eu-west-2", "bare", { measures, outcomes })]),
      plain,
    );
    expect(page).toMatch(/\n +all, with +– +>5000\n +timeouts/);
  });

  it("leaves the table of every cell out when it is not wanted", () => {
    expect(renderMatrix(documentOf(everyCell), { ...plain, detail: false })).not.toContain("bare from Tokyo");
  });

  it("continues targets that do not fit in a further grid", () => {
    const grids = (columns: number) =>
      linesOf(documentOf(everyCell), { columns, detail: false }).filter((line) => line.includes("from ↓"))
        .length;
    expect([grids(100), grids(60)]).toEqual([2, 4]);
  });

  it("shows failures in the grid, in the table, and with hop and reason", () => {
    const failed = rowOf("ap-south-1", "eu-west-2", "bare", {
      outcomes: { ok: 2, throttled: 1, timeout: 2, error: 0 },
      failures: [
        { outcome: "timeout", hop: "inner", reason: "deadline", n: 2 },
        { outcome: "throttled", hop: "outer", reason: "ConcurrentInvocationLimitExceeded", n: 1 },
      ],
    });
    const page = renderMatrix(documentOf([failed]), plain);
    expect(page).toMatch(/Mumbai +✗3 204/);
    expect(page).toMatch(/London +2\/5/);
    expect(page).toContain("bare  Mumbai → London: 2 of 5 timeout at inner: deadline");
    expect(page).toContain(
      "bare  Mumbai → London: 1 of 5 throttled at outer: ConcurrentInvocationLimitExceeded",
    );
    expect(page).toContain("complete  5 probes: 2 ok, 1 throttled, 2 timeout");
  });

  it("shows a cell without any answer as a dash, and one beyond the deadline as greater than it", () => {
    const silent = rowOf("ap-south-1", "eu-west-2", "bare", { measures: {}, starts: {} });
    const beyond = rowOf("ap-south-1", "us-west-1", "bare", {
      starts: {},
      measures: { innerObserved: statsOf(1, { n: 0, mean: null, sd: null, p50: { gt: 5_000 } }) },
    });
    expect(renderMatrix(documentOf([silent, beyond]), plain)).toMatch(/Mumbai +– +>5000\n/);
  });

  it("says what is missing when the job is not complete", () => {
    const page = renderMatrix(documentOf(everyCell, { state: "running", ok: 300, pending: 60 }), plain);
    expect(page).toContain("running  360 probes: 300 ok, 60 pending");
  });

  it("says what a job lost, in which cells and why", () => {
    const cell = { origin: "ap-south-1", target: "eu-west-2", variant: "bare" };
    const reasons = [
      { ...cell, reason: "deadline passed", n: 3 },
      { ...cell, reason: "dead-lettered", n: 2 },
    ] as const;
    const document = documentOf(everyCell, { state: "incomplete", lost: 5, reasons: [...reasons] });
    const page = renderMatrix(document, plain);
    expect(page).toContain("Lost: planned and in no figure (3 deadline passed, 2 dead-lettered)");
    expect(page).toContain("bare  Mumbai → London: 3 lost: deadline passed");
    expect(page).toContain("incomplete  360 probes: 360 ok, 5 lost");
  });

  it("does not list a hundred cells of a job that was cancelled", () => {
    const reasons = everyCell.map(({ origin, target, variant }) => {
      return { origin, target, variant, reason: "cancelled" as const, n: 5 };
    });
    const lines = linesOf(documentOf(everyCell, { state: "cancelled", lost: 360, reasons }));
    expect(lines.filter((line) => line.includes("lost: cancelled"))).toHaveLength(20);
    expect(lines).toContain("Lost: planned and in no figure (360 cancelled)");
    expect(lines).toContain("  and 52 more cells; --json has them all");
  });

  it("is the same text with and without colours", () => {
    const document = documentOf(everyCell);
    const coloured = renderMatrix(document, { ...plain, paint: createPaint(true) });
    expect(coloured).toContain("\u001b[");
    expect(stripVTControlCharacters(coloured)).toBe(renderMatrix(document, plain));
  });
});

const wideMeasures: MatrixRow["measures"] = Object.fromEntries(
  ["total", "outerBilled", "innerObserved", "innerExecution", "innerBilled", "db"].map((measure) => [
    measure,
    statsOf(9_876.5, { mean: 9_876.5, sd: 4_321.9 }),
  ]),
);

describe("heat", () => {
  it("gives each style a fifth of the values", () => {
    const heat = createHeat([10, 20, 30, 40, 50, 60, 70, 80, 90, 100]);
    expect([10, 20, 30, 45, 60, 80, 81, 1_000].map((ms) => heat?.styleOf(ms))).toEqual([
      "green",
      "green",
      "cyan",
      "yellow",
      "yellow",
      "magenta",
      "red",
      "red",
    ]);
    expect(heat?.steps.map(({ label }) => label)).toEqual(["≤ 20.0", "≤ 40.0", "≤ 60.0", "≤ 80.0", "> 80.0"]);
  });

  it("is not used for values too few to compare", () => {
    expect(createHeat([])).toBeUndefined();
    expect(createHeat([5, 5, 5, 5, 5, 5])).toBeUndefined();
  });
});

describe("milliseconds", () => {
  it.each([
    [0, "0.00"],
    [0.005, "0.01"],
    [9.994, "9.99"],
    [9.995, "10.0"],
    [99.94, "99.9"],
    [99.95, "100"],
    [12_345.6, "12346"],
    [-1.5, "-1.50"],
    [null, "–"],
    [undefined, "–"],
    [{ gt: 5_000 }, ">5000"],
  ])("shows %j as %s", (figure, text) => {
    expect(showMs(figure)).toBe(text);
  });

  it("shows a mean with its deviation, if there is one", () => {
    expect([showMean(215.2, 14.4), showMean(215.2, null), showMean(null, null)]).toEqual([
      "215±14.4",
      "215",
      "",
    ]);
  });
});

describe("colour", () => {
  const terminal = Object.assign(new FakeScreen(), { isTTY: true });
  it.each([
    ["a terminal", terminal, {}, true, true],
    ["no terminal", new FakeScreen(), {}, true, false],
    ["--no-color", terminal, { FORCE_COLOR: "1" }, false, false],
    ["FORCE_COLOR", new FakeScreen(), { FORCE_COLOR: "1", NO_COLOR: "1" }, true, true],
    ["FORCE_COLOR=0", terminal, { FORCE_COLOR: "0" }, true, false],
    ["NO_COLOR", terminal, { NO_COLOR: "1" }, true, false],
    ["an empty NO_COLOR", terminal, { NO_COLOR: "" }, true, true],
    ["a dumb terminal", terminal, { TERM: "dumb" }, true, false],
  ] as const)("follows %s", (_case, screen, env, flag, expected) => {
    expect(wantsColour(screen, env, flag)).toBe(expected);
  });
});
