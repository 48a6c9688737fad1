import type { JobView } from "@crisscross/core/documents/job-view";
import { monotonicMs } from "@crisscross/core/edge/time";
import { expect, it } from "vitest";
import { watchJob } from "../../../packages/cli/src/job/watch-job.ts";
import { viewOf } from "../job-views.ts";

/** A job of `total` probes that stores `perSecond` every second from the tenth on, watched for `seconds`. */
function watch(total: number, perSecond: number, seconds: number, timeLimitMinutes = 60) {
  const said: string[] = [];
  const notes: string[] = [];
  let nowMs = 0;
  const bar = {
    update: (_done: number, _total: number, note = "") => notes.push(note),
    say: (lines: string) => said.push(lines),
    stop: () => {},
  };
  const show = watchJob(bar, () => monotonicMs(nowMs));
  for (let second = 0; second <= seconds; second++) {
    nowMs = second * 1_000;
    const ok = Math.min(total, Math.max(0, second - 9) * perSecond);
    const view: JobView = viewOf({ ok, pending: total - ok });
    show({ ...view, spec: { ...view.spec, timeLimitMinutes } });
  }
  return { said, last: notes.at(-1), notes };
}

it("says how long a job has to go at its pace, once it has one", () => {
  const { notes, last, said } = watch(1_000, 10, 60);
  expect(new Set(notes.slice(0, 11))).toEqual(new Set(["time left: known with some results"]));
  // 980 and 800 of them at 10 in a second.
  expect([notes[11], notes[29]]).toEqual(["roughly 2 min left", "roughly 80 s left"]);
  expect(last).toBe("about 49 s left");
  expect(watch(6_000, 10, 60).last).toBe("about 9 min left");
  expect(said).toEqual([]);
});

it("says nothing of what is left when nothing is", () => {
  expect(watch(400, 10, 60).last).toBe("");
});

it("warns once when the pace passes the time limit: how many are lost, when, and which limit is enough", () => {
  const { said } = watch(100_000, 10, 120);
  expect(said).toEqual([
    "crisscross: at this rate about 64090 of 100000 probes will be lost in 60 min, when the time limit of 60 min " +
      "is over; cancel job j1 and submit again with --time-limit 201\n",
  ]);
});

it("asks for fewer samples when no time limit is long enough", () => {
  expect(watch(1_000_000, 10, 40).said).toEqual([
    expect.stringContaining("submit again with fewer --samples: a job has at most 1440 minutes"),
  ]);
});

it("counts down to the time limit when that comes first", () => {
  expect(watch(2_000, 10, 60, 3).last).toBe("time limit in 2 min");
  expect(watch(20_000, 10, 121, 2).last).toBe("time limit is over");
});

it("warns of a short limit, and not of one that is long enough", () => {
  expect(watch(2_000, 10, 60, 3).said).toHaveLength(1);
  expect(watch(2_000, 10, 60, 4).said).toEqual([]);
});

it("counts failures beside what is left", () => {
  const notes: string[] = [];
  const bar = {
    update: (_: number, __: number, note = "") => notes.push(note),
    say: () => {},
    stop: () => {},
  };
  watchJob(bar, () => monotonicMs(0))(viewOf({ ok: 1, throttled: 2, timeout: 1, pending: 3 }));
  expect(notes).toEqual(["2 throttled, 1 timeout, time left: known with some results"]);
});
