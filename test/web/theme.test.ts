import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";

const css = readFileSync(new URL("../../packages/web/src/theme/heat.css", import.meta.url), "utf8");

/** `0.975 - 0.62 * var(--heat)` as a function of the place on the scale. */
function lineIn(text: string): (place: number) => number {
  const [, from, sign, step] = /^(?:([\d.]+) ([+-]) )?([\d.]+) \* var\(--\w+\)$/.exec(text.trim()) ?? [];
  if (step === undefined) throw new Error(`not a line: ${text}`);
  return (place) => Number(from ?? 0) + (sign === "-" ? -1 : 1) * Number(step) * place;
}

const colours = [
  ...css.matchAll(/oklch\(calc\(([^()]*\([^()]*\))\) calc\(([^()]*\([^()]*\))\) ([^\n]*)\)/g),
].map(([, lightness = "", chroma = "", hue = ""]) => ({
  lightness: lineIn(lightness),
  chroma: lineIn(chroma),
  hue: hue.startsWith("var") ? undefined : lineIn(/calc\((.*\))\)/.exec(hue)?.[1] ?? hue),
}));
const turns = [...css.matchAll(/(?:- (0\.\d+)|\((0\.\d+) - var)[^*]*\* 100000/g)].map(([, a, b]) =>
  Number(a ?? b),
);

/** Relative luminance, as WCAG has it. Source: Björn Ottosson, "A perceptual color space for image processing". */
function luminanceOf(lightness: number, chroma: number, hue: number): number {
  const [a, b] = [chroma * Math.cos((hue * Math.PI) / 180), chroma * Math.sin((hue * Math.PI) / 180)];
  const l = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3;
  const m = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3;
  const s = (lightness - 0.0894841775 * a - 1.291485548 * b) ** 3;
  const [red, green, blue] = [
    4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s,
    -1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s,
    -0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s,
  ].map((channel) => Math.min(1, Math.max(0, channel)));
  return 0.2126 * (red ?? 0) + 0.7152 * (green ?? 0) + 0.0722 * (blue ?? 0);
}

const places = Array.from({ length: 10_001 }, (_, step) => step / 10_000);
const withBlack = (luminance: number) => (luminance + 0.05) / 0.05;
const withWhite = (luminance: number) => 1.05 / (luminance + 0.05);

describe.each([
  ["heat, light", 0, turns[0], (place: number) => place > (turns[0] ?? 0), undefined],
  ["heat, dark", 1, turns[1], (place: number) => place < (turns[1] ?? 0), undefined],
  ["faster, light", 2, 0, () => false, 250],
  ["slower, light", 2, 0, () => false, 55],
  ["faster, dark", 3, turns[2], (place: number) => place < (turns[2] ?? 0), 250],
  ["slower, dark", 3, turns[2], (place: number) => place < (turns[2] ?? 0), 55],
] as const)("the scale of %s", (_name, at, turn, isWhite, hue) => {
  const colour = colours[at];
  if (colour === undefined || turn === undefined) throw new Error("heat.css is not as this test reads it");
  const luminances = places.map((place) =>
    luminanceOf(colour.lightness(place), colour.chroma(place), hue ?? colour.hue?.(place) ?? 0),
  );

  it("reads without hue: lightness goes one way along it", () => {
    const steps = luminances.slice(1).map((luminance, step) => luminance - (luminances[step] ?? 0));
    expect(new Set(steps.map(Math.sign)).size).toBe(1);
  });

  it("has text of a contrast of 4.5 at every place", () => {
    const contrasts = luminances.map((luminance, step) =>
      isWhite(places[step] ?? 0) ? withWhite(luminance) : withBlack(luminance),
    );
    expect(Math.min(...contrasts)).toBeGreaterThanOrEqual(4.5);
  });
});
