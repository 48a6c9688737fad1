import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readLog } from "../../../packages/cli/src/logs/read-log.ts";

const id = "6f1c6c3a-9f7b-4c38-8f0e-0f5a6d7e8f90";
const report = `REPORT RequestId: ${id}\tDuration: 3.05 ms\tBilled Duration: 4 ms\tMemory Size: 128 MB\tMax Memory Used: 66 MB\t\n`;
const recordOf = (durationMs: number) => ({
  time: "2026-11-20T10:00:00.123Z",
  type: "platform.report",
  record: {
    requestId: id,
    metrics: { durationMs, billedDurationMs: 4, memorySizeMB: 256, maxMemoryUsedMB: 70 },
    spans: [{ name: "responseLatency", durationMs: 1.5 }],
    status: "success",
  },
});
const platform = JSON.stringify(recordOf(3.05));
const timestamp = 1_795_168_800_000;
const eventsOf = (...messages: unknown[]) =>
  messages.map((message, n) => ({ timestamp: timestamp + n, message, eventId: `${n}` }));
const tailed = (record: object) =>
  `2026-11-20T10:00:00.123000+00:00 2026/11/20/[$LATEST]0f5a \n${JSON.stringify(record, null, 4)}`;

async function* linesOf(text: string) {
  yield* text.split("\n");
}

/** Items as text: a receipt is `line time durationUs`. */
async function read(text: string): Promise<string[]> {
  const items: string[] = [];
  for await (const item of readLog(linesOf(text)))
    items.push(
      item.kind === "receipt"
        ? `${item.line} ${item.time ?? "–"} ${item.receipt.durationUs}`
        : `${item.line} ${item.kind}`,
    );
  return items;
}

const first = "2026-11-20T10:00:00.000Z";
const second = "2026-11-20T10:00:00.001Z";
const own = "2026-11-20T10:00:00.123Z";

describe("a log's forms", () => {
  it.each([
    [
      "an array of events on one line",
      JSON.stringify(eventsOf(report, report)),
      [`1 ${first} 3050`, `1 ${second} 3050`],
    ],
    ["an array of messages on one line", JSON.stringify([report, platform]), ["1 – 3050", `1 ${own} 3050`]],
    [
      "one event a line",
      eventsOf(report, platform, "START RequestId: x")
        .map((event) => JSON.stringify(event))
        .join("\n"),
      [`1 ${first} 3050`, `2 ${own} 3050`, "3 other"],
    ],
    [
      "one event a line in an array",
      `[${eventsOf(report, report)
        .map((event) => JSON.stringify(event))
        .join(",\n")}]`,
      [`1 ${first} 3050`, `2 ${second} 3050`],
    ],
    ["an indented array of events", JSON.stringify(eventsOf(report), null, 2), [`4 ${first} 3050`]],
    [
      "one message a line",
      [report, platform].map((message) => JSON.stringify(message)).join("\n"),
      ["1 – 3050", `2 ${own} 3050`],
    ],
    ["an indented record in whole milliseconds", JSON.stringify(recordOf(3), null, 2), [`1 ${own} 3000`]],
    ["an indented record in parts of them", JSON.stringify(recordOf(3.05), null, 2), [`1 ${own} 3050`]],
    [
      "aws logs tail --format json",
      `${tailed(recordOf(3))}\n${tailed({ level: "INFO", message: "hello" })}`,
      ["2 2026-11-20T10:00:00.123000+00:00 3000", "23 other"],
    ],
    ["a record within a record", JSON.stringify({ timestamp, message: recordOf(3) }), [`1 ${own} 3000`]],
    [
      "a record with an empty string",
      platform.replace('"success"', '"success","errorType":""'),
      [`1 ${own} 3050`],
    ],
    ["several documents on one line", `${platform} ${platform}`, [`1 ${own} 3050`, `1 ${own} 3050`]],
    ["several reports on one line", `${report.trim()} ${report}`, ["1 – 3050", "1 – 3050"]],
    [
      "an indented document without its beginning",
      `"timestamp": 1,\n"message": ${JSON.stringify(report)}\n},\n{`,
      ["2 – 3050"],
    ],
    [
      "an indented record that is cut",
      JSON.stringify(recordOf(3), null, 2).slice(0, 150),
      ["3 damaged", "6 unknown"],
    ],
    [
      "an event that is cut after its message",
      JSON.stringify(eventsOf(report), null, 2).slice(0, -20),
      ["4 – 3050"],
    ],
    [
      "what an application prints in several lines",
      `2026-11-20T10:00:00.123Z\t${id}\tINFO\t{\n  a: 1\n}`,
      ["1 other", "2 unknown"],
    ],
    [
      "an application's indented record",
      JSON.stringify({ level: "INFO", message: "hello" }, null, 2),
      ["1 other"],
    ],
  ])("reads %s", async (_, text, items) => {
    expect(await read(text)).toEqual(items);
  });

  it("reads every receipt of a file that mixes them", async () => {
    const text = [report, JSON.stringify(eventsOf(report, platform)), tailed(recordOf(3)), ""].join("\n");
    expect((await read(text)).filter((item) => /\d$/.test(item))).toHaveLength(4);
  });

  it("holds no more of a long indented array than its open event", async () => {
    let given = 0;
    async function* endless() {
      yield '{ "events": [';
      for (;;) {
        given++;
        yield* `${JSON.stringify(eventsOf(report)[0], null, 4)},`.split("\n");
      }
    }
    let found = 0;
    for await (const item of readLog(endless())) {
      expect(item.kind).toBe("receipt");
      if (++found === 1_000) break;
    }
    expect(given).toBe(1_000);
  });

  const pieces = [
    report,
    platform,
    JSON.stringify(recordOf(3), null, 2),
    JSON.stringify(eventsOf(report, platform)),
    JSON.stringify({ events: eventsOf(report, platform) }, null, 4),
    JSON.stringify({ results: [[{ field: "@message", value: platform }]] }, null, 2),
    `"${platform.replaceAll('"', '""')}",`,
    tailed(recordOf(3)),
    "platform.report",
    '{"platform.report": ["REPORT RequestId: ',
    ...[
      "{",
      "}",
      "[",
      "]",
      ",",
      '"',
      ":",
      '""',
      "\\",
      "\n",
      "Duration: 1 ms",
      "hello",
      '{"message":',
      '"type":',
    ],
  ];
  const cutPiece = fc
    .tuple(fc.constantFrom(...pieces), fc.nat(), fc.nat(), fc.boolean())
    .map(([piece, a, b, isWhole]) =>
      isWhole ? piece : piece.slice(a % piece.length).slice(0, b % piece.length),
    );

  it("finds every receipt that is spoken of, or counts it as damaged, however the forms are mixed and cut", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(cutPiece, { maxLength: 12 }),
        fc.constantFrom("\n", "", " "),
        async (cut, between) => {
          const text = cut.join(between);
          const spokenOf = text.match(/platform\.report|REPORT RequestId:/g)?.length ?? 0;
          const items = await read(text);
          const counted = items.filter((item) => /\d$|damaged$/.test(item)).length;
          expect(counted).toBeGreaterThanOrEqual(spokenOf);
        },
      ),
      { numRuns: 2_000, seed: 41 },
    );
  });
});
