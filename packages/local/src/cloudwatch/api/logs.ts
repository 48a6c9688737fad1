import * as v from "valibot";
import { toEpochMs } from "../../time/times.ts";
import { WallClockMs } from "../../time/wall-clock-ms.ts";
import { toGroupName } from "../logs/group-name.ts";
import { PatternError, parsePattern } from "../logs/pattern.ts";
import type { LogEvent, LogPosition, LogStore } from "../logs/store.ts";
import { ApiError } from "./error.ts";
import { readConstrained } from "./input.ts";
import { cutPage } from "./page.ts";

/** How operations name a log group: by its name or its ARN. */
export const Group = { logGroupName: v.optional(v.string()), logGroupIdentifier: v.optional(v.string()) };

const Filter = v.strictObject({
  ...Group,
  // No log here is masked, and streams are always interleaved: these change nothing.
  ...{ unmask: v.optional(v.boolean()), interleaved: v.optional(v.boolean()) },
  logStreamNames: v.optional(v.pipe(v.array(v.string()), v.minLength(1), v.maxLength(100))),
  logStreamNamePrefix: v.optional(v.string()),
  startTime: v.optional(WallClockMs, 0),
  endTime: v.optional(WallClockMs, Number.MAX_SAFE_INTEGER),
  filterPattern: v.optional(v.pipe(v.string(), v.maxLength(1024)), ""),
  nextToken: v.optional(v.string()),
  limit: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(10_000)), 10_000),
});

/** An answer holds a megabyte at most. */
const PAGE_BYTES = 1_048_576;

export function filterLogEvents(input: object, region: string, logs: LogStore): object {
  const request = readConstrained(Filter, input, "InvalidParameterException");
  if (request.logStreamNames !== undefined && request.logStreamNamePrefix !== undefined) {
    const message = "logStreamNames and logStreamNamePrefix cannot both be given.";
    throw new ApiError("InvalidParameterException", message);
  }
  const matches = readPattern(request.filterPattern);
  const found = takePage(
    logs.read({
      region,
      logGroup: findGroup(request, region, logs),
      ...(request.logStreamNames === undefined ? {} : { logStreams: request.logStreamNames }),
      ...(request.logStreamNamePrefix === undefined ? {} : { logStreamPrefix: request.logStreamNamePrefix }),
      startMs: request.startTime,
      endMs: request.endTime,
      ...readPosition(request.nextToken),
    }),
    request.limit,
    ({ message }) => matches(message),
  );
  const last = found.events.at(-1);
  return {
    events: found.events.map(({ id, logStream, epochMs, message, ingestedMs }) => ({
      logStreamName: logStream,
      timestamp: epochMs,
      message,
      ingestionTime: ingestedMs,
      eventId: String(id).padStart(56, "0"),
    })),
    searchedLogStreams: [],
    ...(found.isCut && last !== undefined ? { nextToken: printPosition(last) } : {}),
  };
}

const DescribeGroups = v.strictObject({
  logGroupNamePrefix: v.optional(v.string(), ""),
  logGroupNamePattern: v.optional(v.string(), ""),
  logGroupClass: v.optional(v.literal("STANDARD")),
  includeLinkedAccounts: v.optional(v.literal(false)),
  limit: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(50)), 50),
  nextToken: v.optional(v.string()),
});

export function describeLogGroups(
  input: object,
  region: string,
  logs: LogStore,
  accountId: string,
  countFilters: (logGroup: string) => number,
): object {
  const request = readConstrained(DescribeGroups, input, "InvalidParameterException");
  const found = logs
    .listGroups(region)
    .filter(
      ({ name }) =>
        name.startsWith(request.logGroupNamePrefix) &&
        name.toLowerCase().includes(request.logGroupNamePattern.toLowerCase()),
    );
  const { page, nextToken } = cutPage(found, request.nextToken, request.limit, refuseToken);
  const logGroups = page.map(({ name, createdMs, retentionDays, storedBytes }) => {
    const arn = `arn:aws:logs:${region}:${accountId}:log-group:${name}`;
    return {
      logGroupName: name,
      creationTime: createdMs,
      ...(retentionDays === undefined ? {} : { retentionInDays: retentionDays }),
      metricFilterCount: countFilters(name),
      arn: `${arn}:*`,
      logGroupArn: arn,
      logGroupClass: "STANDARD",
      storedBytes,
    };
  });
  return { logGroups, ...(nextToken.NextToken === undefined ? {} : { nextToken: nextToken.NextToken }) };
}

export function findGroup(
  request: { logGroupName?: string | undefined; logGroupIdentifier?: string | undefined },
  region: string,
  logs: LogStore,
): string {
  const { logGroupName, logGroupIdentifier } = request;
  if ((logGroupName === undefined) === (logGroupIdentifier === undefined)) {
    throw new ApiError(
      "InvalidParameterException",
      "Either logGroupName or logGroupIdentifier has to be given.",
    );
  }
  const given = logGroupName ?? logGroupIdentifier ?? "";
  const name = toGroupName(given);
  if (logs.hasGroup(region, name)) return name;
  throw new ApiError("ResourceNotFoundException", "The specified log group does not exist.");
}

function readPattern(text: string): (message: string) => boolean {
  try {
    return parsePattern(text);
  } catch (error) {
    if (error instanceof PatternError) throw new ApiError("InvalidParameterException", error.message);
    throw error;
  }
}

function takePage(
  events: Iterable<LogEvent>,
  limit: number,
  matches: (event: LogEvent) => boolean,
): { events: LogEvent[]; isCut: boolean } {
  const taken: LogEvent[] = [];
  let bytes = 0;
  for (const event of events) {
    if (!matches(event)) continue;
    bytes += Buffer.byteLength(event.message) + 26;
    if (taken.length === limit || (taken.length > 0 && bytes > PAGE_BYTES))
      return { events: taken, isCut: true };
    taken.push(event);
  }
  return { events: taken, isCut: false };
}

function printPosition({ epochMs, id }: LogPosition): string {
  return `n/${epochMs}-${id}`;
}

function readPosition(token: string | undefined): { position?: LogPosition } {
  if (token === undefined) return {};
  const [, epochMs, id] = /^n\/(\d+)-(\d+)$/.exec(token) ?? [];
  if (epochMs === undefined || id === undefined) throw refuseToken();
  return { position: { epochMs: toEpochMs(Number(epochMs)), id: Number(id) } };
}

export function refuseToken(): ApiError {
  return new ApiError("InvalidParameterException", "The specified nextToken is invalid.");
}
