import { parseExpression } from "@crisscross/local/schedule/expression";
import { runSchedule } from "@crisscross/local/schedule/run-schedule";
import { describe, expect, it } from "vitest";
import { createFakeTimers } from "./fake-timers.ts";

const minuteMs = 60_000;
/** A Sunday. */
const startMs = Date.UTC(2026, 10, 22, 7, 58, 30);

/** When a schedule fires in the time given, as ISO text without seconds. */
async function firedIn(expression: string, forMs: number, timeZone?: string): Promise<string[]> {
  const timers = createFakeTimers(startMs);
  const fired: string[] = [];
  const fire = async () => {
    fired.push(new Date(timers.nowMs()).toISOString().slice(0, 19));
  };
  const running = runSchedule(parseExpression(expression, timeZone), fire, timers);
  await timers.pass(forMs);
  await running.stop();
  await timers.pass(forMs);
  return fired;
}

describe("a schedule", () => {
  it("of a rate fires at its start, then at every interval, until it is stopped", async () => {
    expect(await firedIn("rate(2 minutes)", 5 * minuteMs)).toEqual([
      "2026-11-22T07:58:30",
      "2026-11-22T08:00:30",
      "2026-11-22T08:02:30",
    ]);
    expect(await firedIn("rate(1 hour)", 59 * minuteMs)).toHaveLength(1);
    expect(await firedIn("rate(1 day)", 24 * 60 * minuteMs)).toHaveLength(2);
  });

  it("of a cron expression fires at the minutes that match", async () => {
    expect(await firedIn("cron(0/2 8 * * ? *)", 5 * minuteMs)).toEqual([
      "2026-11-22T08:00:00",
      "2026-11-22T08:02:00",
    ]);
  });

  it("goes by its time zone", async () => {
    const at = ["2026-11-22T08:30:00"];
    expect(await firedIn("cron(30 17 * * ? *)", 60 * minuteMs, "Asia/Tokyo")).toEqual(at);
    expect(await firedIn("cron(0 14 * * ? *)", 60 * minuteMs, "Asia/Kolkata")).toEqual(at);
  });

  it("of one time fires once", async () => {
    expect(await firedIn("at(2026-11-22T08:01:00)", 60 * minuteMs)).toEqual(["2026-11-22T08:01:00"]);
  });

  it("hands over what is being handed over before it is stopped", async () => {
    const timers = createFakeTimers(startMs);
    let finish = () => {};
    const running = runSchedule(
      parseExpression("rate(1 minute)"),
      () => new Promise((resolve) => (finish = resolve)),
      timers,
    );
    let stopped = false;
    const stopping = running.stop().then(() => (stopped = true));
    await new Promise(setImmediate);
    expect(stopped).toBe(false);
    finish();
    await stopping;
  });
});

describe("a cron expression", () => {
  const isDue = (cron: string, iso: string) => {
    const timing = parseExpression(`cron(${cron})`);
    return timing.kind === "minutes" && timing.isDue(Date.parse(`${iso}:00Z`));
  };

  it.each([
    ["0 8 ? * MON-FRI *", "2026-11-23T08:00", true],
    ["0 8 ? * MON-FRI *", "2026-11-22T08:00", false],
    ["0 8 ? * 1 *", "2026-11-22T08:00", true],
    ["0,30 8-10 * * ? *", "2026-11-22T10:30", true],
    ["0,30 8-10 * * ? *", "2026-11-22T11:00", false],
    ["5/20 * * * ? *", "2026-11-22T11:45", true],
    ["5/20 * * * ? *", "2026-11-22T11:00", false],
    ["0 0 1 jan,Dec ? 2026-2027", "2027-01-01T00:00", true],
    ["0 0 1 jan,Dec ? 2026-2027", "2028-01-01T00:00", false],
    ["0 0 31 * ? *", "2026-11-30T00:00", false],
    ["0 0 * * ? *", "2026-11-22T00:00", true],
  ])("%s at %s: %s", (cron, iso, due) => {
    expect(isDue(cron, iso)).toBe(due);
  });
});

it.each([
  ["every minute", "none of rate"],
  ["rate(0 minutes)", "rate(0 minutes) is not understood"],
  ["rate(5 seconds)", "is not understood"],
  ["cron(0 8 * * ?)", "6 fields"],
  ["cron(0 8 * * * *)", 'must be "?"'],
  ["cron(0 8 ? * ? *)", 'must be "?"'],
  ["cron(60 8 * * ? *)", '"60" is not supported for the minute'],
  ["cron(0 8 L * ? *)", '"L" is not supported for the day'],
  ["cron(0 8 ? * 2#1 *)", '"2#1" is not supported for the weekday'],
  ["cron(0 10-8 * * ? *)", '"10-8" is not supported'],
  ["cron(*/0 8 * * ? *)", '"*/0" is not supported'],
  ["cron(0 8 * FOO ? *)", '"FOO" is not supported for the month'],
  ["at(tomorrow)", "at(tomorrow) is not understood"],
])("refuses %s", (expression, words) => {
  expect(() => parseExpression(expression)).toThrow(words);
});

it("refuses a time zone nobody knows", () => {
  expect(() => parseExpression("cron(0 8 * * ? *)", "Mars/Base")).toThrow(/Mars\/Base/);
});
