import type {
  AlarmDetail,
  AlarmList,
  AlarmState,
  AlarmView,
  RegionFailure,
} from "@crisscross/core/documents/alarm-view";
import { alarmStates } from "@crisscross/core/documents/alarm-view";
import type { Paint, Style } from "../terminal/paint.ts";
import { wrap } from "../terminal/wrap.ts";
import type { PageStyle } from "./page.ts";
import { left, renderFitting, renderTable, tableWidth } from "./table.ts";

const styles: Readonly<Record<AlarmState, Style>> = {
  ALARM: "red",
  INSUFFICIENT_DATA: "yellow",
  OK: "green",
};

/** How alarms are shown: sentences are at most `columns` wide. */
export interface AlarmPage extends PageStyle {
  /** Those that are OK as well. */
  all: boolean;
}

/** How many alarms are in which state, then those that are not OK (or all), the most urgent first. */
export function renderAlarms(list: AlarmList, { paint, columns, all }: AlarmPage): string {
  const { alarms, failures } = list;
  const shown = alarms.filter(({ state }) => all || state !== "OK");
  const advice = adviceFor(shown, paint, columns).flat();
  return page([
    renderCounts(list, paint),
    ...(shown.length > 0 ? ["", ...alarmTable(shown, paint, columns)] : []),
    ...(advice.length > 0 ? ["", ...advice] : []),
    ...renderFailures(failures, paint, columns),
  ]);
}

/** How many alarms are in which state, or that all is quiet: every one of them is OK, and every region could be read. */
export function renderCounts({ counts, alarms, failures }: AlarmList, paint: Paint): string {
  const { ALARM, INSUFFICIENT_DATA, OK } = counts;
  if (ALARM + INSUFFICIENT_DATA === 0 && OK > 0 && failures.length === 0)
    return paint("green", quietWords(OK, new Set(alarms.map(({ region }) => region)).size));
  return alarmStates
    .map((state) => paint(counts[state] > 0 ? styles[state] : "dim", `${counts[state]} ${state}`))
    .join("  ");
}

/** `regions` is left out where it is not known. */
export const quietWords = (alarms: number, regions = 0): string =>
  `All quiet: ${countOf(alarms, "alarm")}${regions > 0 ? `, ${countOf(regions, "region")}` : ""}`;

const countOf = (n: number, noun: string): string => `${n} ${noun}${n === 1 ? "" : "s"}`;

/** One row per alarm. What is too wide goes on in further tables, where the name and the region come first. */
export function alarmTable(
  alarms: readonly AlarmView[],
  paint: Paint,
  width = Number.POSITIVE_INFINITY,
): string[] {
  const heads = ["state", "severity", "region", "alarm", "since"];
  const rows = alarms.map(({ state, severity, region, name, since }) => [
    paint(styles[state], state),
    severity ?? "",
    region,
    name,
    showInstant(since),
  ]);
  if (tableWidth(heads.map(left), rows) <= width) return renderTable(paint, heads.map(left), rows);
  const named = <T>([state, severity, region, name, since]: readonly T[]) =>
    [name, region, state, severity, since].flatMap((cell) => (cell === undefined ? [] : [cell]));
  return renderFitting(paint, named(heads).map(left), rows.map(named), { labels: 2, width });
}

/** What each ringing alarm says, once however many regions it rings in, as lines. */
export function adviceFor(alarms: readonly AlarmView[], paint: Paint, columns: number): string[][] {
  const ringing = alarms.filter(({ state }) => state === "ALARM");
  const indent = (sentence: string) => wrap(sentence, columns - 2);
  return [...Map.groupBy(ringing, ({ name }) => name)].flatMap(([name, [first]]) =>
    first
      ? [
          [
            paint("bold", name),
            ...indent(first.description).map((line) => `  ${line}`),
            ...indent(first.why).map((line) => `  ${paint("dim", line)}`),
          ],
        ]
      : [],
  );
}

/** One alarm in each region that has it, with what happened to it, newest first. */
export function renderAlarm({ name, alarms, failures }: AlarmDetail, { paint, columns }: PageStyle): string {
  const [first] = alarms;
  return page([
    paint("bold", name),
    ...(first ? wrap(first.description, columns) : []),
    ...alarms.flatMap(({ region, state, since, why, history }) => [
      "",
      `${region}  ${paint(styles[state], state)}  since ${showInstant(since)}`,
      ...wrap(why, columns - 2).map((line) => `  ${line}`),
      ...history.map(
        ({ at, kind, summary }) => `  ${paint("dim", `${showInstant(at)}  ${kind}`)}  ${summary}`,
      ),
    ]),
    ...renderFailures(failures, paint, columns),
  ]);
}

/** A line for each alarm that is in another state than before, and for each region that was lost or is back. */
export function renderChanges(before: AlarmList, now: AlarmList): string {
  const key = ({ region, name }: AlarmView) => `${region} ${name}`;
  const states = new Map(before.alarms.map((alarm) => [key(alarm), alarm.state]));
  const changed = now.alarms
    .filter((alarm) => states.get(key(alarm)) !== alarm.state)
    .map((alarm) => {
      const from = states.get(key(alarm)) ?? "unknown";
      return `${showInstant(alarm.since)}  ${key(alarm)}: ${from} → ${alarm.state}: ${alarm.why}\n`;
    });
  const lost = ({ failures }: AlarmList) => new Map(failures.map(({ region, reason }) => [region, reason]));
  const [lostBefore, lostNow] = [lost(before), lost(now)];
  const gone = [...lostNow].filter(([region]) => !lostBefore.has(region));
  const back = [...lostBefore.keys()].filter((region) => !lostNow.has(region));
  return [
    ...changed,
    ...gone.map(([region, reason]) => `${region} cannot be read: ${reason}\n`),
    ...back.map((region) => `${region} can be read again\n`),
  ].join("");
}

/** An empty line, then a sentence for each region that could not be read; nothing when all could. */
export function renderFailures(failures: readonly RegionFailure[], paint: Paint, columns: number): string[] {
  if (failures.length === 0) return [];
  const sentences = failures.map(({ region, reason }) => `${region} could not be read: ${reason}`);
  return ["", ...sentences.flatMap((sentence) => wrap(sentence, columns).map((line) => paint("red", line)))];
}

/** To the second, in UTC as CloudWatch shows it. */
export const showInstant = (iso: string): string => iso.replace("T", " ").replace(/(\.\d+)?Z$/, "Z");

const page = (lines: readonly string[]): string => `${lines.join("\n")}\n`;
