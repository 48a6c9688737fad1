import { gzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { epochOf, id, openLogs, reportOf } from "./parse-logs.ts";

const { parse } = openLogs();

describe("an export of Logs Insights", () => {
  const time = "2026-11-20 09:45:55.990";
  const at = Date.parse("2026-11-20T09:45:55.990Z");
  const late = `2026-11-20T09:45:55.980Z ${id(6)} Task timed out after 3.00 seconds\n\n`;
  it.each([
    ["@timestamp,@message", (message: string) => `${time},"${message}"`],
    ["@message,@timestamp", (message: string) => `"${message}",${time}`],
    ["@message,@timestamp,@logStream", (message: string) => `"${message}",${time},2026/11/20/[$LATEST]aa11`],
  ])("has its times and nothing unknown, whatever lines a cell %s has", async (header, rowOf) => {
    const lines = [
      header,
      rowOf(`${reportOf(5)}\n`),
      rowOf(late),
      rowOf(reportOf(6)),
      rowOf(`${reportOf(7)}\n`),
    ];
    const { exitCode, rows, stderr } = await parse(`${lines.join("\n")}\n`);
    expect(exitCode).toBe(0);
    expect(rows.map((row) => [row.requestId, row.status, epochOf(row)])).toEqual([
      [id(5), "", at],
      [id(6), "timeout", at],
      [id(7), "", at],
    ]);
    expect(stderr).toContain("0 lines that do not parse");
  });

  it("that is cut off is said to be so, as any other file", async () => {
    const rows = Array.from({ length: 2_000 }, (_, n) => `${time},"${reportOf(n)}"`);
    const packed = gzipSync(["@timestamp,@message", ...rows].join("\n"));
    const { exitCode, stderr } = await parse(packed.subarray(0, packed.length - 200));
    expect(exitCode).toBe(1);
    expect(stderr).toContain("cannot be read");
  });

  it("has no row that goes unnoticed: receipts after a quote that is never closed are found", async () => {
    const lines = [
      "@message,@timestamp",
      `"${reportOf(5)}",${time}`,
      `"begun,${time}`,
      reportOf(6),
      reportOf(7),
    ];
    const { rows, stderr } = await parse(`${lines.join("\n")}\n`);
    expect(rows.map((row) => row.requestId)).toEqual([id(5), id(6), id(7)]);
    expect(stderr).toContain(":3: no log line that is known");
  });

  it("has no row that goes unnoticed: a quote that is never closed is told of", async () => {
    const { rows, stderr } = await parse(
      `@message,@timestamp\n"${reportOf(5)}",${time}\n"${reportOf(6)},${time}\n`,
    );
    expect(rows.map((row) => row.requestId)).toEqual([id(5), id(6)]);
    expect(stderr).not.toContain("0 lines that do not parse");
  });
});
