import { placeOf } from "@crisscross/core/job/regions";
import type { Matrix } from "../data/documents.ts";
import { failuresIn } from "../matrix/cell-figure.ts";
import { type Cell, domainOf, type Picture, pictureOf } from "../matrix/picture.ts";
import { sentencesOf } from "../matrix/sentence.ts";
import { heatColours } from "../scale/heat-colour.ts";
import { type Domain, heatOf } from "../scale/heat-scale.ts";
import { showMs } from "../words/figures.ts";
import { type Asked, captionOf, networkOf, shownOf, standingOf, titleOf } from "./shown.ts";

const size = { cell: 84, height: 44, label: 132, head: 28, margin: 24, line: 18 } as const;
const ink = { strong: "#17191e", soft: "#565c67", line: "#c9cbd0", paper: "#ffffff" } as const;

/** One variant's matrix as a picture of its own: no font, style sheet or script is loaded. It says in words what it shows. */
export function matrixSvg(document: Matrix, asked: Asked = {}): string {
  const { choices } = shownOf(document, asked);
  const picture = pictureOf(document.matrix, choices.variant, choices);
  const sentences = sentencesOf(picture, choices);
  const title = `${titleOf(document)}: ${captionOf(choices, choices.variant)}`;
  const grid = size.label + picture.targets.length * size.cell;
  const width = Math.max(grid, 620) + 2 * size.margin;
  const notes = [...sentences, networkOf(document) ?? "", standingOf(document)].filter((note) => note !== "");
  const lines = notes.flatMap((note) => wrapped(note, Math.floor((width - 2 * size.margin) / 6.6)));
  const gridTop = size.margin + 34;
  const noteTop = gridTop + size.head + picture.origins.length * size.height + 28;
  const height = noteTop + lines.length * size.line + size.margin / 2;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img" aria-labelledby="title desc" font-family="Inter, system-ui, sans-serif">`,
    `<title id="title">${escaped(title)}</title>`,
    `<desc id="desc">${escaped(sentences.join(" "))}</desc>`,
    `<rect width="${width}" height="${height}" fill="${ink.paper}"/>`,
    text(size.margin, size.margin + 12, title, { size: 15, weight: 600 }),
    gridOf(picture, domainOf([picture], choices), gridTop),
    ...lines.map((line, place) =>
      text(size.margin, noteTop + place * size.line, line, { size: 12, fill: ink.soft }),
    ),
    "</svg>\n",
  ].join("\n");
}

function gridOf(picture: Picture, domain: Domain, top: number): string {
  const left = (column: number) => size.margin + size.label + column * size.cell;
  const down = (row: number) => top + size.head + row * size.height;
  const heads = picture.targets.map((target, column) =>
    text(left(column) + size.cell / 2, top + 16, placeOf(target), {
      size: 11,
      weight: 560,
      anchor: "middle",
    }),
  );
  const rows = picture.origins.flatMap((origin, row) => [
    text(left(0) - 10, down(row) + size.height / 2 + 4, placeOf(origin), {
      size: 12,
      weight: 560,
      anchor: "end",
    }),
    ...picture.targets.map((target, column) =>
      cellOf(picture.cellAt(origin, target), domain, left(column), down(row)),
    ),
  ]);
  return [
    text(left(0) - 10, top + 16, "from ↓ to →", { size: 11, fill: ink.soft, anchor: "end" }),
    ...heads,
    ...rows,
  ].join("\n");
}

function cellOf(cell: Cell | undefined, domain: Domain, x: number, y: number): string {
  if (!cell) return "";
  const { figure, row } = cell;
  const isKnown = figure.kind === "value";
  const colours = isKnown ? heatColours(heatOf(domain, figure.ms)) : { fill: ink.paper, ink: ink.soft };
  const isHome = row.origin === row.target;
  const box = `<rect x="${x + 1}" y="${y + 1}" width="${size.cell - 2}" height="${size.height - 2}" rx="4" fill="${colours.fill}"`;
  const frame = isKnown && !isHome ? "" : ` stroke="${isHome ? ink.strong : ink.line}"`;
  const dashes = isKnown ? "" : ' stroke-dasharray="4 3"';
  const middle = x + size.cell / 2;
  const failed = failuresIn(row);
  const words =
    figure.kind === "value" ? showMs(figure.ms) : figure.kind === "beyond" ? `> ${showMs(figure.ms)}` : "–";
  const small = [...("n" in figure ? [`n ${figure.n}`] : []), ...(failed > 0 ? [`✕ ${failed}`] : [])].join(
    "  ",
  );
  return [
    `${box}${frame}${dashes}/>`,
    text(middle, y + 21, words, { size: 14, weight: 600, fill: colours.ink, anchor: "middle" }),
    text(middle, y + 35, small, { size: 10, fill: colours.ink, anchor: "middle" }),
  ].join("");
}

interface TextLook {
  size: number;
  weight?: number;
  fill?: string;
  anchor?: "middle" | "end";
}

function text(x: number, y: number, words: string, look: TextLook): string {
  const { weight = 400, fill = ink.strong, anchor = "start" } = look;
  return `<text x="${x}" y="${y}" font-size="${look.size}" font-weight="${weight}" fill="${fill}" text-anchor="${anchor}">${escaped(words)}</text>`;
}

/** Lines of so many characters at most, cut between words. */
function wrapped(words: string, most: number): string[] {
  const lines = [""];
  for (const word of words.split(" ")) {
    const longer = `${lines.at(-1)} ${word}`.trim();
    if (longer.length > most) lines.push(word);
    else lines[lines.length - 1] = longer;
  }
  return lines;
}

/** Control characters are not in XML, nor is half a pair of UTF-16. */
const withoutControls = (words: string): string =>
  words.toWellFormed().replace(/[\p{Cc}\ufffe\uffff]/gu, "\ufffd");

const escaped = (words: string): string =>
  withoutControls(words).replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll('"', "&quot;");
