import { describe, expect, it } from "vitest";
import type { Alarm, Widget } from "../../../packages/web/src/data/documents.ts";
import { heightOf, pathOf } from "../../../packages/web/src/parts/chart-path.ts";
import { alarmTone, alarmWords, glance } from "../../../packages/web/src/watching/alarm-words.ts";
import { redriveWords } from "../../../packages/web/src/watching/redrive-words.ts";
import { sortWidgets } from "../../../packages/web/src/watching/sections.ts";

const alarm = (state: Alarm["state"], region = "eu-west-2"): Alarm => ({
  name: "api-errors",
  region,
  kind: "metric",
  state,
  since: "2026-12-01T05:00:00.000Z",
  why: "Threshold crossed",
  severity: "critical",
  description: "critical: An invocation of api failed. Look first at its log.",
});

describe("alarms", () => {
  it("are split into what has happened and where to look first", () => {
    expect(alarmWords(alarm("OK"))).toEqual({
      says: "An invocation of api failed.",
      look: "Look first at its log.",
    });
    expect(alarmWords({ description: "Something else" })).toEqual({ says: "Something else", look: "" });
  });

  it("are one line while all is quiet", () => {
    expect(glance([alarm("OK"), alarm("OK", "us-west-1")])).toBe("All quiet: 2 alarms in 2 regions.");
    expect(glance([alarm("ALARM"), alarm("OK")])).toBe("1 of 2 alarms in 1 region rings.");
    expect(glance([])).toBe("This stage has no alarms.");
  });

  it("look as urgent as they are", () => {
    expect(
      [alarm("ALARM"), { ...alarm("ALARM"), severity: "warning" as const }, alarm("OK")].map(alarmTone),
    ).toEqual(["bad", "warn", "good"]);
  });
});

it("what was sent back is told with what stays and what failed", () => {
  const one = { queue: "BlocksDead", region: "eu-west-2", moved: 2, left: 1, isRunning: false };
  expect(
    redriveWords({
      redrives: [{ ...one, kept: [{ reason: "its job is over", n: 1 }] }],
      failures: [{ queue: "BlocksDead", region: "us-west-1", reason: "denied" }],
    }),
  ).toBe("2 letters sent back, 1 left. 1 stay: its job is over. BlocksDead in us-west-1: denied.");
});

const metric = (title: string, ...values: number[]): Widget => ({
  type: "metric",
  title,
  unit: "Count",
  periodSeconds: 60,
  lines: [
    {
      label: "a",
      region: "eu-west-2",
      stat: "Sum",
      points: values.map((value, at) => [`2026-12-01T05:0${at}:00.000Z`, value] as [string, number]),
    },
  ],
});

it("a dashboard is read by its headings, and what is quiet is only named", () => {
  const sorted = sortWidgets([
    { type: "alarm", title: "Regions", alarms: [], watched: 7 },
    { type: "text", markdown: "## Queues (all of them)\nmore" },
    metric("Messages waiting", 0, 3),
    metric("Dead letters", 0, 0),
    metric("Never sent"),
  ]);
  expect(sorted.alarms).toHaveLength(1);
  expect(sorted.sections).toMatchObject([
    { title: "Queues", shown: [{ title: "Messages waiting" }], quiet: ["Dead letters", "Never sent"] },
  ]);
});

it("a chart goes from 0 to the next round number, and shows a point that stands alone", () => {
  const points = [
    [0, 0],
    [100, 30],
  ] as const;
  expect(heightOf([{ name: "a", points }])).toBe(50);
  expect(heightOf([{ name: "a", points: [] }])).toBe(1);
  const scale = { span: [0, 100], highest: 50, width: 200, height: 102 } as const;
  expect(pathOf(points, scale)).toBe("M0 101L200 41");
  expect(pathOf([[50, 50]], scale)).toBe("M98 1h4");
  expect(pathOf([], scale)).toBe("");
});
