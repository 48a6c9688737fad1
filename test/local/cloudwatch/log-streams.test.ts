import { toEpochMs } from "@crisscross/local/time/times";
import { beforeEach, expect, it } from "vitest";
import { serveEach } from "./served.ts";
import { line, region, startMs } from "./virtual-cloudwatch.ts";

const served = serveEach();
const logGroupName = line.logGroup;
const describeStreams = (input: object) => served.callLogs("DescribeLogStreams", { logGroupName, ...input });
const namesOf = async (input: object) => {
  const { body } = await describeStreams(input);
  return (body.logStreams as { logStreamName: string }[]).map(({ logStreamName }) => logStreamName);
};

beforeEach(() => {
  const write = (logStream: string, afterMs: number) =>
    served.cloudWatch.log({
      ...line,
      kind: "function",
      logStream,
      epochMs: toEpochMs(startMs + afterMs),
      message: "m",
    });
  write("b", 0);
  write("a", 1_000);
  write("b", 5_000);
  write("c", 2_000);
});

it("a group's streams are listed by name, with the times of their lines", async () => {
  const { status, body } = await describeStreams({ logStreamNamePrefix: "b" });
  expect(status).toBe(200);
  expect(body).toEqual({
    logStreams: [
      {
        logStreamName: "b",
        creationTime: startMs,
        firstEventTimestamp: startMs,
        lastEventTimestamp: startMs + 5_000,
        lastIngestionTime: startMs,
        arn: `arn:aws:logs:${region}:000000000000:log-group:${logGroupName}:log-stream:b`,
        storedBytes: 0,
      },
    ],
  });
});

it("they are listed by their last line, newest first, and page by page", async () => {
  expect(await namesOf({})).toEqual(["a", "b", "c"]);
  expect(await namesOf({ orderBy: "LastEventTime" })).toEqual(["a", "c", "b"]);
  expect(await namesOf({ orderBy: "LastEventTime", descending: true, limit: 2 })).toEqual(["b", "c"]);
  const { body } = await describeStreams({ limit: 2 });
  expect(await namesOf({ limit: 2, nextToken: body.nextToken })).toEqual(["c"]);
});

it.each([
  [{ logGroupName: "nobody" }, "ResourceNotFoundException", "The specified log group does not exist."],
  [{ logStreamNamePrefix: "a", orderBy: "LastEventTime" }, "InvalidParameterException", "Cannot order by"],
  [{ limit: 51 }, "InvalidParameterException", "less than or equal to 50"],
])("%j is refused", async (input, type, words) => {
  const { status, body } = await describeStreams(input);
  expect(status).toBe(400);
  expect(body).toMatchObject({ __type: type, message: expect.stringContaining(words) });
});
