import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { run } from "../../../packages/cli/src/run.ts";
import { createShell, runIn } from "../fake-shell.ts";

const id = "6f1c6c3a-9f7b-4c38-8f0e-0f5a6d7e8f90";
const report = `REPORT RequestId: ${id}\tDuration: 3.05 ms\tBilled Duration: 4 ms\tMemory Size: 128 MB\tMax Memory Used: 66 MB\tInit Duration: 112.40 ms\t`;
const platform = JSON.stringify({
  time: "2026-11-20T10:00:00.123Z",
  type: "platform.report",
  record: {
    requestId: id,
    status: "timeout",
    metrics: { durationMs: 3_000, billedDurationMs: 3_000, memorySizeMB: 256, maxMemoryUsedMB: 70 },
  },
});
const ofReport = `${id},3.05,4,112.4,,,128,66,,text,`;
const ofPlatform = `${id},3000,3000,,,,256,70,timeout,json,`;

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "crisscross-logs-"));
});
afterAll(() => rm(folder, { recursive: true }));

async function parse(...contents: (string | Uint8Array)[]) {
  const paths = await Promise.all(
    contents.map(async (content, place) => {
      const path = join(folder, `log-${place}`);
      await writeFile(path, content);
      return path;
    }),
  );
  const { exitCode, stdout, stderr } = await runIn(createShell(), ["logs", "parse", ...paths, "--no-color"]);
  const [header, ...rows] = stdout.trimEnd().split("\n");
  return {
    exitCode,
    header,
    rows: rows.map((row) => row.replace(`${folder}/`, "")),
    stderr,
  };
}

describe("logs parse", () => {
  it.each([
    ["a REPORT line", report, `log-0,1,,${ofReport}`],
    ["one that was copied with spaces for tabs", report.replaceAll("\t", "  "), `log-0,1,,${ofReport}`],
    [
      "one that was copied with its time",
      `2026-11-20T10:00:00.123Z\t${report}`,
      `log-0,1,2026-11-20T10:00:00.123Z,${ofReport}`,
    ],
    [
      "one that was copied in several lines",
      `START RequestId: ${id}\n${report.replaceAll("\t", "\n")}`,
      `log-0,2,,${ofReport}`,
    ],
    ["a JSON line", platform, `log-0,1,2026-11-20T10:00:00.123Z,${ofPlatform}`],
    [
      "aws logs tail",
      `2026-11-20T10:00:01.5+00:00 2026/11/20/[$LATEST]0f5a ${report}`,
      `log-0,1,2026-11-20T10:00:01.5+00:00,${ofReport}`,
    ],
    [
      "aws logs tail of a JSON log",
      `2026-11-20T10:00:01 2026/11/20/[$LATEST]0f5a ${platform}`,
      `log-0,1,2026-11-20T10:00:01Z,${ofPlatform}`,
    ],
    [
      "a console's CSV",
      `timestamp,message\n1795168800123,"${platform.replaceAll('"', '""')}"`,
      `log-0,2,2026-11-20T10:00:00.123Z,${ofPlatform}`,
    ],
    [
      "a subscription's document",
      JSON.stringify({ logEvents: [{ id: "1", timestamp: 1_795_168_800_123, message: `${report}\n` }] }),
      `log-0,1,2026-11-20T10:00:00.123Z,${ofReport}`,
    ],
  ])("reads %s", async (_, content, row) => {
    const { exitCode, header, rows, stderr } = await parse(content);
    expect(header).toBe(
      "file,line,time,requestId,durationMs,billedMs,initMs,restoreMs,billedRestoreMs,memoryMb,maxMemoryMb,status,source,errorType",
    );
    expect({ exitCode, rows }).toEqual({ exitCode: 0, rows: [row] });
    expect(stderr).toContain(" 0 lines that do not parse");
  });

  it("reads what filter-log-events prints, indented, with the lines it is on", async () => {
    const events = [report, "START RequestId: x Version: $LATEST\n", platform].map((message, n) => ({
      logStreamName: "2026/11/20/[$LATEST]0f5a",
      timestamp: 1_795_168_800_000 + n,
      message,
      ingestionTime: 1_795_168_801_000,
      eventId: "37",
    }));
    const { rows, stderr } = await parse(JSON.stringify({ events, searchedLogStreams: [] }, null, 4));
    expect(rows).toEqual([
      `log-0,6,2026-11-20T10:00:00.000Z,${ofReport}`,
      `log-0,20,2026-11-20T10:00:00.123Z,${ofPlatform}`,
    ]);
    expect(stderr).toContain("1 other line, 0 lines that do not parse");
  });

  it("reads the rows of Logs Insights", async () => {
    const fields = { "@timestamp": "2026-11-20 10:00:00.123", "@message": report, "@ptr": "CmEK" };
    const row = Object.entries(fields).map(([field, value]) => ({ field, value }));
    const { rows, stderr } = await parse(JSON.stringify({ results: [row], status: "Complete" }, null, 2));
    expect(rows).toEqual([`log-0,10,2026-11-20T10:00:00.123Z,${ofReport}`]);
    expect(stderr).toContain(" 0 lines that do not parse");
  });

  it("reads the rows of Logs Insights on one line", async () => {
    const row = [
      { field: "@ptr", value: "CmEK" },
      { field: "@message", value: report },
    ];
    expect((await parse(JSON.stringify({ results: [row, row] }))).rows).toEqual(
      Array(2).fill(`log-0,1,,${ofReport}`),
    );
  });

  it("reads gzip, several members in a row and several files", async () => {
    const packed = Buffer.concat([gzipSync(`${report}\n`), gzipSync(`${platform}\n`)]);
    const { rows } = await parse(packed, report);
    expect(rows.map((row) => row.split(",").slice(0, 2))).toEqual([
      ["log-0", "1"],
      ["log-0", "2"],
      ["log-1", "1"],
    ]);
  });

  it("counts lines that do not parse and shows them with their number", async () => {
    const lines = [
      "START RequestId: x",
      "",
      "what is this, then",
      report,
      report.slice(0, 60),
      platform.slice(0, -20),
      `2026-11-20T10:00:00.123Z\t${id}\tINFO\thello`,
      '{"level":"INFO","message":"an application\'s own"}',
    ];
    const { exitCode, rows, stderr } = await parse(lines.join("\r\n"));
    expect({ exitCode, n: rows.length }).toEqual({ exitCode: 0, n: 1 });
    expect(stderr).toContain("3 other lines, 3 lines that do not parse");
    expect(stderr).toMatch(/log-0:3: no log line that is known: what is this, then/);
    expect(stderr).toMatch(/log-0:5: a receipt that is damaged: REPORT/);
    expect(stderr).toMatch(/log-0:6: a receipt that is damaged: \{"time"/);
  });

  it("shows control characters of a log as text, on both streams", async () => {
    const escaped = platform.replace('"timeout"', '"\\u001b[31mtimeout"');
    const { rows, stderr } = await parse(`what\u001b]0;is\u0007 this\n${escaped}`);
    expect(stderr).toContain("what\\x1b]0;is\\x07 this");
    expect(stderr).toContain("1 \\x1b[31mtimeout");
    expect(rows.join()).toContain("\\x1b[31mtimeout");
    expect(stderr + rows.join()).not.toMatch(/\p{Cc}(?<!\n)/u);
  });

  it("shows the first twenty of them", async () => {
    const { stderr } = await parse(`${"?\n".repeat(25)}${report}`);
    expect(stderr.match(/no log line/g)).toHaveLength(20);
    expect(stderr).toContain("and 5 more");
  });

  it("gives the statistics of what it read", async () => {
    const many = Array.from({ length: 60 }, (_, n) => report.replace("3.05", `${n + 1}.5`));
    const { stderr } = await parse([...many, platform].join("\n"));
    expect(stderr).toContain("61 receipts: 60 ok, 1 timeout");
    const [, n, mean] = /^duration +(\d+) +([\d.]+)/m.exec(stderr) ?? [];
    // Σ(1.5 … 60.5) = 1,860, and 3,000 of the one that timed out.
    expect([n, mean]).toEqual(["61", "79.7"]);
    expect(stderr).toMatch(/^init +60 +112 +0\.00/m);
  });

  it("answers 1 when there is no receipt, or no such file", async () => {
    expect(await parse("START RequestId: x")).toMatchObject({ exitCode: 1, rows: [] });
    const shell = createShell();
    expect(await run(["logs", "parse", join(folder, "none")], shell)).toBe(1);
    expect(shell.stderr.text).toContain("cannot be read (ENOENT");
  });

  it("says so when a gzip file is cut", async () => {
    const shell = createShell();
    const path = join(folder, "cut.gz");
    await writeFile(path, gzipSync(report.repeat(100)).subarray(0, 60));
    expect(await run(["logs", "parse", path], shell)).toBe(1);
    expect(shell.stderr.text).toContain("cut.gz cannot be read (unexpected end of file)");
  });
});
