import * as v from "valibot";
import type { LogStore } from "../logs/store.ts";
import { ApiError } from "./error.ts";
import { readConstrained } from "./input.ts";
import { findGroup, Group, refuseToken } from "./logs.ts";
import { cutPage } from "./page.ts";

const Input = v.strictObject({
  ...Group,
  logStreamNamePrefix: v.optional(v.pipe(v.string(), v.minLength(1))),
  orderBy: v.optional(v.picklist(["LogStreamName", "LastEventTime"]), "LogStreamName"),
  descending: v.optional(v.boolean(), false),
  nextToken: v.optional(v.string()),
  limit: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(50)), 50),
});

/** The streams of a group that hold lines; a stream is there with its first line. */
export function describeLogStreams(input: object, region: string, logs: LogStore, accountId: string): object {
  const request = readConstrained(Input, input, "InvalidParameterException");
  const { logStreamNamePrefix: prefix = "", orderBy, descending } = request;
  if (prefix !== "" && orderBy === "LastEventTime") {
    const message = "Cannot order by LastEventTime with a logStreamNamePrefix.";
    throw new ApiError("InvalidParameterException", message);
  }
  const group = findGroup(request, region, logs);
  const found = logs.listStreams(region, group).filter(({ name }) => name.startsWith(prefix));
  if (orderBy === "LastEventTime") found.sort((a, b) => a.lastMs - b.lastMs);
  if (descending) found.reverse();
  const { page, nextToken } = cutPage(found, request.nextToken, request.limit, refuseToken);
  const logStreams = page.map(({ name, firstIngestedMs, firstMs, lastMs, lastIngestedMs }) => ({
    logStreamName: name,
    creationTime: firstIngestedMs,
    firstEventTimestamp: firstMs,
    lastEventTimestamp: lastMs,
    lastIngestionTime: lastIngestedMs,
    arn: `arn:aws:logs:${region}:${accountId}:log-group:${group}:log-stream:${name}`,
    // AWS says 0 since 2019.
    storedBytes: 0,
  }));
  return { logStreams, ...(nextToken.NextToken === undefined ? {} : { nextToken: nextToken.NextToken }) };
}
