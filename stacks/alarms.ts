import { defineApiAlarms } from "./alarms/api.ts";
import { defineCellAlarms } from "./alarms/cells.ts";
import { defineFunctionAlarms } from "./alarms/functions.ts";
import { defineProbeAlarms } from "./alarms/probes.ts";
import { defineQueueAlarms } from "./alarms/queues.ts";
import { defineRegionAlarms } from "./alarms/regions.ts";
import { defineTableAlarms } from "./alarms/tables.ts";
import { defineTopicAlarms } from "./alarms/topic.ts";
import { settings } from "./regions.ts";

/** Every alarm. Call it when all functions and queues are defined: they get theirs from the lists of them. */
export function defineAlarms(): void {
  // Under `sst dev` functions log on the laptop, so their metrics never come, and stubs time out when nobody answers.
  if (!settings.alarms || $dev) return;
  defineFunctionAlarms();
  defineQueueAlarms();
  defineTopicAlarms();
  defineTableAlarms();
  defineApiAlarms();
  defineProbeAlarms();
  defineCellAlarms();
  defineRegionAlarms();
}
