import { placeOf } from "./faults.ts";
import type { Import } from "./imports.ts";
import { packages, rooms } from "./rooms.ts";

/** Lines and files of a room. */
export interface Size {
  files: number;
  lines: number;
}

const px = { column: 250, room: 190, height: 40, gap: 14, top: 64, left: 28, arc: 52 };
/** From left to right. */
const columns = ["cli", "web", "client", "functions", "core", "local"];

/** An SVG of packages as columns of rooms, ground floor at the bottom, with an arc for each room that uses another. */
export function drawHouse(imports: readonly Import[], sizeOf: (pkg: string, room: string) => Size): string {
  const tallest = Math.max(...columns.map((name) => (rooms[name] ?? []).length));
  const height = px.top + tallest * (px.height + px.gap) + 40;
  const width = px.left + columns.length * px.column;
  const bottom = height - 40;
  const body = columns.flatMap((name, index) =>
    drawColumn(name, px.left + index * px.column, bottom, imports, sizeOf),
  );
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" font-family="system-ui, sans-serif" font-size="12">
<title>The rooms of Crisscross and what each imports</title>
<defs><marker id="tip" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="6" markerHeight="6" orient="auto"><path d="M0 0 8 4 0 8z" fill="#555"/></marker></defs>
<rect width="${width}" height="${height}" fill="#fff"/>
${body.join("\n")}
<text x="${px.left}" y="${height - 12}" fill="#555">Each room imports downward only. An arc leads from a room to one that it uses.</text>
</svg>
`;
}

function drawColumn(
  name: string,
  x: number,
  bottom: number,
  imports: readonly Import[],
  sizeOf: (pkg: string, room: string) => Size,
): string[] {
  const floors = rooms[name] ?? [];
  const yOf = (floor: number) => bottom - (floor + 1) * (px.height + px.gap);
  const uses = packages[name] ?? [];
  const said = uses.length === 0 ? "imports none of the others" : `imports ${uses.join(" and ")}`;
  return [
    `<text x="${x}" y="24" font-size="16" font-weight="600" fill="#222">${name}</text>`,
    `<text x="${x}" y="42" fill="#666">${said}</text>`,
    ...arcsOf(name, imports).map(([from, to]) => drawArc(x + px.room, yOf(from), yOf(to))),
    ...floors.map(({ name: room }, floor) => drawRoom(x, yOf(floor), nameOf(room), sizeOf(name, room))),
  ];
}

const nameOf = (room: string): string => (room === "." ? "the root" : room);

function drawRoom(x: number, y: number, name: string, { files, lines }: Size): string {
  const size = `${files} ${files === 1 ? "file" : "files"}, ${lines} lines`;
  return `<g><rect x="${x}" y="${y}" width="${px.room}" height="${px.height}" rx="6" fill="#f4f2fb" stroke="#6b4fbb"/><text x="${x + 10}" y="${y + 17}" font-weight="600" fill="#222">${name}</text><text x="${x + 10}" y="${y + 32}" font-size="10" fill="#666">${size}</text></g>`;
}

/** From the side of the room that imports to the side of the one imported; the longer, the wider. */
function drawArc(x: number, fromY: number, toY: number): string {
  const [y1, y2] = [fromY + px.height / 2 + 4, toY + px.height / 2 - 4];
  const bend = x + Math.min(px.arc, 8 + (y2 - y1) / 8);
  return `<path d="M${x} ${y1} C${bend} ${y1} ${bend} ${y2} ${x + 2} ${y2}" fill="none" stroke="#777" stroke-width="0.8" opacity="0.7" marker-end="url(#tip)"/>`;
}

/** Pairs of floors of which the first imports the second, each once. */
function arcsOf(name: string, imports: readonly Import[]): [number, number][] {
  const pairs = new Set<string>();
  for (const { from, to } of imports) {
    const [a, b] = [placeOf(from), placeOf(to)];
    if (a.package !== name || b.package !== name || a.floor === undefined || b.floor === undefined) continue;
    if (a.floor !== b.floor) pairs.add(`${a.floor} ${b.floor}`);
  }
  return [...pairs].map((pair) => pair.split(" ").map(Number) as [number, number]);
}
