import { stripVTControlCharacters } from "node:util";
import { describe, expect, it } from "vitest";
import { heatLegend, paintHeat } from "../../../packages/cli/src/render/heat.ts";
import { showMean, showMs } from "../../../packages/cli/src/render/milliseconds.ts";
import { showPerMillion } from "../../../packages/cli/src/render/money.ts";
import { createPaint, wantsColour } from "../../../packages/cli/src/terminal/paint.ts";
import { FakeScreen } from "../fake-shell.ts";

describe("heat", () => {
  const [colours, plain] = [createPaint(true), createPaint(false)];
  const shades = [...heatLegend(colours).matchAll(/38;5;(\d+);48;5;(\d+)m (<?\d+) /g)].map(
    ([, text, background, from = ""]) => ({
      ...{ text: Number(text), background: Number(background) },
      fromMs: from.startsWith("<") ? 0 : Number(from),
    }),
  );

  it("has one scale for every run and variant, on which each shade begins √2 times as far up as the one before", () => {
    expect(shades).toHaveLength(9);
    for (const [place, { fromMs }] of shades.entries())
      if (place > 1) expect(fromMs / (shades[place - 1]?.fromMs ?? 0)).toBeCloseTo(Math.SQRT2, 1);
    const shadeOf = (ms: number) => paintHeat(colours, ms, "x", 1);
    expect(shadeOf(112.9)).toBe(shadeOf(80));
    expect(shadeOf(113)).not.toBe(shadeOf(112.9));
    expect(shadeOf(60_000)).toBe(shadeOf(320));
  });

  it("has shades that can be told by their lightness alone, and text on them that can be read", () => {
    const lightness = shades.map(({ background }) => luminanceOf(background));
    expect(lightness).toEqual(lightness.toSorted((a, b) => a - b));
    expect(new Set(lightness).size).toBe(shades.length);
    for (const { background, text } of shades) expect(contrastOf(background, text)).toBeGreaterThan(4.5);
  });

  it("says a step by a mark where there are no colours, in a cell as wide", () => {
    const waits = [0, 49.9, 50, 99, 100, 199, 200, 60_000];
    const cells = waits.map((ms) => paintHeat(plain, ms, "12", 4));
    expect(cells).toEqual(["░", "░", "▒", "▒", "▓", "▓", "█", "█"].map((mark) => `  12 ${mark}`));
    for (const ms of waits) expect(stripVTControlCharacters(paintHeat(colours, ms, "12", 4))).toBe("   12 ");
  });

  it("states its scale", () => {
    expect(heatLegend(plain)).toBe("ms, the same in every run: ░ <50  ▒ <100  ▓ <200  █ ≥200");
    expect(stripVTControlCharacters(heatLegend(colours))).toBe(
      "ms, the same in every run:  <28  28  40  57  80  113  160  226  320  and more",
    );
  });
});

/** Of WCAG 2.2: from the colour cube of xterm, whose steps are these. */
function luminanceOf(colour: number): number {
  const steps = [0, 95, 135, 175, 215, 255];
  const place = colour - 16;
  const [red = 0, green = 0, blue = 0] = [Math.floor(place / 36), Math.floor(place / 6) % 6, place % 6].map(
    (step) => {
      const part = (steps[step] ?? 0) / 255;
      return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
    },
  );
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrastOf(one: number, other: number): number {
  const [dark = 0, light = 0] = [luminanceOf(one), luminanceOf(other)].toSorted((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
}

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
