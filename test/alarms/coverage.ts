import type { ResourceGraph } from "@crisscross/local/graph/graph";
import { alarmPrefix, home, probe, types } from "./places.ts";

/**
 * The alarms that conditions must ring, as "REGION NAME": those of the home region and of the probe region that stands for
 * the others, and of the pairs of alarms that compare regions the one about it.
 */
export function alarmsToRing({ resources }: ResourceGraph): string[] {
  return resources
    .filter(({ type }) => type === types.metricAlarm || type === types.compositeAlarm)
    .filter(({ region }) => region === home || region === probe)
    .map(({ region, inputs }) => `${region} ${nameOf(inputs)}`)
    .filter((name) => !/ (target|origin)-.+-bad$/.test(name) || name.includes(`-${probe}-`))
    .sort();
}

const nameOf = ({ name, alarmName }: Record<string, unknown>): string =>
  String(name ?? alarmName).replace(alarmPrefix, "");
