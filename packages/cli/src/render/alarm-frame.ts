import { stripVTControlCharacters } from "node:util";
import type { AlarmList } from "@crisscross/core/documents/alarm-view";
import type { Paint } from "../terminal/paint.ts";
import { wrap } from "../terminal/wrap.ts";
import {
  type AlarmPage,
  adviceFor,
  alarmTable,
  renderCounts,
  renderFailures,
  showInstant,
} from "./alarms.ts";

interface AlarmFrame extends AlarmPage {
  /** Of the terminal; one is left to its cursor. */
  rows: number;
  /** When the list was read, ISO 8601. */
  asOf: string;
  /** Why the last look failed, and when. The list is then that of an earlier look. */
  failed?: { at: string; reason: string };
}

/** The lines of the table above its rows: its head and the rule. */
const headLines = 2;

/**
 * The alarms on one screen, which nothing scrolls out of: counts and troubles, as many rows as there is room for, the most urgent
 * first, and what they say. What is left out is counted.
 */
export function renderFrame(list: AlarmList, frame: AlarmFrame): string {
  const { paint, columns, rows, all } = frame;
  const room = Math.max(1, rows - 1);
  const shown = list.alarms.filter(({ state }) => all || state !== "OK");
  const top = renderTop(list, frame, Math.ceil(room / 3));
  const advice = adviceFor(shown, paint, columns);
  const free = room - top.length;
  const wanted = advice.length > 0 ? 1 + advice.flat().length : 0;
  const table = renderRows(shown, paint, Math.max(free - wanted, Math.ceil(free / 2)));
  const lines = [...top, ...table, ...renderAdvice(advice, paint, free - table.length)];
  return `${lines
    .slice(0, room)
    .map((line) => fit(line, columns))
    .join("\n")}\n`;
}

function renderTop(list: AlarmList, frame: AlarmFrame, room: number): string[] {
  const { paint, columns, asOf, failed } = frame;
  const troubles = [
    ...(failed
      ? wrap(`${showInstant(failed.at)}  the look failed, trying again: ${failed.reason}`, columns)
      : []
    ).map((line) => paint("red", line)),
    ...renderFailures(list.failures, paint, columns).slice(1),
  ];
  return [
    `${renderCounts(list, paint)}  ${paint("dim", `as of ${showInstant(asOf)}`)}`,
    ...cut(
      troubles.map((line) => [line]),
      Math.max(1, room - 1),
      (more) => `… and ${more} more lines of this`,
    ),
  ];
}

function renderRows(shown: AlarmList["alarms"], paint: Paint, room: number): string[] {
  if (shown.length === 0) return [];
  const table = alarmTable(shown, paint);
  const rows = table.slice(headLines).map((row) => [row]);
  const kept = cut(rows, Math.max(1, room - 1 - headLines), (more) =>
    paint("dim", `… and ${more} more alarms`),
  );
  return ["", ...table.slice(0, headLines), ...kept];
}

function renderAdvice(advice: readonly string[][], paint: Paint, room: number): string[] {
  if (advice.length === 0 || room < 2) return [];
  const more = (left: number) =>
    paint("dim", `… and ${left} more to explain: crisscross alarms NAME explains one`);
  return ["", ...cut(advice, room - 1, more)];
}

/** As many blocks as have room, from the first; when that is not all, the last line says how many are left out. */
function cut(
  blocks: readonly (readonly string[])[],
  room: number,
  sayMore: (left: number) => string,
): string[] {
  if (blocks.flat().length <= room) return blocks.flat();
  let [kept, used] = [0, 1];
  for (const { length } of blocks) {
    if (used + length > room) break;
    used += length;
    kept += 1;
  }
  return [...blocks.slice(0, kept).flat(), sayMore(blocks.length - kept)];
}

/** A line that would run over the edge, and push the first one out, is cut there and loses its colours. */
function fit(line: string, columns: number): string {
  const text = stripVTControlCharacters(line);
  return text.length <= columns ? line : `${text.slice(0, columns - 1)}…`;
}
