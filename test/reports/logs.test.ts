import { spawnSync } from "node:child_process";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { epochOf, id, openLogs, type Row, reportOf, rowsIn } from "./parse-logs.ts";

const data = join(import.meta.dirname, "data/logs");
const main = join(import.meta.dirname, "../../packages/cli/src/main.ts");

const { parse, parseFile } = openLogs();
const figures = { durationMs: "12.4", billedMs: "13", memoryMb: "128", maxMemoryMb: "71" };

describe("the files of the reports", () => {
  it.each([
    [
      "H01-prefix-glued.log",
      2,
      { requestId: id(1), durationMs: "3.5", billedMs: "4", maxMemoryMb: "47", initMs: "205.52" },
    ],
    ["H02-local-time.log", 0, { requestId: id(2), at: "2026-11-20T12:36:50.001Z" }],
    ["H05-logger.jsonl", 0, { requestId: id(13), at: "2026-11-20T09:00:01.500Z" }],
    ["H04-query-results.json", 0, { requestId: id(19), at: "2026-11-20T09:45:55.990Z", ...figures }],
    ["H06-tabs.log", 2, { requestId: id(23), durationMs: "5", maxMemoryMb: "30" }],
    ["H07-extension-crash.log", 6, { requestId: id(4), status: "error", errorType: "Extension.Crash" }],
    ["H08-python.log", 4, { requestId: id(9), ...figures }],
    ["H09-utf16le.log", 1, { requestId: id(20), ...figures }],
    ["H10-invoke-tail.json", 2, { requestId: id(21), initMs: "150.01", ...figures }],
    ["H11-timed-out.log", 3, { requestId: id(22), status: "timeout", durationMs: "10001.11" }],
  ])(
    "%s has one receipt, %i other lines, and nothing unknown",
    async (file, others, { at, ...right }: Row) => {
      const { exitCode, rows, stderr } = await parseFile(join(data, file));
      expect(exitCode).toBe(0);
      expect(rows).toEqual([expect.objectContaining(right)]);
      if (at !== undefined) expect(epochOf(rows[0] ?? {})).toBe(Date.parse(at));
      expect(stderr).toMatch(/^1 receipt: /);
      expect(stderr).toMatch(new RegExp(`^${others} other lines?, 0 lines that do not parse$`, "m"));
    },
  );

  it("H03-insights.csv has two receipts with their times, in UTC", async () => {
    const { rows } = await parseFile(join(data, "H03-insights.csv"));
    expect(rows.map((row) => [row.requestId, epochOf(row)])).toEqual([
      [id(15), Date.parse("2026-11-20T09:45:55.990Z")],
      [id(16), Date.parse("2026-11-20T09:45:56.990Z")],
    ]);
  });

  it("H11-timed-out.log has no call that is ok", async () => {
    expect((await parseFile(join(data, "H11-timed-out.log"))).stderr).toMatch(/^1 receipt: 1 timeout$/m);
  });
});

describe("a time before a receipt", () => {
  const noon = "2026-11-20T12:00:00.000Z";
  it.each([
    ["2026-11-20T12:00:00Z", noon],
    ["2026-11-20T12:00:00.000000+00:00 2026/11/20/[$LATEST]0f5a", noon],
    ["2026-11-20T17:30:00.000+0530", noon],
    ["2026-11-20 07:00:00 (-05:00)", noon],
    ["2026-11-20 12:00:00 UTC", noon],
    ["[2026-11-20 12:00:00,000]", noon],
    ["2026-11-20T12:00:00 2026/11/20/[$LATEST]0f5a", noon],
    ["2026/11/20 12:00:00", noon],
    ["1795176000000", noon],
    ["2026-02-30T12:00:00Z", undefined],
    ["2026-11-20T25:00:00Z", undefined],
  ])("%s is %s", async (written, iso) => {
    const { rows } = await parse(`${written}\t${reportOf(1)}`);
    expect(rows.map((row) => (row.time ? new Date(row.time).toISOString() : undefined))).toEqual([iso]);
  });

  it.each([
    ["timestamp", "2026-11-20T12:00:00+00:00"],
    ["time", "2026-11-20T12:00:00.000Z"],
    ["@timestamp", "2026-11-20T21:00:00+09:00"],
    ["timestamp", 1_795_176_000],
    ["timestamp", 1_795_176_000_000],
  ])("is found as a logger's %s: %s", async (field, value) => {
    const { rows } = await parse(JSON.stringify({ level: "info", message: reportOf(1), [field]: value }));
    expect(rows.map((row) => epochOf(row))).toEqual([Date.parse(noon)]);
  });

  it("is found in a row of Insights whatever the order of its fields", async () => {
    const row = [
      { field: "@message", value: reportOf(1) },
      { field: "@timestamp", value: "2026-11-20 12:00:00.000" },
    ];
    for (const indent of [0, 2]) {
      const { rows } = await parse(JSON.stringify({ results: [row, row] }, null, indent));
      expect(rows.map((one) => epochOf(one))).toEqual([Date.parse(noon), Date.parse(noon)]);
    }
  });

  it("is found in Insights' CSV when it is the last column", async () => {
    const { rows } = await parse(`@message,@timestamp\n"${reportOf(1)}",2026-11-20 12:00:00.000\n`);
    expect(rows.map((row) => epochOf(row))).toEqual([Date.parse(noon)]);
  });
});

describe("lines of runtimes and loggers", () => {
  it.each([
    ["Node.js", `2026-11-20T09:00:00.123Z\t${id(1)}\tINFO\thello`],
    ["Python", `[WARNING]\t2026-11-20T09:00:00.123Z\t${id(1)}\thello`],
    ["Python, an exception", "[ERROR] ValueError: boom"],
    ["Java", `2026-11-20 09:00:00 ${id(1)} INFO  Handler:12 - hello`],
    ["Ruby", `I, [2026-11-20T09:00:00.123456 #8]  INFO -- : hello`],
    ["Go", "2026/11/20 09:00:00 hello"],
    [".NET", `2026-11-20T09:00:00.123Z\t${id(1)}\tinfo\thello`],
    ["aws logs tail", "2026-11-20T09:00:00.123000+00:00 2026/11/20/[$LATEST]0f5a hello"],
    ["a crash", `RequestId: ${id(1)} Error: Runtime exited with error: exit status 1`],
    ["a traceback", "Traceback (most recent call last):"],
    ["a traceback's place", '  File "/var/task/app.py", line 3, in handler'],
    ["a Java stack", "\tat com.example.Handler.handleRequest(Handler.java:12)"],
    ["the type of a crash", "Runtime.ExitError"],
    ["an early exit", `RequestId: ${id(1)} Process exited before completing request`],
    ["a start with tabs", `START\tRequestId: ${id(1)}\tVersion: $LATEST`],
  ])("of %s are known", async (_, line) => {
    expect((await parse(`${line}\n${reportOf(2)}`)).stderr).toContain("1 other line, 0 lines");
  });

  it("that are none are still told", async () => {
    const { stderr } = await parse(
      `hello\nAn INFO page\nin 2026-11-20T09:00:00Z we saw INFO\n${reportOf(2)}`,
    );
    expect(stderr).toContain("0 other lines, 3 lines that do not parse");
  });
});

describe("a call that timed out or died", () => {
  const late = (n: number) => `2026-11-20T09:00:10.000Z ${id(n)} Task timed out after 10.00 seconds`;

  it.each([
    ["before its receipt", `${late(1)}\n${reportOf(1)}`, "1 timeout"],
    ["on the same line", `${reportOf(1)} ${late(1)}`, "1 timeout"],
    ["after it", `${reportOf(1)}\n${late(1)}`, "1 timeout"],
    [
      "after others' receipts",
      `${reportOf(1)}\n${reportOf(2)}\n${reportOf(3)}\n${late(2)}`,
      "2 ok, 1 timeout",
    ],
    [
      "in an event of its own",
      JSON.stringify({ events: [reportOf(1), late(1)].map((message) => ({ timestamp: 1, message })) }),
      "1 timeout",
    ],
    [
      "in a logger's message",
      `${reportOf(1)}\n${JSON.stringify({ level: "error", message: late(1) })}`,
      "1 timeout",
    ],
    [
      "as a process that exited",
      `RequestId: ${id(1)} Process exited before completing request\n${reportOf(1)}`,
      "1 error",
    ],
    [
      "beside a receipt that says it",
      `${late(1)}\n${reportOf(1, "Status: timeout\t")}\n${late(1)}`,
      "1 timeout",
    ],
  ])("is not ok when that is told %s", async (_, content, ends) => {
    const { rows, stderr } = await parse(content);
    expect(stderr).toMatch(new RegExp(`^${rows.length} receipts?: ${ends}$`, "m"));
    expect(stderr).not.toContain("far from a receipt");
    expect(rows.filter(({ status }) => status !== "")).toHaveLength(1);
  });

  it("is not ok either when that is told far from its receipt, and is said to have no status in its row", async () => {
    const others = Array.from({ length: 300 }, (_, n) => reportOf(n + 10));
    const { rows, stderr } = await parse([reportOf(1), ...others, late(1), late(1), late(2)].join("\n"));
    expect(rows).toHaveLength(301);
    expect(stderr).toMatch(/^301 receipts: 300 ok, 1 timeout$/m);
    expect(stderr).toContain("2 calls whose end stands too far from a receipt: 2 timeout");
  });
});

describe("a log's encoding", () => {
  const text = `START RequestId: ${id(1)} Version: $LATEST\r\n${reportOf(1)}\r\n`;
  const utf16le = Buffer.from(`\ufeff${text}`, "utf16le");
  it.each([
    ["UTF-8 with a byte order mark", Buffer.from(`\ufeff${text}`)],
    ["UTF-16 LE", utf16le],
    ["UTF-16 BE", Buffer.from(utf16le).swap16()],
    ["UTF-16 LE without a byte order mark", utf16le.subarray(2)],
    ["UTF-16 BE without a byte order mark", Buffer.from(utf16le).swap16().subarray(2)],
    ["UTF-16 LE, gzip", gzipSync(utf16le)],
  ])("may be %s", async (_, bytes) => {
    const { rows, stderr } = await parse(bytes);
    expect(rows).toEqual([expect.objectContaining({ requestId: id(1), ...figures })]);
    expect(stderr).toContain("1 other line, 0 lines that do not parse");
  });

  it("may be base64, as LogResult alone", async () => {
    const packed = Buffer.from(text).toString("base64");
    for (const content of [packed, JSON.stringify(packed)])
      expect((await parse(content)).rows).toEqual([expect.objectContaining({ requestId: id(1) })]);
  });
});

it.each([reportOf(1), gzipSync(reportOf(1)), Buffer.from(`\ufeff${reportOf(1)}`, "utf16le")])(
  "reads standard input as -",
  (input) => {
    const { stdout, status } = spawnSync(process.execPath, [main, "logs", "parse", "-"], { input });
    expect([status, rowsIn(stdout.toString())]).toEqual([
      0,
      [expect.objectContaining({ file: "-", requestId: id(1) })],
    ]);
  },
);

it("reads a file of this folder as it is read with cat", async () => {
  const path = join(data, "H11-timed-out.log");
  const { stdout } = spawnSync(process.execPath, [main, "logs", "parse", "-"], {
    input: await readFile(path),
  });
  const [piped] = rowsIn(stdout.toString());
  expect({ ...piped, file: path }).toEqual((await parseFile(path)).rows[0]);
});
