import * as v from "valibot";
import { parseJson } from "../../graph/json.ts";
import type { EpochMs } from "../../time/times.ts";
import type { Alarms } from "../alarm/alarms.ts";
import { ApiError } from "./error.ts";
import { readConstrained } from "./input.ts";
import { StateValue } from "./shapes.ts";

const Input = v.strictObject({
  AlarmName: v.pipe(v.string(), v.minLength(1), v.maxLength(255)),
  StateValue,
  StateReason: v.pipe(v.string(), v.maxLength(1023)),
  StateReasonData: v.optional(v.pipe(v.string(), v.maxLength(4000))),
});

/** The state lasts until the alarm is evaluated again; the actions of the change run. */
export async function setAlarmState(
  input: object,
  region: string,
  alarms: Alarms,
  nowMs: EpochMs,
): Promise<Record<string, never>> {
  const { AlarmName, StateValue, StateReason, StateReasonData } = readConstrained(
    Input,
    input,
    "ValidationException",
  );
  if (StateReasonData !== undefined && parseJson(StateReasonData) === undefined)
    throw new ApiError("InvalidFormatFault", "StateReasonData is not JSON.");
  const set = { value: StateValue, reason: StateReason, reasonData: StateReasonData };
  if (!(await alarms.set(region, AlarmName, set, nowMs)))
    throw new ApiError("ResourceNotFound", `Alarm ${AlarmName} does not exist in ${region}.`);
  return {};
}
