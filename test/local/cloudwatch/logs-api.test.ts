import { toEpochMs } from "@crisscross/local/time/times";
import { describe, expect, it } from "vitest";
import { serveEach } from "./served.ts";
import { line, region, resource, startMs } from "./virtual-cloudwatch.ts";

const aws = serveEach();

function write(message: string, second = 0, changes: object = {}): void {
  aws.cloudWatch.log({ ...line, message, epochMs: toEpochMs(startMs + second * 1000), ...changes });
}
const logGroupName = line.logGroup;
type Page = {
  events: { message: string }[];
  nextToken?: string;
};
const call = async (operation: string, input: object): Promise<Page> => {
  const { status, body } = await aws.callLogs(operation, { logGroupName, ...input });
  if (status !== 200) throw new Error(JSON.stringify(body));
  return body as unknown as Page;
};
const messages = ({ events }: Page): string[] => events.map(({ message }) => message);

describe("FilterLogEvents", () => {
  it("gives the matching lines of all streams in order of time", async () => {
    write('{"level":"ERROR","n":2}', 2);
    write('{"level":"ERROR","n":1}', 1, { logStream: "other" });
    write('{"level":"INFO"}', 1);
    const page = await call("FilterLogEvents", { filterPattern: '{ $.level = "ERROR" }' });
    expect(page).toMatchObject({
      events: [
        {
          logStreamName: "other",
          timestamp: startMs + 1000,
          message: '{"level":"ERROR","n":1}',
          ingestionTime: startMs,
        },
        { logStreamName: line.logStream, message: '{"level":"ERROR","n":2}' },
      ],
    });
    expect(page.nextToken).toBeUndefined();
  });

  it("keeps to streams and times", async () => {
    for (const second of [0, 1, 2, 3]) write(`at ${second}`, second, { logStream: `s${second % 2}` });
    const within = { startTime: startMs + 1000, endTime: startMs + 3000 };
    expect(messages(await call("FilterLogEvents", within))).toEqual(["at 1", "at 2", "at 3"]);
    expect(messages(await call("FilterLogEvents", { ...within, logStreamNames: ["s1"] }))).toEqual([
      "at 1",
      "at 3",
    ]);
    expect(messages(await call("FilterLogEvents", { ...within, logStreamNamePrefix: "s0" }))).toEqual([
      "at 2",
    ]);
  });

  it("pages without losing or repeating a line of the same moment", async () => {
    for (let index = 0; index < 5; index++) write(`n${index}`);
    const seen: string[] = [];
    let nextToken: string | undefined;
    do {
      const page = await call("FilterLogEvents", { limit: 2, nextToken });
      seen.push(...messages(page));
      nextToken = page.nextToken;
    } while (nextToken !== undefined);
    expect(seen).toEqual(["n0", "n1", "n2", "n3", "n4"]);
  });
});

describe("DescribeLogGroups", () => {
  it("lists groups with retention and filters, those of the graph and those that functions made", async () => {
    aws.cloudWatch.provision([
      resource("logGroup:LogGroup", { name: "/aws/lambda/inner", retentionInDays: 30 }),
      resource("logMetricFilter:LogMetricFilter", {
        name: "timeouts",
        logGroupName: "/aws/lambda/inner",
        pattern: '{ $.record.status = "timeout" }',
        metricTransformation: { namespace: "N", name: "Timeouts", value: "1" },
      }),
    ]);
    write("made by writing");
    const { body } = await aws.callLogs("DescribeLogGroups", { logGroupNamePrefix: "/aws/lambda/" });
    const arn = `arn:aws:logs:${region}:000000000000:log-group:/aws/lambda/inner`;
    expect(body.logGroups).toMatchObject([
      {
        logGroupName: "/aws/lambda/inner",
        retentionInDays: 30,
        metricFilterCount: 1,
        logGroupArn: arn,
        storedBytes: 0,
      },
      { logGroupName: "/aws/lambda/probe", metricFilterCount: 0, storedBytes: 41 },
    ]);
  });
});

describe("a refusal", () => {
  it.each([
    ["FilterLogEvents", { logGroupName: "/none" }, "ResourceNotFoundException"],
    ["FilterLogEvents", { logGroupName, filterPattern: "{ $.a" }, "InvalidParameterException"],
    ["FilterLogEvents", {}, "InvalidParameterException"],
    ["GetLogEvents", { logGroupName, logStreamName: line.logStream }, "UnknownOperationException"],
    ["PutLogEvents", {}, "UnknownOperationException"],
  ])("of %s with %j is an error as AWS gives it", async (operation, input, type) => {
    write("one line");
    expect(await aws.callLogs(operation, input)).toMatchObject({ status: 400, body: { __type: type } });
  });
});

describe("a log group", () => {
  it("forgets lines past its retention", async () => {
    aws.cloudWatch.provision([resource("logGroup:LogGroup", { name: logGroupName, retentionInDays: 1 })]);
    write("old");
    write("new", 3600);
    await aws.cloudWatch.evaluate(toEpochMs(startMs + 86_400_000 + 1));
    expect(messages(await call("FilterLogEvents", {}))).toEqual(["new"]);
  });
});
