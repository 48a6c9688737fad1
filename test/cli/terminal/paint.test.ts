import { describe, expect, it } from "vitest";
import { heatLegend, heatOf } from "../../../packages/cli/src/render/heat.ts";
import { showMean, showMs } from "../../../packages/cli/src/render/milliseconds.ts";
import { showPerMillion } from "../../../packages/cli/src/render/money.ts";
import { wantsColour } from "../../../packages/cli/src/terminal/paint.ts";
import { FakeScreen } from "../fake-shell.ts";

describe("heat", () => {
  it("has one scale for every run and variant, on which each step is twice as long as the one before", () => {
    const waits = [0.4, 24.99, 25, 50, 99, 100, 150, 200, 399.9, 400, 60_000];
    expect(waits.map((ms) => heatOf(ms).style)).toEqual([
      ...["green", "green", "cyan", "blue", "blue", "yellow", "yellow", "magenta", "magenta"],
      ...["red", "red"],
    ]);
    const edges = heatLegend.map(({ belowMs }) => belowMs).slice(0, -1);
    for (const [place, edge] of edges.entries())
      if (place > 0) expect(edge / (edges[place - 1] ?? 0)).toBe(2);
  });

  it("states its scale, and says every step without colour too", () => {
    expect(heatLegend.map(({ label }) => label)).toEqual([
      ...["▁ <25", "▂ <50", "▃ <100", "▅ <200", "▆ <400", "█ ≥400"],
    ]);
    expect(new Set(heatLegend.map(({ mark }) => mark)).size).toBe(heatLegend.length);
  });
});

describe("money", () => {
  it.each([
    [1.5466e-6, "1.55"],
    [0.995e-6, "0.99"],
    [0.9951e-6, "1.00"],
    [0.2e-6, "0.20"],
    [3.3333e-9, "0.0033"],
    [1e-15, "0.0000000010"],
    [0, "0"],
    [undefined, "–"],
  ])("shows USD %j a call as %s a million, never as nothing where it is something", (usd, text) => {
    expect(showPerMillion(usd)).toBe(text);
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
