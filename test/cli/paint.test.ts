import { describe, expect, it } from "vitest";
import { wantsColour } from "../../packages/cli/src/paint.ts";
import { createHeat } from "../../packages/cli/src/render/heat.ts";
import { showMean, showMs } from "../../packages/cli/src/render/milliseconds.ts";
import { FakeScreen } from "./fake-shell.ts";

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
