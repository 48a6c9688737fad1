import {
  type AlarmDetail,
  type AlarmList,
  type AlarmState,
  type AlarmView,
  byUrgency,
  countStates,
  severities,
} from "@crisscross/core/documents/alarm-view";
import { AppError } from "@crisscross/core/edge/error";
import { askRegions, regionsOf } from "./ask-regions.ts";
import type { FoundAlarm, MonitorDeps } from "./monitor.ts";

export interface AlarmFilter {
  state?: AlarmState | undefined;
  region?: string | undefined;
}

/** This stage's alarms in all regions, or one. Throws AppError `unavailable` when no region can be read. */
export async function listAlarms(deps: MonitorDeps, { state, region }: AlarmFilter): Promise<AlarmList> {
  const query = { prefix: deps.alarmPrefix, ...(state && { state }) };
  const regions = region === undefined ? regionsOf(deps) : [region];
  const { answers, failures } = await askRegions(deps, regions, (monitor) => monitor.alarms(query));
  const alarms = answers
    .flatMap((one) => one.answer.map((alarm) => alarmViewOf(deps, one.region, alarm)))
    .sort(byUrgency);
  return { counts: countStates(alarms), alarms, failures };
}

/**
 * One alarm with its history, in every region that has it. Throws AppError: `not-found` when none has,
 * `unavailable` when those that could be read have none and others could not be.
 */
export async function readAlarm(
  deps: MonitorDeps,
  name: string,
  { region }: Pick<AlarmFilter, "region">,
): Promise<AlarmDetail> {
  const names = [`${deps.alarmPrefix}${name}`];
  const regions = region === undefined ? regionsOf(deps) : [region];
  const { answers, failures } = await askRegions(deps, regions, async (monitor, where) => {
    const [alarm] = await monitor.alarms({ names });
    if (alarm === undefined) return [];
    return [{ ...alarmViewOf(deps, where, alarm), history: await monitor.history(alarm.alarmName) }];
  });
  const alarms = answers.flatMap(({ answer }) => answer).sort(byUrgency);
  if (alarms.length > 0) return { name, alarms, failures };
  if (failures.length === 0)
    throw new AppError("not-found", `alarm: ${JSON.stringify(name)} is not known in ${regions.join(", ")}`);
  const unread = failures.map(({ region: where, reason }) => `${where}: ${reason}`).join("; ");
  throw new AppError(
    "unavailable",
    `alarm: ${JSON.stringify(name)} was not found, but not every region could be read (${unread}); try again`,
  );
}

export function alarmViewOf(
  { alarmPrefix }: Pick<MonitorDeps, "alarmPrefix">,
  region: string,
  { alarmName, kind, state, sinceMs, reason, description }: FoundAlarm,
): AlarmView {
  const severity = severities.find((known) => description.startsWith(`${known}: `));
  return {
    name: alarmName.startsWith(alarmPrefix) ? alarmName.slice(alarmPrefix.length) : alarmName,
    region,
    kind,
    state,
    since: new Date(sinceMs).toISOString(),
    why: reason,
    ...(severity && { severity }),
    description: severity === undefined ? description : description.slice(severity.length + 2),
  };
}
