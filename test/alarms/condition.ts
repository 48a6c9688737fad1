import { home } from "./places.ts";
import type { Stand } from "./stand.ts";

/** Something that goes wrong, and the alarms that it must ring: these and no others. */
export interface Condition {
  /** "inner hangs" */
  name: string;
  /** Alarms besides the composite ones, which follow: "REGION NAME". */
  rings: readonly string[];
  cause(stand: Stand): Promise<void>;
  /** What all being well again takes besides the end of the cause. */
  mend?(stand: Stand): Promise<void>;
  /** How long it lasts for CloudWatch; 2 by default. */
  minutes?: number;
  /** How long alarms take to see that it is over; 17 by default, for three periods of five minutes. */
  clearMinutes?: number;
}

export interface Seen {
  /** What rang while the condition lasted, sorted, composites included. */
  rung: string[];
  /** What still rang when it had long been over. */
  left: string[];
}

/** What a condition must ring, sorted, with the composite alarm of each region concerned. */
export function expectedOf({ rings }: Condition): string[] {
  const composites = rings.map((name) => `${name.split(" ")[0]} region`);
  return [...new Set([...rings, ...composites])].sort();
}

/** Causes a condition, watches, puts an end to it, and watches until it should be forgotten. */
export async function observe(stand: Stand, condition: Condition): Promise<Seen> {
  stand.begin();
  try {
    await condition.cause(stand);
    await stand.pass(condition.minutes ?? 2);
  } finally {
    await stand.restore();
  }
  const rung = stand.rung().sort();
  stand.begin();
  await condition.mend?.(stand);
  await stand.pass(condition.clearMinutes ?? 17, condition.clearMinutes ?? 17);
  return { rung, left: stand.ringing().sort() };
}

export const at = (region: string, ...names: string[]): string[] => names.map((name) => `${region} ${name}`);
export const atHome = (...names: string[]): string[] => at(home, ...names);
