import { stripVTControlCharacters } from "node:util";
import type { MatrixDocument } from "@crisscross/core/documents/matrix-document";
import { describe, expect, it } from "vitest";
import { renderMatrix } from "../../../packages/cli/src/render/matrix.ts";
import { createPaint } from "../../../packages/cli/src/terminal/paint.ts";
import { documentOf, everyCell, rowOf, statsOf } from "../matrix-documents.ts";

const next = ["what to do next"];
const plain = { paint: createPaint(false), columns: 100, detail: false, next };
const linesOf = (document: MatrixDocument, options = {}) =>
  renderMatrix(document, { ...plain, ...options }).split("\n");

describe("the page", () => {
  it.each([100, 80])("fits %i columns for six regions, every cell in detail", (columns) => {
    for (const line of linesOf(documentOf(everyCell), { columns, detail: true }))
      expect(line.length).toBeLessThanOrEqual(columns);
  });

  it("ends with the grids, the verdict and what to do next, on one screen of 40 lines", () => {
    const lines = linesOf(documentOf(everyCell), { detail: true });
    const end = lines.slice(-40);
    expect(end.filter((line) => line.startsWith("from ↓"))).toHaveLength(2);
    expect(lines.slice(-3)).toEqual(["complete  360 probes: 360 ok", "what to do next", ""]);
    expect(linesOf(documentOf(everyCell)).length).toBeLessThanOrEqual(32);
  });

  it("gives the answer first: what calls take and cost, then one grid, and what was measured after that", () => {
    const cell = { origin: "ap-south-1", target: "eu-west-2", variant: "bare", n: 3, waits: [] };
    const bill = { start: "warm", n: 3, billedMs: 9, waitedMs: 8, splitN: 3, requestUsd: 2e-7 } as const;
    const outer = { ...bill, name: "outer", computeUsd: 1.8e-6, idleUsd: 1.5e-6 };
    const bills = {
      rows: [
        { ...cell, bills: [outer] },
        { ...cell, variant: "db-get", bills: [outer] },
      ],
    };
    const lines = linesOf(documentOf(everyCell), { bills, columns: 200 });
    const at = (words: string) => lines.findIndex((line) => line.startsWith(words));
    expect(lines[0]).toContain("A warm bare call takes 204 ms");
    expect(lines[1]).toBe("db-get takes 0.00 ms longer than bare (by cell +0.00 to +0.00, 36 cells).");
    expect(lines[3]).toBe(
      "A million warm bare calls cost USD 2.00 across regions, of which 75% pays for waiting (outer at us-east-1 list price, without consume and transfer).",
    );
    expect(at("from ↓")).toBeLessThan(at("n = 3 warm calls a cell: medians without intervals"));
    expect(at("n = 3 warm")).toBeLessThan(at("job  "));
    expect(lines.filter((line) => line.startsWith("from ↓"))).toHaveLength(1);
    expect(lines).toContain("--detail has a line a cell, and the grids of db-get");
  });

  it("says why it does not know what calls cost, and nothing where nobody asked", () => {
    const lines = linesOf(documentOf(everyCell), { bills: { unknown: "it answered 503" } });
    expect(lines).toContain("What it cost is not known: it answered 503");
    expect(linesOf(documentOf(everyCell)).join()).not.toContain("cost");
  });

  it("has the grids of all variants where they are a few lines", () => {
    const rows = everyCell.filter(({ origin }) => origin === "eu-west-2");
    expect(linesOf(documentOf(rows)).filter((line) => line.startsWith("from ↓"))).toHaveLength(2);
  });

  it("says how far the intervals of a grid's medians reach, and how many cells have none", () => {
    const wait = statsOf(204, { n: 60, intervals: { p50: [198, 215] } });
    const sure = rowOf("ap-south-1", "eu-west-2", "bare", {
      starts: { warm: { n: 60, measures: { originWait: wait } } },
    });
    const textOf = (...rows: Parameters<typeof documentOf>[0]) => linesOf(documentOf(rows)).join("\n");
    expect(textOf(sure)).toContain(
      "n = 60 warm calls a cell; 95% intervals reach at most 11.0 ms from these medians\n",
    );
    expect(textOf(sure, rowOf("us-west-1", "eu-west-2", "bare")).replaceAll("\n", " ")).toContain(
      "n = 3–60 warm calls a cell; 95% intervals reach at most 11.0 ms from these medians, and 1 of 2 cells have none",
    );
  });

  it("warns of a closed loop, in which slow times have fewer calls, and of no open one", () => {
    const textOf = (lateShare: number) =>
      linesOf(documentOf(everyCell, { lateShare })).join(" ").replaceAll(/ +/g, " ");
    expect(textOf(0.97)).toContain("a closed loop: 97% of the probes started more than a gap (10 ms) late");
    expect(textOf(0.1)).not.toContain("closed loop");
  });

  it("has a table of every cell when it is wanted, before all that", () => {
    const page = renderMatrix(documentOf(everyCell), { ...plain, measures: true });
    expect(page.indexOf("db-get from London")).toBeGreaterThan(0);
    expect(page.indexOf("db-get from London")).toBeLessThan(page.indexOf("from ↓"));
    expect(renderMatrix(documentOf(everyCell), plain)).not.toContain("from London");
  });

  it("says what people call the job by, where they do", () => {
    const page = renderMatrix(
      documentOf(everyCell, { name: "before the move", tags: { a: "", b: "1" } }),
      plain,
    );
    expect(page).toContain("job      j1, seed 31\nname     before the move\ntags     a=, b=1\nprobes");
    expect(renderMatrix(documentOf(everyCell), plain)).not.toMatch(/^(name|tags) /m);
  });

  it("says how the probes followed each other where that is not one after another", () => {
    const page = renderMatrix(documentOf(everyCell, { load: { model: "burst", size: 8 } }), plain);
    expect(page).toContain("load     burst:8");
    expect(renderMatrix(documentOf(everyCell), plain)).not.toContain("load     ");
  });

  it("says how many fresh environments were asked for and how many were met, and that these are not ordinary functions", () => {
    const textOf = (more: object) =>
      linesOf(documentOf(everyCell, more), { columns: 80 }).join(" ").replaceAll(/ +/g, " ");
    expect(textOf({ refresh: 3 })).toContain(
      "refresh 3 fresh environments an origin, of tenant-isolated functions; cells met 1 of the calling function, 1 of inner",
    );
    expect(textOf({ refresh: 3 })).toContain("compare refresh jobs with each other");
    expect(textOf({ refresh: 3 }).match(/refresh 3/g)).toHaveLength(1);
    expect(textOf({})).not.toContain("refresh");
  });

  it("says what was measured, in which unit, how often and over which network", () => {
    const page = renderMatrix(documentOf(everyCell), plain);
    expect(page).toContain("job      j1, seed 31");
    expect(page).toContain("72 cells, n = 5 each");
    expect(page).toContain("network  simulated: round trips between regions come from a table, not from AWS");
    expect(page).toContain("starts   144 cold, 216 warm");
    expect(page).toContain("bare  outer waits for inner (originWait); median of warm probes, ms");
  });

  it.each([
    ["none", "every region is this machine"],
    ["aws", "AWS's own"],
  ] as const)("names the network when it is %s", (wan, words) => {
    expect(renderMatrix(documentOf(everyCell, { wan }), plain)).toContain(words);
  });

  it("says what a simulated network did besides its round trips", () => {
    const network = "connections cost round trips, lognormal jitter of 0.4 ms, seed 1";
    expect(renderMatrix(documentOf(everyCell, { wan: "simulated", network }), plain)).toContain(network);
  });

  it("gives n as a range when cells differ", () => {
    const rows = [rowOf("eu-west-2", "us-west-1", "bare"), rowOf("us-west-1", "us-west-1", "bare", { n: 3 })];
    expect(renderMatrix(documentOf(rows), plain)).toContain("n = 3 to 5 each");
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

  it("is the same text with and without colours, but for the marks that stand for shades", () => {
    const document = documentOf(everyCell);
    const coloured = renderMatrix(document, { ...plain, paint: createPaint(true) });
    expect(coloured).toContain("\u001b[");
    const wordsOf = (page: string) =>
      stripVTControlCharacters(page)
        .replace(/every run: .*/, "")
        .replaceAll(/[░▒▓█]| +/g, " ")
        .replaceAll(/ +/g, " ");
    expect(wordsOf(coloured).replaceAll(" \n", "\n")).toBe(
      wordsOf(renderMatrix(document, plain)).replaceAll(" \n", "\n"),
    );
  });
});

describe("the grid", () => {
  it("has the warm probes' median, a line an origin", () => {
    const lines = linesOf(documentOf([rowOf("ap-south-1", "eu-west-2", "bare")]));
    expect(lines.filter((line) => line.startsWith("Mumbai"))).toEqual([
      expect.stringMatching(/^Mumbai +ap-south-1 +204 █$/),
    ]);
    expect(lines.join("\n")).not.toContain("no warm probe");
  });

  it("has cold starts alone where no probe is warm, marked, and never a median over cold and warm", () => {
    const starts = { cold: { n: 5, measures: { originWait: statsOf(555.5) } } };
    const page = renderMatrix(documentOf([rowOf("ap-south-1", "eu-west-2", "bare", { starts })]), plain);
    expect(page).toMatch(/Mumbai +ap-south-1 +c556\n/);
    expect(page).not.toContain("307");
    expect(page).toContain("c   no warm probe: the median of cold starts, which is not the distance");
  });

  it.each([
    [100, 1],
    [60, 2],
    [30, 6],
  ])("continues targets that do not fit %i columns in a further grid", (columns, grids) => {
    const heads = linesOf(documentOf(everyCell), { columns }).filter((line) => line.includes("from ↓"));
    expect(heads).toHaveLength(grids);
  });

  it("marks failures, which the page lists with hop and reason", () => {
    const failed = rowOf("ap-south-1", "eu-west-2", "bare", {
      outcomes: { ok: 2, throttled: 1, timeout: 2, error: 0 },
      failures: [
        { outcome: "timeout", hop: "inner", reason: "deadline", n: 2 },
        { outcome: "throttled", hop: "outer", reason: "ConcurrentInvocationLimitExceeded", n: 1 },
      ],
    });
    const page = renderMatrix(documentOf([failed]), plain);
    expect(page).toMatch(/Mumbai +ap-south-1 +✗3 204/);
    expect(page).toContain("✗n  n probes were not ok: see above");
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
      measures: { originWait: statsOf(1, { n: 0, mean: null, sd: null, p50: { gt: 5_000 } }) },
    });
    expect(renderMatrix(documentOf([silent, beyond]), plain)).toMatch(/Mumbai +ap-south-1 +– +†>5000\n/);
  });
});
