export interface Series {
  readonly name: string;
  /** Epoch ms and value, oldest first. */
  readonly points: readonly (readonly [number, number])[];
}

interface Scale {
  readonly span: readonly [fromMs: number, toMs: number];
  readonly highest: number;
  readonly width: number;
  readonly height: number;
}

export const spanOf = (fromMs: number, toMs: number): readonly [number, number] => [
  fromMs,
  Math.max(toMs, fromMs + 1),
];

/** What the top of a chart stands for: the next 1, 2 or 5 from the highest value up; 1 where all are 0. */
export function heightOf(series: readonly Series[]): number {
  const most = Math.max(0, ...series.flatMap(({ points }) => points.map(([, value]) => value)));
  if (most === 0) return 1;
  const power = 10 ** Math.floor(Math.log10(most));
  return ([1, 2, 5, 10].find((step) => step * power >= most * (1 - 1e-9)) ?? 10) * power;
}

/** A line through points as SVG draws it; a point alone is a short dash, so that it is seen. */
export function pathOf(
  points: Series["points"],
  { span: [fromMs, toMs], highest, width, height }: Scale,
): string {
  const places = points.map(([at, value]) => [
    round(((at - fromMs) / (toMs - fromMs)) * width),
    round(height - (Math.max(0, value) / highest) * (height - 2) - 1),
  ]);
  const [first] = places;
  if (first === undefined) return "";
  if (places.length === 1) return `M${Math.max(0, (first[0] ?? 0) - 2)} ${first[1]}h4`;
  return `M${places.map(([x, y]) => `${x} ${y}`).join("L")}`;
}

const round = (value: number): number => Math.round(value * 10) / 10;
