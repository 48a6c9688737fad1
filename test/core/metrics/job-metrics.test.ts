import { epochMs } from "@crisscross/core/edge/time";
import { metricsOfFinish } from "@crisscross/core/metrics/job-metrics";
import { stuckAfterMinutes } from "@crisscross/core/metrics/metrics";
import { isStuck } from "@crisscross/core/metrics/stuck-job";
import { describe, expect, it } from "vitest";
import { recordOf } from "../samples.ts";

/** 40 probes. */
const { spec } = recordOf();
const loss = {
  origin: "ap-south-1",
  target: "us-west-1",
  variant: "bare",
  reason: "deadline passed",
  n: 1,
} as const;

describe("a finished job's metrics", () => {
  it.each([
    ["complete", [], [100]],
    ["incomplete", [loss], [97.5]],
    [
      "incomplete",
      [
        { ...loss, n: 30 },
        { ...loss, variant: "db-get", n: 10 },
      ],
      [0],
    ],
    ["cancelled", [loss], undefined],
  ] as const)(
    "of a job that is %s with losses %j say whether it is complete, and its completeness as %j",
    (state, losses, values) => {
      const finish = { state, finishedAtMs: epochMs(1), losses: [...losses] };
      const dimensions = { origin: "us-east-1" };
      expect(metricsOfFinish(spec, finish, "us-east-1")).toEqual([
        { name: "JobsFinished", dimensions, values: [1] },
        ...(state === "complete" ? [{ name: "JobsCompleted", dimensions, values: [1] }] : []),
        ...(values ? [{ name: "Completeness", dimensions, values }] : []),
      ]);
    },
  );
});

describe("a job is stuck", () => {
  const idle = stuckAfterMinutes * 60_000;
  it.each([
    [{ stored: 9, idleMs: idle, isPastLimit: false }, true],
    [{ stored: 9, idleMs: idle - 1, isPastLimit: false }, false],
    [{ stored: 10, idleMs: idle, isPastLimit: false }, false],
    [{ stored: 10, idleMs: 0, isPastLimit: true }, true],
  ])("with %j of 10 blocks: %s", (standing, stuck) => {
    expect(isStuck({ planned: 10, ...standing })).toBe(stuck);
  });
});
