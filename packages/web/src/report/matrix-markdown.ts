import { placeOf } from "@crisscross/core/job/regions";
import type { Matrix } from "../data/documents.ts";
import { failuresIn } from "../matrix/cell-figure.ts";
import type { Choices } from "../matrix/choices.ts";
import { type Cell, type Picture, pictureOf } from "../matrix/picture.ts";
import { sentencesOf } from "../matrix/sentence.ts";
import { showCount, showMs } from "../words/figures.ts";
import { type Asked, captionOf, networkOf, shownOf, standingOf, titleOf } from "./shown.ts";

/** A job's matrix for a comment on a pull request, or the summary of a CI run: GitHub's Markdown. Other variants are folded in. */
export function matrixMarkdown(document: Matrix, asked: Asked = {}): string {
  const { choices, variants } = shownOf(document, asked);
  const [first = "", ...others] = variants.map((variant) => sectionOf(document, choices, variant));
  const network = networkOf(document);
  return [
    `### ${escaped(titleOf(document))}: ${standingOf(document)}`,
    ...(network === undefined ? [] : [`> **${network}**`]),
    first,
    ...others.map((section, place) => folded(`<code>${variants[place + 1]}</code>`, section)),
    `<sub>Job ${document.job.id}, seed ${document.job.seed}.</sub>`,
  ]
    .join("\n\n")
    .concat("\n");
}

function sectionOf({ matrix }: Matrix, choices: Choices, variant: string): string {
  const picture = pictureOf(matrix, variant, choices);
  const [lead = "", ...rest] = sentencesOf(picture, choices);
  return [
    [`**${lead}**`, ...rest].join(" "),
    `${captionOf(choices, variant)}`,
    tableOf(picture),
    `<sub>${footnotes(picture).join(" ")}</sub>`,
  ].join("\n\n");
}

function tableOf(picture: Picture): string {
  const { origins, targets } = picture;
  const line = (cells: readonly string[]) => `| ${cells.join(" | ")} |`;
  return [
    line(["from ↓ to →", ...targets.map(placeOf)]),
    line([":--", ...targets.map(() => "--:")]),
    ...origins.map((origin) =>
      line([`**${placeOf(origin)}**`, ...targets.map((target) => cellText(picture.cellAt(origin, target)))]),
    ),
  ].join("\n");
}

function cellText(cell: Cell | undefined): string {
  if (!cell) return "";
  const { figure, row } = cell;
  const failed = failuresIn(row);
  const mark = failed > 0 ? ` ✕${failed}` : "";
  if (figure.kind === "value") return `${showMs(figure.ms)}${mark}`;
  return `${figure.kind === "beyond" ? `> ${showMs(figure.ms)}` : "–"}${mark}`;
}

function footnotes({ cells }: Picture): string[] {
  const counts = cells.map(({ figure }) => ("n" in figure ? figure.n : 0));
  const [least, most] = [Math.min(...counts), Math.max(...counts)];
  const n = least === most ? showCount(least) : `${showCount(least)} to ${showCount(most)}`;
  return [
    `n = ${n} per cell.`,
    ...(cells.some(({ figure }) => figure.kind === "refused" || figure.kind === "nothing")
      ? ["–: too few samples for this figure."]
      : []),
    ...(cells.some(({ row }) => failuresIn(row) > 0) ? ["✕: probes that failed."] : []),
  ];
}

const folded = (summary: string, section: string): string =>
  `<details><summary>${summary}</summary>\n\n${section}\n\n</details>`;

/** A job's name is whatever somebody gave it. */
const escaped = (text: string): string =>
  text
    .replace(/[\r\n]+/g, " ")
    .replace(/[\\`*_{}[\]()#+\-!|~@]/g, "\\$&")
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;");
