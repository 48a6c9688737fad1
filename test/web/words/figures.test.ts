import { measures } from "@crisscross/core/sample/measure";
import { describe, expect, it } from "vitest";
import { counted, showMs, showPercent, showShift, showUsd } from "../../../packages/web/src/words/figures.ts";
import { measureWords } from "../../../packages/web/src/words/measure-words.ts";
import { showAgo, showDuration } from "../../../packages/web/src/words/times.ts";

describe("figures", () => {
  it.each([
    [2.146, "2.15"],
    [21.46, "21.5"],
    [214.6, "215"],
    [12_345.6, "12,346"],
    [-8.5, "−8.50"],
    [0, "0.00"],
    [null, "–"],
    [undefined, "–"],
    [{ gt: 250 }, "> 250"],
  ])("%j ms reads %s", (figure, text) => {
    expect(showMs(figure)).toBe(text);
  });

  it("have a sign where they are differences", () => {
    expect([8.5, 0, -3].map(showShift)).toEqual(["+8.50", "0.00", "−3.00"]);
  });

  it.each([
    [0, "$0"],
    [0.002353, "$0.0024"],
    [0.00000002, "$0.000000020"],
    [12.345, "$12.35"],
    [1234.5, "$1,234.50"],
  ])("%d USD reads %s, and never as nothing", (usd, text) => {
    expect(showUsd(usd)).toBe(text);
  });

  it("round no share to nothing or to all", () => {
    expect([0, 0.001, 0.5, 0.999, 1].map(showPercent)).toEqual(["0%", "< 1%", "50%", "> 99%", "100%"]);
  });

  it("count things", () => {
    expect([counted(1, "cell"), counted(1_200, "cell")]).toEqual(["1 cell", "1,200 cells"]);
  });

  it.each([
    [45_000, "45 s"],
    [720_000, "12 min"],
    [12_000_000, "3 h 20 min"],
    [7_200_000, "2 h"],
    [187_200_000, "2 d 4 h"],
  ])("%d ms last %s", (ms, text) => {
    expect(showDuration(ms)).toBe(text);
  });

  it("tell how long ago a job was, and its date from a day on", () => {
    const now = Date.parse("2026-12-01T12:00:00Z");
    expect(showAgo("2026-12-01T11:59:30Z", now)).toBe("just now");
    expect(showAgo("2026-12-01T11:30:00Z", now)).toBe("30 min ago");
    expect(showAgo("2026-11-29T08:15:00Z", now)).toBe("2026-11-29 08:15 UTC");
  });

  it("have words for every measure, each its own", () => {
    expect(Object.keys(measureWords).toSorted()).toEqual(Object.keys(measures).toSorted());
    expect(new Set(Object.values(measureWords)).size).toBe(Object.keys(measures).length);
  });
});
