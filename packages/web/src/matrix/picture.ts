import { placeOf } from "@crisscross/core/job/regions";
import type { MatrixRow } from "../data/documents.ts";
import { type Domain, domainAround, wholeDomain } from "../scale/heat-scale.ts";
import { byLongitude } from "../words/geography.ts";
import { type CellFigure, figureOf } from "./cell-figure.ts";
import type { Choices, Order } from "./choices.ts";

export interface Cell {
  readonly row: MatrixRow;
  readonly figure: CellFigure;
}

/** One variant's cells, found by origin and target. */
export interface Picture {
  readonly variant: string;
  readonly origins: readonly string[];
  readonly targets: readonly string[];
  cellAt(origin: string, target: string): Cell | undefined;
  readonly cells: readonly Cell[];
}

/** Cells of a variant, its rows and columns in the order that was chosen. `order` may be another picture's, to stand beside it. */
export function pictureOf(
  rows: readonly MatrixRow[],
  variant: string,
  choices: Choices,
  like?: Pick<Picture, "origins" | "targets">,
): Picture {
  const cells = rows
    .filter((row) => row.variant === variant)
    .map((row): Cell => ({ row, figure: figureOf(row, choices) }));
  const byPair = new Map(cells.map((cell) => [pairOf(cell.row.origin, cell.row.target), cell]));
  return {
    variant,
    origins: like?.origins ?? inOrder(cells, "origin", choices.order),
    targets: like?.targets ?? inOrder(cells, "target", choices.order),
    cellAt: (origin, target) => byPair.get(pairOf(origin, target)),
    cells,
  };
}

const pairOf = (origin: string, target: string): string => `${origin} ${target}`;

export const valueIn = ({ figure }: Cell): number | undefined =>
  figure.kind === "value" ? figure.ms : undefined;

function inOrder(cells: readonly Cell[], side: "origin" | "target", order: Order): string[] {
  const asked = [...new Set(cells.map(({ row }) => row[side]))];
  if (order === "name") return asked.toSorted((one, other) => compare(placeOf(one), placeOf(other)));
  if (order === "geography") return asked.toSorted(byLongitude);
  if (order === "asked") return asked;
  const middles = new Map(
    asked.map((region) => [region, middleOf(cells.filter(({ row }) => row[side] === region))]),
  );
  return asked.toSorted((one, other) => (middles.get(one) ?? 0) - (middles.get(other) ?? 0));
}

const compare = (one: string, other: string): number => (one < other ? -1 : one > other ? 1 : 0);

/** The middle of the cells' values: what a whole row or column is sorted by. Without a value it comes last. */
export function middleOf(cells: readonly Cell[]): number {
  const values = cells
    .map(valueIn)
    .filter((value) => value !== undefined)
    .toSorted((one, other) => one - other);
  const half = values.length / 2;
  const [low, high] = [values[Math.ceil(half) - 1], values[Math.floor(half)]];
  return low === undefined || high === undefined ? Number.POSITIVE_INFINITY : (low + high) / 2;
}

/** What colours span: the same ms in every picture, unless asked to fit these. */
export const domainOf = (pictures: readonly Picture[], { isFitted }: Choices): Domain =>
  isFitted
    ? domainAround(pictures.flatMap(({ cells }) => cells.map(valueIn).filter((value) => value !== undefined)))
    : wholeDomain;
