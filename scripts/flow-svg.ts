/** One box of the picture: where it stands in columns and rows. */
export interface Box {
  arn: string;
  kind: Kind;
  label: string;
  column: number;
  row: number;
}

export interface Arrow {
  from: string;
  to: string;
  label: string;
}

export type Kind = "api" | "function" | "queue" | "topic" | "table";

/** `lane`: between the lanes of one gutter; `port`: between the places on a box's side where they begin or end. */
const px = { width: 128, height: 44, stepX: 240, stepY: 104, left: 24, top: 44, lane: 15, port: 18 };

const looks: Readonly<Record<Kind, { fill: string; service: string }>> = {
  api: { fill: "#6b4fbb", service: "API Gateway" },
  function: { fill: "#c05717", service: "Lambda" },
  queue: { fill: "#a8285f", service: "SQS" },
  topic: { fill: "#a8285f", service: "SNS" },
  table: { fill: "#2f5bb7", service: "DynamoDB" },
};

/** The SVG: boxes on a grid, an arrow straight where nothing is between, else along a lane of the gutter between rows. */
export function render(boxes: readonly Box[], arrows: readonly Arrow[], home: string): string {
  const at = new Map(boxes.map((box) => [box.arn, box]));
  const known = arrows.flatMap(({ from, to, label }): Line[] => {
    const [a, b] = [at.get(from), at.get(to)];
    return a && b ? [{ a, b, label }] : [];
  });
  const width = px.left * 2 + 4 * px.stepX + px.width;
  const height = px.top + 4 * px.stepY + px.height + 24;
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" font-family="system-ui, sans-serif" font-size="12">
<title>What calls what in Crisscross</title>
<defs><marker id="tip" viewBox="0 0 8 8" refX="8" refY="4" markerWidth="7" markerHeight="7" orient="auto"><path d="M0 0 8 4 0 8z" fill="#555"/></marker></defs>
<rect width="${width}" height="${height}" fill="#fff"/>
${band(0, 3, `home region, ${home}`, "#f4f2fb")}
${band(3, 5, "every probe region", "#fbf3ee")}
${known.filter(isStraight).map(drawStraight).join("\n")}
${drawLanes(known.filter((line) => !isStraight(line)))}
${boxes.map(drawBox).join("\n")}
</svg>
`;
}

interface Line {
  a: Box;
  b: Box;
  label: string;
}

function band(fromRow: number, toRow: number, title: string, fill: string): string {
  const y = px.top + fromRow * px.stepY - 32;
  const width = px.left + 4 * px.stepX + px.width + 8;
  const height = (toRow - fromRow) * px.stepY - 8;
  return `<rect x="8" y="${y}" width="${width}" height="${height}" rx="8" fill="${fill}"/><text x="20" y="${y + 18}" fill="#666">${title}</text>`;
}

const left = ({ column }: Box): number => px.left + column * px.stepX;
const top = ({ row }: Box): number => px.top + row * px.stepY;
const middle = (box: Box): number => left(box) + px.width / 2;

function drawBox(box: Box): string {
  const { fill, service } = looks[box.kind];
  const [x, y] = [middle(box), top(box)];
  return `<g text-anchor="middle" fill="#fff"><rect x="${left(box)}" y="${y}" width="${px.width}" height="${px.height}" rx="6" fill="${fill}"/><text x="${x}" y="${y + 19}" font-weight="600">${box.label}</text><text x="${x}" y="${y + 35}" font-size="10" opacity="0.85">${service}</text></g>`;
}

/** Up or down a column, or to the box beside it. */
const isStraight = ({ a, b }: Line): boolean =>
  a.column === b.column || (a.row === b.row && Math.abs(a.column - b.column) === 1);

function drawStraight({ a, b, label }: Line): string {
  if (a === b) return drawLoop(a, label);
  const [dx, dy] = [Math.sign(b.column - a.column), Math.sign(b.row - a.row)];
  const sideOf = (box: Box, side: number): [number, number] => [
    middle(box) + (dx * side * px.width) / 2,
    top(box) + px.height / 2 + (dy * side * px.height) / 2,
  ];
  const [[x1, y1], [x2, y2]] = [sideOf(a, 1), sideOf(b, -1)];
  const text =
    dy === 0
      ? `x="${(x1 + x2) / 2}" y="${y1 - 5}" text-anchor="middle"`
      : `x="${x1 + 6}" y="${(y1 + y2) / 2 + 4}"`;
  return `${path(`M${x1} ${y1} L${x2} ${y2}`)}<text ${text} font-size="10" fill="#444">${label}</text>`;
}

/** A box that calls others of its name, in other regions. */
function drawLoop(box: Box, label: string): string {
  const [x, y] = [middle(box) + px.port, top(box)];
  const loop = path(`M${x} ${y} L${x} ${y - 12} L${x + 2 * px.port} ${y - 12} L${x + 2 * px.port} ${y}`);
  return `${loop}<text x="${x - 6}" y="${y - 15}" font-size="10" fill="#444">${label}</text>`;
}

const path = (d: string): string =>
  `<path d="${d}" fill="none" stroke="#777" stroke-width="1.2" marker-end="url(#tip)"/>`;

/** Lines that share a gutter each have a lane, the longest the highest, so that it passes over the ends of the others. */
function drawLanes(lines: readonly Line[]): string {
  const reach = ({ a, b }: Line) => Math.abs(a.column - b.column);
  const gutters = Map.groupBy(lines, gutterOf);
  return [...gutters]
    .flatMap(([gutter, shared]) =>
      shared
        .sort((one, other) => reach(other) - reach(one))
        .map((line, lane) => drawLane(line, gutter, lane, shared.length)),
    )
    .join("\n");
}

/** The row above the gutter: the one beside the start, and above both boxes when they stand in one row. */
const gutterOf = ({ a, b }: Line): number => (a.row < b.row ? a.row : a.row - 1);

function drawLane({ a, b, label }: Line, gutter: number, lane: number, lanes: number): string {
  const dx = Math.sign(b.column - a.column);
  const free = px.top + gutter * px.stepY + px.height;
  const y = free + (px.stepY - px.height) / 2 + (lane - (lanes - 1) / 2) * px.lane + 3;
  const port = dx * (2 - lane) * px.port;
  const [x1, x2] = [middle(a) + port, middle(b) - port];
  const y1 = y > top(a) ? top(a) + px.height : top(a);
  const y2 = y > top(b) ? top(b) + px.height : top(b);
  const turns = b.row - a.row > 1 ? pastRows(b, dx, [y, x2]) : [[x2, y]];
  const points = [[x1, y1], [x1, y], ...turns, [x2, y2]].map((point) => point.join(" "));
  const text = `x="${x1 + dx * 6}" y="${y - 4}" text-anchor="${dx > 0 ? "start" : "end"}"`;
  return `${path(`M${points.join(" L")}`)}<text ${text} font-size="10" fill="#444">${label}</text>`;
}

/** Down between the target's column and the one before it, then to it: a box in a row between is not crossed. */
function pastRows(b: Box, dx: number, [y, x2]: [number, number]): number[][] {
  const x = middle(b) - (dx * px.stepX) / 2;
  const above = top(b) - 14;
  return [
    [x, y],
    [x, above],
    [x2, above],
  ];
}
