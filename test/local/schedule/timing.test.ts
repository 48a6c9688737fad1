import { parseRate } from "@crisscross/local/schedule/expression";
import { runSchedule } from "@crisscross/local/schedule/run-schedule";
import { describe, expect, it } from "vitest";
import { refusalOf, register } from "../../reports/register.ts";
import { createFakeTimers } from "./fake-timers.ts";
import schedules from "./schedules.json" with { type: "json" };

const minuteMs = 60_000;
/** A Sunday. */
const startMs = Date.UTC(2026, 10, 22, 7, 58, 30);

/** When a schedule fires in the time given, as ISO text without seconds. */
async function firedIn(expression: string, forMs: number): Promise<string[]> {
  const timers = createFakeTimers(startMs);
  const fired: string[] = [];
  const fire = async () => {
    fired.push(new Date(timers.nowMs()).toISOString().slice(0, 19));
  };
  const running = runSchedule(parseRate(expression), fire, timers);
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

  it("hands over what is being handed over before it is stopped", async () => {
    const timers = createFakeTimers(startMs);
    let finish = () => {};
    const running = runSchedule(
      parseRate("rate(1 minute)"),
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

it.each([
  ["every minute", "is no schedule expression"],
  ["rate(0 minutes)", "is no schedule expression"],
  ["rate(5 seconds)", "is no schedule expression"],
  [" rate(10 minutes)", "is no schedule expression"],
  ["cron(30 1 * * ? *)", "does not support cron(…)"],
  ["at(2026-11-30T08:00:00)", "does not support at(…)"],
])("refuses %s", (expression, words) => {
  expect(() => parseRate(expression)).toThrow(words);
});

it.each(Object.entries(schedules))("refuses case %s", (number, { expression }) => {
  const isAsked = register.get(number) === "passes";
  const words = isAsked ? /is no schedule expression|does not support at\(…\)/ : refusalOf(number);
  expect(() => parseRate(expression)).toThrow(words);
});
