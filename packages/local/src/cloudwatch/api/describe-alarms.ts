import * as v from "valibot";
import type { Alarms } from "../alarm/alarms.ts";
import { toAlarmName } from "../alarm/rule.ts";
import type { Alarm, CompositeAlarm, MetricAlarm } from "../alarm/spec.ts";
import type { AlarmState } from "../alarm/state.ts";
import { ApiError } from "./error.ts";
import { readConstrained } from "./input.ts";
import { cutPage } from "./page.ts";
import { printChild, printCompositeAlarm, printMetricAlarm, printName } from "./print-alarm.ts";
import { AlarmTypes, MaxRecords, StateValue } from "./shapes.ts";

const DescribeAlarms = v.strictObject({
  AlarmNames: v.optional(v.pipe(v.array(v.string()), v.maxLength(100))),
  AlarmNamePrefix: v.optional(v.string()),
  AlarmTypes,
  ChildrenOfAlarmName: v.optional(v.string()),
  ParentsOfAlarmName: v.optional(v.string()),
  StateValue: v.optional(StateValue),
  ActionPrefix: v.optional(v.string()),
  MaxRecords,
  NextToken: v.optional(v.string()),
});

const PAGE = 50;

type Request = v.InferOutput<typeof DescribeAlarms>;
type Found = { alarm: Alarm; state: AlarmState };

/** Composite alarms are listed only if AlarmTypes asks for them, or for their parents and children. */
export function describeAlarms(input: object, region: string, alarms: Alarms): object {
  const request = readConstrained(DescribeAlarms, input, "ValidationException");
  const { ChildrenOfAlarmName: parent, ParentsOfAlarmName: child } = request;
  if (parent !== undefined) {
    checkAlone(request, "ChildrenOfAlarmName");
    const children = alarms.childrenOf(region, toAlarmName(parent));
    const isChild = ({ alarm }: Found): boolean => children.includes(alarm.name);
    return printPage(request, alarms.list(region).filter(isChild), printChild, printChild);
  }
  if (child !== undefined) {
    checkAlone(request, "ParentsOfAlarmName");
    const name = toAlarmName(child);
    const isParent = ({ alarm }: Found): boolean => alarms.childrenOf(region, alarm.name).includes(name);
    return printPage(request, alarms.list(region).filter(isParent), printName, printName);
  }
  const found = alarms.list(region).filter(createFilter(request));
  return printPage(request, found, printMetricAlarm, printCompositeAlarm);
}

/** Beside the name of a relative only a page may be asked for. */
function checkAlone(request: Request, relative: keyof Request): void {
  const { MaxRecords: _records, NextToken: _token, [relative]: _relative, ...others } = request;
  const [other] = Object.keys(others);
  if (other === undefined) return;
  const message = `The parameters ${relative} and ${other} are mutually exclusive and you have specified both.`;
  throw new ApiError("ValidationException", message);
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

function printPage(
  request: Request,
  found: Found[],
  printMetricKind: (alarm: MetricAlarm, state: AlarmState) => object,
  printCompositeKind: (alarm: CompositeAlarm, state: AlarmState) => object,
): object {
  const { page, nextToken } = cutPage(found, request.NextToken, request.MaxRecords ?? PAGE);
  return {
    MetricAlarms: page.flatMap(({ alarm, state }) =>
      alarm.kind === "metric" ? [printMetricKind(alarm, state)] : [],
    ),
    CompositeAlarms: page.flatMap(({ alarm, state }) =>
      alarm.kind === "composite" ? [printCompositeKind(alarm, state)] : [],
    ),
    ...nextToken,
  };
}

function listActions(alarm: Alarm): string[] {
  return [...alarm.alarmActions, ...alarm.okActions, ...alarm.insufficientDataActions];
}
