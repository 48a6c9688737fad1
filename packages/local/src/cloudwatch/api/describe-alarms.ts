import * as v from "valibot";
import type { Alarms } from "../alarm/alarms.ts";
import { toAlarmName } from "../alarm/rule.ts";
import type { Alarm } from "../alarm/spec.ts";
import type { AlarmState } from "../alarm/state.ts";
import { ApiError } from "./error.ts";
import { readConstrained } from "./input.ts";
import { cutPage } from "./page.ts";
import { printCompositeAlarm, printMetricAlarm } from "./print-alarm.ts";
import { AlarmTypes, MaxRecords, StateValue } from "./shapes.ts";

const DescribeAlarms = v.strictObject({
  AlarmNames: v.optional(v.pipe(v.array(v.string()), v.maxLength(100))),
  AlarmNamePrefix: v.optional(v.string()),
  AlarmTypes,
  StateValue: v.optional(StateValue),
  ActionPrefix: v.optional(v.string()),
  MaxRecords,
  NextToken: v.optional(v.string()),
});

const PAGE = 50;

type Request = v.InferOutput<typeof DescribeAlarms>;
type Found = { alarm: Alarm; state: AlarmState };

/** Composite alarms are listed only if AlarmTypes asks for them. */
export function describeAlarms(input: object, region: string, alarms: Alarms): object {
  const request = readConstrained(DescribeAlarms, input, "ValidationException");
  const found = alarms.list(region).filter(createFilter(request));
  const { page, nextToken } = cutPage(found, request.NextToken, request.MaxRecords ?? PAGE);
  return {
    MetricAlarms: page.flatMap(({ alarm, state }) =>
      alarm.kind === "metric" ? [printMetricAlarm(alarm, state)] : [],
    ),
    CompositeAlarms: page.flatMap(({ alarm, state }) =>
      alarm.kind === "composite" ? [printCompositeAlarm(alarm, state)] : [],
    ),
    ...nextToken,
  };
}

function createFilter(request: Request): (found: Found) => boolean {
  if (request.AlarmNames !== undefined && request.AlarmNamePrefix !== undefined) {
    const message =
      "The parameters AlarmNames and AlarmNamePrefix are mutually exclusive and you have specified both.";
    throw new ApiError("InvalidParameterCombinationException", message);
  }
  const types = request.AlarmTypes ?? ["MetricAlarm"];
  const names = request.AlarmNames?.map(toAlarmName);
  const prefix = request.ActionPrefix;
  return ({ alarm, state }) =>
    types.includes(alarm.kind === "metric" ? "MetricAlarm" : "CompositeAlarm") &&
    (names === undefined || names.includes(alarm.name)) &&
    alarm.name.startsWith(request.AlarmNamePrefix ?? "") &&
    (request.StateValue === undefined || state.value === request.StateValue) &&
    (prefix === undefined || listActions(alarm).some((action) => action.startsWith(prefix)));
}

function listActions(alarm: Alarm): string[] {
  return [...alarm.alarmActions, ...alarm.okActions, ...alarm.insufficientDataActions];
}
