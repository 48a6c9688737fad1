import type { DefinedAlarm } from "./alarms/alarm.ts";
import { defineApiAlarms } from "./alarms/api.ts";
import { defineCellAlarms } from "./alarms/cells.ts";
import { defineFunctionAlarms } from "./alarms/functions.ts";
import { defineProbeAlarms } from "./alarms/probes.ts";
import { defineQueueAlarms } from "./alarms/queues.ts";
import { defineRegionAlarms } from "./alarms/regions.ts";
import { defineTableAlarms } from "./alarms/tables.ts";
import { defineTopicAlarms } from "./alarms/topic.ts";
import type { DefinedFunction } from "./functions.ts";
import { settings } from "./regions.ts";

/** Every alarm; each function gets its own. */
export function defineAlarms(functions: readonly DefinedFunction[]): DefinedAlarm[] {
  // Under `sst dev` functions log on the laptop, so their metrics never come, and stubs time out when nobody answers.
  if (!settings.alarms || $dev) return [];
  const alarms = [
    ...defineFunctionAlarms(functions),
    ...defineQueueAlarms(),
    ...defineTopicAlarms(),
    ...defineTableAlarms(),
    ...defineApiAlarms(),
    ...defineProbeAlarms(),
    ...defineCellAlarms(),
  ];
  return [...alarms, ...defineRegionAlarms(alarms)];
}
