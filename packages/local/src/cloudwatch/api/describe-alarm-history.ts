import * as v from "valibot";
import { toAlarmName } from "../alarm/rule.ts";
import type { HistoryItem } from "../alarm/state.ts";
import type { HistoryQuery } from "../alarm/store.ts";
import { readConstrained } from "./input.ts";
import { cutPage, printTime, Time } from "./page.ts";
import { AlarmTypes, MaxRecords } from "./shapes.ts";

const DescribeHistory = v.strictObject({
  AlarmName: v.optional(v.string()),
  AlarmTypes,
  HistoryItemType: v.optional(
    v.picklist([
      "ConfigurationUpdate",
      "StateUpdate",
      "Action",
      "AlarmContributorStateUpdate",
      "AlarmContributorAction",
    ]),
  ),
  StartDate: v.optional(Time),
  EndDate: v.optional(Time),
  MaxRecords,
  NextToken: v.optional(v.string()),
  ScanBy: v.optional(v.picklist(["TimestampDescending", "TimestampAscending"])),
});

export function describeAlarmHistory(
  input: object,
  listHistory: (query: HistoryQuery) => { name: string; item: HistoryItem }[],
): object {
  const request = readConstrained(DescribeHistory, input, "ValidationException");
  const found = listHistory({
    ...(request.AlarmName === undefined ? {} : { name: toAlarmName(request.AlarmName) }),
    ...(request.HistoryItemType === undefined ? {} : { types: [request.HistoryItemType] }),
    alarmTypes: request.AlarmTypes ?? ["MetricAlarm"],
    startMs: request.StartDate ?? 0,
    endMs: request.EndDate ?? Number.MAX_SAFE_INTEGER,
    newestFirst: request.ScanBy !== "TimestampAscending",
  });
  const { page, nextToken } = cutPage(found, request.NextToken, request.MaxRecords ?? 100);
  const AlarmHistoryItems = page.map(({ name, item }) => ({
    AlarmName: name,
    AlarmType: item.alarmType,
    Timestamp: printTime(item.epochMs),
    HistoryItemType: item.type,
    HistorySummary: item.summary,
    HistoryData: item.data,
  }));
  return { AlarmHistoryItems, ...nextToken };
}
