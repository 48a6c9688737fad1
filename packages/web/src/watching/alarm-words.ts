import type { Alarm } from "../data/documents.ts";
import type { Tone } from "../words/tones.ts";

/** A description as the stage writes it: "critical: What happened. Look first at …". */
interface AlarmWords {
  readonly says: string;
  /** Where to look first; empty where the description does not say. */
  readonly look: string;
}

export function alarmWords({ description }: Pick<Alarm, "description">): AlarmWords {
  const text = description.replace(/^(critical|warning): /, "");
  const at = text.indexOf("Look first");
  return at < 0 ? { says: text, look: "" } : { says: text.slice(0, at).trim(), look: text.slice(at).trim() };
}

export function alarmTone({ state, severity }: Pick<Alarm, "state" | "severity">): Tone {
  if (state === "OK") return "good";
  if (state === "INSUFFICIENT_DATA") return "quiet";
  return severity === "critical" ? "bad" : "warn";
}

export const stateWords = {
  ALARM: "ringing",
  INSUFFICIENT_DATA: "no data yet",
  OK: "quiet",
} as const satisfies Record<Alarm["state"], string>;

/** Alarms of one name, which many regions have. In the order given. */
export const byName = (alarms: readonly Alarm[]): Map<string, Alarm[]> =>
  Map.groupBy(alarms, ({ name }) => name);

/** All at a glance: "All quiet: 253 alarms in 7 regions." */
export function glance(alarms: readonly Alarm[]): string {
  const regions = new Set(alarms.map(({ region }) => region)).size;
  const ringing = alarms.filter(({ state }) => state === "ALARM").length;
  const all = `${alarms.length} alarms in ${regions} ${regions === 1 ? "region" : "regions"}`;
  if (alarms.length === 0) return "This stage has no alarms.";
  return ringing === 0 ? `All quiet: ${all}.` : `${ringing} of ${all} ${ringing === 1 ? "rings" : "ring"}.`;
}
