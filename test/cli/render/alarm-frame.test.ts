import type { AlarmView } from "@crisscross/core/documents/alarm-view";
import { describe, expect, it } from "vitest";
import { renderFrame } from "../../../packages/cli/src/render/alarm-frame.ts";
import { renderAlarms } from "../../../packages/cli/src/render/alarms.ts";
import { createPaint } from "../../../packages/cli/src/terminal/paint.ts";
import { alarmOf, calm, denied, listOf, ringing } from "../alarm-lists.ts";

const wordy = (name: string, state: AlarmView["state"]): AlarmView => ({
  ...alarmOf(name, state, "ap-northeast-1"),
  description: `${name} has happened, in more words than one line has room for. `.repeat(4).trim(),
});
const many = listOf([
  ...Array.from({ length: 30 }, (_, at) => wordy(`ringing-${at}`, "ALARM")),
  ...Array.from({ length: 20 }, (_, at) => wordy(`silent-${at}`, "INSUFFICIENT_DATA")),
]);
const base = { paint: createPaint(false), all: false, asOf: "2026-11-21T10:02:03.456Z" };
const linesOf = (
  ...[list, frame]: [typeof many, { columns: number; rows: number; failed?: { at: string; reason: string } }]
) =>
  renderFrame(list, { ...base, ...frame })
    .trimEnd()
    .split("\n");

describe("the frame of a watch", () => {
  it.each([
    [80, 24],
    [100, 40],
    [60, 10],
    [20, 5],
  ])("fits %i columns and %i rows, with room for the cursor", (columns, rows) => {
    const failed = { at: base.asOf, reason: "nothing answers ".repeat(40) };
    for (const list of [many, listOf(many.alarms, Array.from({ length: 30 }, () => denied).flat())])
      for (const frame of [
        { columns, rows },
        { columns, rows, failed },
      ]) {
        const lines = linesOf(list, frame);
        expect(lines.length).toBeLessThan(rows);
        expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(columns);
      }
  });

  it("has the counts and the most urgent at the top, and counts what it leaves out", () => {
    const lines = linesOf(many, { columns: 80, rows: 24 });
    expect(lines[0]).toBe("30 ALARM  20 INSUFFICIENT_DATA  0 OK  as of 2026-11-21 10:02:03Z");
    const rows = lines.filter((line) => line.startsWith("ALARM "));
    expect(rows[0]).toContain("ringing-0 ");
    expect(lines).toContain(`… and ${50 - rows.length} more alarms`);
    const explained = lines.filter((line) => line.startsWith("ringing-"));
    expect(explained[0]).toBe("ringing-0");
    expect(lines.at(-1)).toContain(`… and ${30 - explained.length} more to explain`);
  });

  it("breaks sentences between words", () => {
    const text = linesOf(many, { columns: 80, rows: 40 })
      .map((line) => line.trim())
      .join(" ");
    expect(text).toContain(many.alarms[0]?.description);
  });

  it("says what failed above the table, and keeps the rest", () => {
    const failed = { at: "2026-11-21T10:05:00.000Z", reason: "nothing answers" };
    const lines = linesOf(listOf(ringing.alarms, denied), { columns: 80, rows: 24, failed });
    expect(lines.slice(0, 4)).toEqual([
      "2 ALARM  0 INSUFFICIENT_DATA  1 OK  as of 2026-11-21 10:02:03Z",
      "2026-11-21 10:05:00Z  the look failed, trying again: nothing answers",
      "sa-east-1 could not be read: AccessDenied",
      "",
    ]);
    expect(lines.filter((line) => line.startsWith("ALARM "))).toHaveLength(2);
  });

  it("leaves nothing out, and says nothing of more, where there is room", () => {
    const lines = linesOf(ringing, { columns: 80, rows: 24 });
    expect(lines.join("\n")).not.toContain("… and");
    expect(lines).toContain("  poison has happened. Look first at the log.");
    expect(linesOf(calm, { columns: 80, rows: 24 })).toHaveLength(1);
  });
});

describe("the list", () => {
  it("is whole, its sentences wrapped at the edge of a terminal", () => {
    const page = renderAlarms(many, { ...base, columns: 80 });
    expect(page.split("\n").filter((line) => line.startsWith("ALARM "))).toHaveLength(30);
    expect(Math.max(...page.split("\n").map((line) => line.length))).toBeLessThanOrEqual(80);
    const unwrapped = renderAlarms(many, { ...base, columns: Number.POSITIVE_INFINITY });
    expect(unwrapped).toContain(many.alarms[0]?.description);
  });
});
