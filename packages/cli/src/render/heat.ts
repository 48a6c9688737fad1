import type { Paint, Shade } from "../terminal/paint.ts";

/** White or black of the colour cube, whichever is read more easily on a shade. */
const [white, black] = [231, 16];

/**
 * The one scale of every grid, run and variant, so that a shade means the same ms everywhere: each begins √2 times as far
 * up as the one before, and is lighter, so that it can be told without seeing hues (after viridis).
 */
const shades: readonly (Shade & { fromMs: number })[] = [
  { fromMs: 0, background: 53, text: white },
  { fromMs: 28, background: 55, text: white },
  { fromMs: 40, background: 25, text: white },
  { fromMs: 57, background: 30, text: black },
  { fromMs: 80, background: 36, text: black },
  { fromMs: 113, background: 78, text: black },
  { fromMs: 160, background: 148, text: black },
  { fromMs: 226, background: 184, text: black },
  { fromMs: 320, background: 226, text: black },
];

/** The same scale where there are no colours, each step twice as long as the one before. */
const marks = [
  { fromMs: 0, mark: "░" },
  { fromMs: 50, mark: "▒" },
  { fromMs: 100, mark: "▓" },
  { fromMs: 200, mark: "█" },
] as const;

/** How much wider than its figure a cell is. */
export const heatPadding = 2;

/** A figure in its shade, right-aligned in `width` and its padding; without colours a mark stands behind it. */
export function paintHeat(paint: Paint, ms: number, figure: string, width: number): string {
  const text = ` ${figure.padStart(width)} `;
  const painted = paint(stepOf(shades, ms), text);
  return painted === text ? `${text.slice(1)}${stepOf(marks, ms).mark}` : painted;
}

/** What shades, or the marks instead of them, stand for. */
export function heatLegend(paint: Paint): string {
  const strip = shades.map((shade, place) =>
    paint(shade, place === 0 ? ` <${shades[1]?.fromMs} ` : ` ${shade.fromMs} `),
  );
  const isColoured = strip[0] !== ` <${shades[1]?.fromMs} `;
  if (isColoured) return `ms, the same in every run: ${strip.join("")} and more`;
  const steps = marks.map(({ mark, fromMs }, place) => {
    const next = marks[place + 1];
    return next ? `${mark} <${next.fromMs}` : `${mark} ≥${fromMs}`;
  });
  return `ms, the same in every run: ${steps.join("  ")}`;
}

/** The last step that begins no later; that of the longest where a wait is no number. */
function stepOf<Step extends { fromMs: number }>(steps: readonly Step[], ms: number): Step {
  const found = steps.findLast(({ fromMs }) => !(ms < fromMs));
  return found ?? (steps[0] as Step);
}
