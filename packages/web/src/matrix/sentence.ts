import { placeOf } from "@crisscross/core/job/regions";
import { leastValues } from "@crisscross/core/statistics/refused-quantiles";
import { counted, showCount, showMs, showPercent } from "../words/figures.ts";
import { measureWords, waits } from "../words/measure-words.ts";
import { failuresIn, shiftBetween, statsOf } from "./cell-figure.ts";
import type { Choices } from "./choices.ts";
import { type Cell, middleOf, type Picture, valueIn } from "./picture.ts";

interface Valued {
  readonly cell: Cell;
  readonly ms: number;
}

const valuedOf = ({ cells }: Picture): Valued[] =>
  cells
    .flatMap((cell) => {
      const ms = valueIn(cell);
      return ms === undefined ? [] : [{ cell, ms }];
    })
    .toSorted((one, other) => one.ms - other.ms);

/** What a picture says, in words: how long it takes, the ends, what of it is waiting, and what is missing. */
export function sentencesOf(picture: Picture, choices: Choices): string[] {
  const valued = valuedOf(picture);
  if (valued.length === 0) return [nothingYet(picture, choices)];
  return [
    rangeSentence(valued, picture.variant, choices),
    ...endsSentence(valued, picture),
    ...waitingSentence(picture, choices),
    ...missingSentence(picture, choices),
  ];
}

/** With a small first letter where the words go on. */
const kindOf = ({ start }: Choices, variant: string): string =>
  start === "all" ? `${variant} calls of every start` : `${start} ${variant} calls`;

const statWords = { p50: "at the median", mean: "on average" } as const;
const statOf = ({ stat }: Choices): string =>
  stat === "p50" || stat === "mean" ? statWords[stat] : `at the ${stat}`;

const upper = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

function rangeSentence(valued: readonly Valued[], variant: string, choices: Choices): string {
  const { measure } = choices;
  const isNear = ({ cell: { row } }: Valued) => row.origin === row.target;
  const [near, far] = [valued.filter(isNear), valued.filter((one) => !isNear(one))];
  const parts = [
    ...(far.length > 0 ? [`${rangeOf(far)} across regions`] : []),
    ...(near.length > 0 ? [`${rangeOf(near)} within one`] : []),
  ].join(" and ");
  const kind = kindOf(choices, variant);
  return waits.has(measure)
    ? `${upper(kind)} wait ${parts}, ${statOf(choices)}.`
    : `${measureWords[measure]} of ${kind}: ${parts}, ${statOf(choices)}.`;
}

function rangeOf(valued: readonly Valued[]): string {
  const [low, high] = [showMs(valued[0]?.ms), showMs(valued.at(-1)?.ms)];
  return low === high ? `${low}\u00a0ms` : `${low}–${high}\u00a0ms`;
}

/** Within one region there is no way to compare, so the ends are those of calls across. */
function endsSentence(valued: readonly Valued[], { origins, targets }: Picture): string[] {
  const far = valued.filter(({ cell: { row } }) => row.origin !== row.target);
  const [least, most] = [far[0], far.at(-1)];
  if (least === undefined || most === undefined || far.length < 2) return [];
  const say = ({ ms }: Valued) => `${showMs(ms)}\u00a0ms`;
  if (origins.length === 1 || targets.length === 1) {
    const side = origins.length === 1 ? "target" : "origin";
    const [first = ""] = side === "target" ? origins : targets;
    const from = side === "target" ? `From ${placeOf(first)}` : `To ${placeOf(first)}`;
    const name = ({ cell: { row } }: Valued) => placeOf(row[side]);
    return [`${from}, ${name(least)} is nearest: ${say(least)}; ${name(most)} is farthest: ${say(most)}.`];
  }
  const way = ({ cell: { row } }: Valued) => `${placeOf(row.origin)} to ${placeOf(row.target)}`;
  return [`Nearest is ${way(least)}, ${say(least)}; farthest ${way(most)}, ${say(most)}.`];
}

/** How much of what outer is billed is its wait for inner: of cells where every sample has both. */
function waitingSentence(picture: Picture, choices: Choices): string[] {
  if (!waits.has(choices.measure) || choices.start !== "warm") return [];
  let [waitedMs, billedMs] = [0, 0];
  for (const { row } of picture.cells) {
    const waited = statsOf(row, { measure: "innerObserved", start: "warm" });
    const billed = statsOf(row, { measure: "outerBilled", start: "warm" });
    if (waited?.sum == null || billed?.sum == null || waited.n !== billed.n) continue;
    waitedMs += waited.sum;
    billedMs += billed.sum;
  }
  return billedMs > 0 && waitedMs <= billedMs
    ? [`${showPercent(waitedMs / billedMs)} of what outer is billed is waiting for inner.`]
    : [];
}

/** What no figure of the picture has, or only in part. */
function missingSentence({ cells }: Picture, choices: Choices): string[] {
  const failed = cells.reduce((sum, { row }) => sum + failuresIn(row), 0);
  const all = cells.reduce((sum, { row }) => sum + row.n, 0);
  const refused = cells.filter(({ figure }) => figure.kind === "refused").length;
  const beyond = cells.filter(({ figure }) => figure.kind === "beyond").length;
  return [
    ...(beyond > 0 ? [`In ${counted(beyond, "cell")} it lies beyond the deadline.`] : []),
    ...(refused > 0 ? [`${counted(refused, "cell")} of ${cells.length} cannot give a ${choices.stat}.`] : []),
    ...(failed > 0
      ? [`${showCount(failed)} of ${counted(all, "probe")} failed${whereFailed(choices)}.`]
      : []),
  ];
}

function nothingYet({ cells }: Picture, { stat, start }: Choices): string {
  const all = cells.reduce((sum, { row }) => sum + row.n, 0);
  if (all === 0) return "No probe is in yet.";
  if (cells.every(({ row }) => row.outcomes.ok === 0))
    return `None of ${counted(all, "probe")} was answered: every one failed.`;
  const most = Math.max(
    0,
    ...cells.map(({ figure }) => (figure.kind === "refused" || figure.kind === "beyond" ? figure.n : 0)),
  );
  if (cells.some(({ figure }) => figure.kind === "beyond"))
    return `The ${stat} lies beyond the deadline wherever there is one.`;
  if (stat !== "mean" && most > 0)
    return `No cell can give a ${stat}: it needs ${leastValues[stat]} samples, and the fullest cell has ${most}.`;
  return start === "all" ? "No sample has this measure." : `No ${start} sample has this measure.`;
}

/** What another variant changes, cell by cell. No interval is known of a difference: where both cells' lie apart, it is no chance. */
export function differenceSentences(one: Picture, other: Picture, choices: Choices): string[] {
  const shifts = one.cells.flatMap((cell) => {
    const match = other.cellAt(cell.row.origin, cell.row.target);
    const shift = match && shiftBetween(cell.figure, match.figure);
    return shift === undefined ? [] : [{ ...shift, row: cell.row }];
  });
  if (shifts.length === 0)
    return [`No cell has a ${choices.stat} of both ${one.variant} and ${other.variant}.`];
  const values = shifts.map(({ ms }) => ms).toSorted((a, b) => a - b);
  const middle = middleOf(
    shifts.map(({ ms, row }): Cell => ({ row, figure: { kind: "value", ms, n: row.n } })),
  );
  const isLess = middle < 0;
  const apart = shifts.filter(({ isApart }) => isApart).length;
  return [
    `Against ${one.variant}, ${other.variant} ${isLess ? "saves" : "adds"} ${showMs(Math.abs(middle))}\u00a0ms in the middle cell, ${statOf(choices)} (${showMs(values[0])} to ${showMs(values.at(-1))}\u00a0ms).`,
    apart === shifts.length
      ? "In every cell their intervals lie apart."
      : `In ${apart} of ${counted(shifts.length, "cell")} their intervals lie apart; elsewhere the difference may be chance.`,
  ];
}

/** Only figures of all starts together count timeouts, as waits longer than the deadline; a mean cannot. */
const whereFailed = ({ start, stat }: Choices): string =>
  start === "all" && stat !== "mean" ? "" : ", and no figure here has them";
