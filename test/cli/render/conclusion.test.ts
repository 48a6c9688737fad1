import { describe, expect, it } from "vitest";
import { renderMatrix } from "../../../packages/cli/src/render/matrix.ts";
import { createPaint } from "../../../packages/cli/src/terminal/paint.ts";
import { documentOf, rowOf, statsOf } from "../matrix-documents.ts";

const options = { paint: createPaint(false), columns: 200, detail: false, next: [] };
const [here, there] = ["ap-south-1", "us-west-1"];
const linesOf = (...[rows, job]: Parameters<typeof documentOf>) =>
  renderMatrix(documentOf(rows, job), options).split("\n");
const startsOf = (kinds: Record<string, readonly [n: number, ms: number]>) => ({
  starts: Object.fromEntries(
    Object.entries(kinds).map(([start, [n, ms]]) => [
      start,
      { n, measures: { originWait: statsOf(ms, { n }) } },
    ]),
  ),
});
const warm = (origin: string, target: string, ms: number, variant = "bare") =>
  rowOf(origin, target, variant, startsOf({ warm: [5, ms] }));

describe("a page's first line", () => {
  it("says what warm calls take, across regions and within one, by variant", () => {
    const via = "bare/via=eu-west-2";
    const rows = [
      warm(here, here, 3),
      warm(here, there, 233),
      warm(there, here, 105),
      warm(here, here, 250, via),
    ];
    expect(linesOf(rows, { wan: "aws" }).slice(0, 2)).toEqual([
      "A warm bare call takes 105–233 ms across regions, 3.00 ms within one (medians of 3 cells).",
      `${via} takes 247 ms longer than bare (one cell).`,
    ]);
  });

  it.each([
    ["simulated", "SIMULATED network. A warm"],
    ["none", "NO network, all regions are one machine. A warm"],
    ["mixed", "MIXED networks. Samples of both networks: a median over both is of neither"],
    ["aws", "A warm"],
  ] as const)("begins with the network where it is not AWS's own: %s", (wan, words) => {
    expect(linesOf([warm(here, there, 233)], { wan })[0]?.startsWith(words)).toBe(true);
  });

  it("never puts cold and warm calls into one figure", () => {
    const rows = [
      rowOf(here, there, "bare", startsOf({ cold: [2, 555], warm: [3, 204] })),
      rowOf(there, here, "bare", startsOf({ cold: [1, 359] })),
    ];
    expect(linesOf(rows, { wan: "aws" })[0]).toBe(
      "A warm bare call takes 204 ms across regions (medians of 1 of 2 cells; the others have fewer than 3 warm calls).",
    );
  });

  it("compares other variants with the first, cell by cell, and says what it cannot compare", () => {
    const fresh = (origin: string, target: string, ms: number) => warm(origin, target, ms, "bare/fresh");
    const rows = [warm(here, here, 3), warm(here, there, 233), warm(there, here, 105)];
    const [first, second] = linesOf([...rows, fresh(here, there, 400), fresh(there, here, 95)], {
      wan: "aws",
    });
    expect(first).toContain("105–233 ms");
    expect(second).toBe("bare/fresh takes 78.5 ms longer than bare (by cell −10.0 to +167, 2 cells).");
    expect(linesOf([warm(here, here, 3), fresh(here, there, 400)], { wan: "aws" })[1]).toBe(
      "A warm bare/fresh call takes 400 ms across regions (median).",
    );
  });

  it("says how much longer cold starts took than the warm calls of their cells", () => {
    const of = (coldMs: number, warmMs: number) => startsOf({ cold: [2, coldMs], warm: [3, warmMs] });
    const rows = [rowOf(here, there, "bare", of(555, 204)), rowOf(there, here, "bare", of(305, 204))];
    expect(linesOf(rows).join(" ")).toContain(
      "Cold starts: 4 of 10 calls, against the warm median by cell +101 to +351 ms; no warm figure has them.",
    );
    expect(linesOf([warm(here, there, 204)]).join(" ")).not.toContain("Cold");
  });

  it("says that probes made new connections though they were to go over kept ones", () => {
    const unkept = { ...startsOf({ unkept: [4, 600], warm: [1, 204] }), unkept: 4 };
    const lines = linesOf([rowOf(here, there, "bare", unkept)], { wan: "aws" });
    expect(lines[1]).toBe(
      "4 of 5 answered probes made new connections though they were to go over kept ones; no warm figure has them.",
    );
    expect(lines).toContain("starts   4 unkept, 1 warm");
    expect(lines.join("\n")).toContain(
      "unkept: warm functions, but a call did not go over a kept connection",
    );
  });

  it("says what first calls are, where there are any", () => {
    const first = rowOf(here, there, "bare", startsOf({ first: [1, 300], warm: [4, 204] }));
    expect(linesOf([first]).join("\n")).toContain("first: warm functions, but a caller's first call");
    expect(linesOf([warm(here, there, 204)]).join("\n")).not.toContain("first:");
  });

  it.each([
    [[2, 2], "kept     2 connections per cell; calls over one are alike"],
    [[1, 1], "kept     1 connection per cell; calls over one are alike"],
    [[1, 5], "kept     1 to 5 connections per cell; calls over one are alike"],
    [[3, { gt: 64 }], "kept     3 to over 64 connections per cell; calls over one are alike"],
    [[{ gt: 64 }], "kept     over 64 connections per cell; calls over one are alike"],
  ])("says over how many kept connections the calls of a cell went: %j", (kept, said) => {
    const { sampling } = rowOf(here, there, "bare");
    const rows = kept.map((connections) =>
      rowOf(here, there, "bare", { sampling: { ...sampling, connections } }),
    );
    expect(linesOf(rows)).toContain(said);
  });

  it("says that all intervals hold at once, how many they are, and what each holds", () => {
    const document = {
      ...documentOf([rowOf(here, there, "bare")]),
      simultaneous: { intervals: 1_200, level: 0.999958 },
    };
    const page = renderMatrix(document, { ...options, detail: true, measures: true });
    expect(page).toContain(
      "all at once: the 1,200 intervals of this matrix hold together with 95% confidence, each one with 99.9958%",
    );
    expect(page).toContain("mean±sd, 99.9958% interval of the mean");
    expect(page).toContain("its 99.9958% interval");
    expect(linesOf([rowOf(here, there, "bare")]).join("\n")).not.toContain("all at once");
  });

  it("says that every call was a cold start", () => {
    const rows = [rowOf(here, there, "bare", startsOf({ cold: [1, 359] }))];
    expect(linesOf(rows)[0]).toBe(
      "SIMULATED network. Every call was a cold start: 359 ms. What a warm call takes is not known; ask for more with --samples.",
    );
  });

  it("says which kinds of starts there were where none was warm", () => {
    const rows = [rowOf(here, there, "bare", startsOf({ cold: [1, 359], proactive: [2, 240] }))];
    expect(linesOf(rows, { wan: "aws" })[0]).toContain("No call was warm: 1 cold, 2 proactive.");
  });

  it("tells nothing from fewer than three warm calls per cell", () => {
    const few = (n: number) => rowOf(here, there, "bare", startsOf({ cold: [3, 400], warm: [n, 233] }));
    expect(linesOf([few(2)])[0]).toContain(
      "Too few warm calls to tell what a call takes: at most 2 per cell, and 3 are needed",
    );
    expect(linesOf([few(2)])[0]).not.toContain("233");
    expect(linesOf([few(3)])[0]).toContain("233 ms");
  });

  it("says when nothing was answered, and how many probes no figure has", () => {
    const outcomes = { ok: 0, throttled: 0, timeout: 5, error: 0 };
    const silent = rowOf(here, there, "bare", { outcomes, starts: {}, measures: {} });
    expect(linesOf([silent], { wan: "aws" }).slice(0, 2)).toEqual([
      "No probe was answered.",
      "5 of 5 probes were not ok; no figure here has them.",
    ]);
  });
});

it("a page says among its first lines that a function ran as several builds, and nothing where each ran as one", () => {
  const one = { function: "outer", build: "v24.21.0 arm64 512 MB 11", regions: [here] };
  const before = { function: "inner", build: "v24.21.0 arm64 256 MB 22", regions: [here, there] };
  const after = { function: "inner", build: "v24.22.0 arm64 256 MB 22", regions: [there] };
  const lines = linesOf([warm(here, there, 233)], { wan: "aws", builds: [before, after, one] });
  const place = lines.indexOf(
    "inner ran as 2 builds, so its figures may differ by that: v24.21.0 arm64 256 MB 22 in ap-south-1, us-west-1; v24.22.0 arm64 256 MB 22 in us-west-1.",
  );
  expect(place).toBe(1);
  expect(linesOf([warm(here, there, 233)], { builds: [before, one] }).join()).not.toContain("builds");
});
