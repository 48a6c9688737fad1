import type { CloudEvent } from "@crisscross/local/events/event";
import { alarmPrefix, prefix } from "./places.ts";

const isCallOf = (verb: string, event: CloudEvent): boolean =>
  event.kind === "invocation" && event.invocation.functionName === prefix + verb;

/** Whether reconcile's schedule came round, whatever came of it. */
export const isReconciled = (event: CloudEvent): boolean =>
  isCallOf("reconcile", event) ||
  (event.kind === "trouble" && event.where === `schedule ${prefix}ReconcileScheduleSchedule`);

/** Whether the canary's schedule called api; while only schedules act, nothing else does. */
export const isCanary = (event: CloudEvent): boolean => isCallOf("api", event);

/** Every alarm's change in turn: its name, and whether it rings since then. */
export function changesIn(events: readonly CloudEvent[]): [name: string, rings: boolean][] {
  return events.flatMap((event): [string, boolean][] =>
    event.kind === "alarm"
      ? [[`${event.region} ${event.name.slice(alarmPrefix.length)}`, event.after === "ALARM"]]
      : [],
  );
}
