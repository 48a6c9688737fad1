import type {
  AlarmDetail,
  AlarmList,
  AlarmState,
  AlarmView,
  RegionFailure,
} from "@crisscross/core/alarm-view";
import { alarmStates } from "@crisscross/core/alarm-view";
import type { Paint, Style } from "../paint.ts";
import { renderTable } from "./table.ts";

const styles: Readonly<Record<AlarmState, Style>> = {
  ALARM: "red",
  INSUFFICIENT_DATA: "yellow",
  OK: "green",
};

const left = (head: string) => ({ head, align: "left" as const });

/** How many alarms are in which state, then those that are not OK (or all), the most urgent first. */
export function renderAlarms(list: AlarmList, paint: Paint, all = false): string {
  const { counts, alarms, failures } = list;
  const shown = alarms.filter(({ state }) => all || state !== "OK");
  return page([
    alarmStates
      .map((state) => paint(counts[state] > 0 ? styles[state] : "dim", `${counts[state]} ${state}`))
      .join("  "),
    ...(shown.length > 0 ? ["", ...alarmTable(shown, paint)] : []),
    ...(shown.some(({ state }) => state === "ALARM") ? ["", ...advice(shown, paint)] : []),
    ...renderFailures(failures, paint),
  ]);
}

/** One row an alarm. */
export function alarmTable(alarms: readonly AlarmView[], paint: Paint): string[] {
  return renderTable(
    paint,
    ["state", "severity", "region", "alarm", "since"].map(left),
    alarms.map(({ state, severity, region, name, since }) => [
      paint(styles[state], state),
      severity ?? "",
      region,
      name,
      showInstant(since),
    ]),
  );
}

/** What each ringing alarm says, once however many regions it rings in. */
function advice(alarms: readonly AlarmView[], paint: Paint): string[] {
  const ringing = alarms.filter(({ state }) => state === "ALARM");
  const byName = Map.groupBy(ringing, ({ name }) => name);
  return [...byName].flatMap(([name, [first]]) =>
    first ? [paint("bold", name), `  ${first.description}`, `  ${paint("dim", first.why)}`] : [],
  );
}

/** One alarm in each region that has it, with what happened to it, newest first. */
export function renderAlarm({ name, alarms, failures }: AlarmDetail, paint: Paint): string {
  const [first] = alarms;
  return page([
    paint("bold", name),
    ...(first ? [first.description] : []),
    ...alarms.flatMap(({ region, state, since, why, history }) => [
      "",
      `${region}  ${paint(styles[state], state)}  since ${showInstant(since)}`,
      `  ${why}`,
      ...history.map(
        ({ at, kind, summary }) => `  ${paint("dim", `${showInstant(at)}  ${kind}`)}  ${summary}`,
      ),
    ]),
    ...renderFailures(failures, paint),
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

export function renderFailures(failures: readonly RegionFailure[], paint: Paint): string[] {
  if (failures.length === 0) return [];
  return [
    "",
    ...failures.map(({ region, reason }) => paint("red", `${region} could not be read: ${reason}`)),
  ];
}

/** To the second, in UTC as CloudWatch shows it. */
export const showInstant = (iso: string): string => iso.replace("T", " ").replace(/(\.\d+)?Z$/, "Z");

const page = (lines: readonly string[]): string => `${lines.join("\n")}\n`;
