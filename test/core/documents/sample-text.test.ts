import { columns } from "@crisscross/core/documents/sample-columns";
import { csvHeader, writeSamples } from "@crisscross/core/documents/sample-text";
import { epochMs } from "@crisscross/core/edge/time";
import type { DbWait } from "@crisscross/core/sample/call";
import { measureNames } from "@crisscross/core/sample/measure";
import { StoredBlock } from "@crisscross/core/sample/stored-block";
import fc from "fast-check";
import * as v from "valibot";
import { describe, expect, it } from "vitest";
import { anyBlock } from "../blocks.ts";
import { blockOf, callOf, levelOf, receiptOf, sampleOf } from "../samples.ts";

const names = columns.map(({ name }) => name);

/** One line's fields by column. */
function fieldsOf(line: string): Record<string, string> {
  const fields = [...line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^",]*))/g)].map(
    ([, quoted, plain]) => quoted?.replaceAll('""', '"') ?? plain ?? "",
  );
  expect(fields).toHaveLength(names.length);
  return Object.fromEntries(names.map((name, place) => [name, fields[place] ?? ""]));
}

const linesOf = (text: string): string[] => text.split("\n").slice(0, -1);

describe("safe CSV", () => {
  const reasonIn = (reason: string, format: "csv" | "csv-safe") => {
    const failed = sampleOf({}, { outcome: "error", reason, level: undefined, receipt: undefined });
    const [line = ""] = linesOf(writeSamples(blockOf([failed]), format));
    return fieldsOf(line).reason;
  };

  it.each(["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", '=HYPERLINK("x","y")'])(
    "puts an apostrophe before %j, which a spreadsheet would run; CSV itself keeps it",
    (reason) => {
      expect(reasonIn(reason, "csv-safe")).toBe(`'${reason.replace(/[\r\n]+/g, " ")}`);
      expect(reasonIn(reason, "csv")).toBe(reason.replace(/[\r\n]+/g, " "));
    },
  );

  it.each(["", "a=1", " =1", "'=1", "Runtime.ExitError"])("leaves %j as it is", (reason) => {
    expect(reasonIn(reason, "csv-safe")).toBe(reason);
  });

  it("keeps every other cell, numbers below zero too", () => {
    const early = blockOf([sampleOf()], { publishedAtMs: epochMs(blockOf([]).firstReceivedAtMs + 3.2) });
    expect(writeSamples(early, "csv-safe")).toBe(writeSamples(early, "csv"));
    expect(fieldsOf(linesOf(writeSamples(early, "csv-safe"))[0] ?? "").queueMs).toMatch(/^-\d/);
  });
});

describe("CSV", () => {
  it("has a column for every measure, the notebook's first", () => {
    expect(names.slice(5, 11)).toEqual([
      "sentAt",
      "totalMs",
      "outerBilledMs",
      "innerObservedMs",
      "innerBilledMs",
      "dbMs",
    ]);
    for (const measure of measureNames) expect(names).toContain(`${measure}Ms`);
    expect(new Set(names).size).toBe(names.length);
    expect(csvHeader).toBe(`${names.join(",")}\n`);
  });

  it("writes a probe's figures, ids, classes and marks", () => {
    const [line = ""] = linesOf(writeSamples(blockOf([sampleOf({ seq: 7 })]), "csv"));
    expect(fieldsOf(line)).toMatchObject({
      probe: "ap-south-1.7",
      sentAt: "2027-01-15T08:00:00.500Z",
      totalMs: "300",
      innerObservedMs: "220",
      innerBilledMs: "2",
      dbMs: "",
      outcome: "ok",
      start: "warm",
      queueMs: "200",
      innerStartUs: "900000",
      via: "",
    });
  });

  it("keeps failures, with their reason on one line", () => {
    const reason = 'odd "reason",\r\nwith marks';
    const failed = sampleOf({}, { outcome: "error", reason, level: undefined, receipt: undefined });
    const lines = linesOf(writeSamples(blockOf([failed]), "csv"));
    expect(lines).toHaveLength(1);
    expect(fieldsOf(lines[0] ?? "")).toMatchObject({
      outcome: "error",
      hop: "inner",
      reason: 'odd "reason", with marks',
      totalMs: "300",
      innerBilledMs: "",
    });
  });

  it("puts the functions between outer and inner into one column", () => {
    const inner = callOf(100_000, { level: levelOf(), receipt: receiptOf(3_000) });
    const via = callOf(200_000, {
      region: "sa-east-1",
      level: levelOf({ call: inner }),
      receipt: receiptOf(150_250),
    });
    const call = callOf(300_000, { level: levelOf({ call: via }), receipt: receiptOf(250_000) });
    const chain = sampleOf({ variant: "bare/via=sa-east-1", call });
    const {
      via: column = "",
      innerObservedMs,
      originWaitMs,
    } = fieldsOf(linesOf(writeSamples(blockOf([chain]), "csv"))[0] ?? "");
    expect([innerObservedMs, originWaitMs]).toEqual(["", "200"]);
    expect(JSON.parse(column)).toMatchObject([{ region: "sa-east-1", start: "warm", executionMs: 150.25 }]);
  });

  it("says how the request to DynamoDB went out, as it was stored", () => {
    const db = { sentUs: 1, receivedUs: 2, outcome: "ok", connection: "fresh" } as const;
    const fieldsWith = (more: Partial<DbWait>) => {
      const level = levelOf({ db: { ...db, ...more } });
      const block = v.parse(StoredBlock, blockOf([sampleOf({ variant: "db-get" }, { level })]));
      return fieldsOf(linesOf(writeSamples(block, "csv"))[0] ?? "");
    };
    expect(fieldsWith({})).toMatchObject({ dbConnection: "fresh", dbResent: "" });
    expect(fieldsWith({ resent: true })).toMatchObject({ dbConnection: "fresh", dbResent: "1" });
  });

  it("says the same as NDJSON, whatever was stored", () => {
    fc.assert(
      fc.property(anyBlock, (block) => {
        const rows = linesOf(writeSamples(block, "csv")).map(fieldsOf);
        const objects = linesOf(writeSamples(block, "ndjson")).map((line) => JSON.parse(line));
        expect(rows).toHaveLength(block.samples.length);
        for (const [place, object] of objects.entries())
          expect(rows[place]).toEqual(
            Object.fromEntries(names.map((name) => [name, String(object[name] ?? "")])),
          );
      }),
    );
  });
});
