import type { AlarmStateValue } from "../../events/cloudwatch-event.ts";
import type { EpochMs } from "../../time/times.ts";
import type { Alarm } from "./spec.ts";
import type { HistoryItem } from "./state.ts";

export interface AlarmNotification {
  alarmArn: string;
  topicArn: string;
  subject: string;
  /** JSON. */
  message: string;
}

export type Publish = (notification: AlarmNotification) => Promise<void>;

/** Topics an alarm tells when it comes into a state. */
export function listActions(alarm: Alarm, state: AlarmStateValue): readonly string[] {
  switch (state) {
    case "ALARM":
      return alarm.alarmActions;
    case "OK":
      return alarm.okActions;
    case "INSUFFICIENT_DATA":
      return alarm.insufficientDataActions;
  }
}

/** Tells a topic; never rejects. Returns what the alarm's history says about it. */
export async function runAction(
  publish: Publish,
  notification: AlarmNotification,
  epochMs: EpochMs,
): Promise<Omit<HistoryItem, "alarmType">> {
  const error = await publish(notification).then(
    () => undefined,
    (reason: unknown) => String(reason),
  );
  const { topicArn, message } = notification;
  const data = JSON.stringify({
    actionState: error === undefined ? "Succeeded" : "Failed",
    stateUpdateTimestamp: epochMs,
    notificationResource: topicArn,
    publishedMessage: error === undefined ? message : null,
    error: error ?? null,
  });
  const done = error === undefined ? "Successfully executed" : "Failed to execute";
  return { epochMs, type: "Action", summary: `${done} action ${topicArn}`, data };
}
