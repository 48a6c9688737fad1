import type { DeadLetterList, DeadQueue, Redrive } from "@crisscross/core/documents/dead-letters";
import { describe, expect, it } from "vitest";
import { run } from "../../../packages/cli/src/run.ts";
import { serve } from "../fake-api.ts";
import { createShell } from "../fake-shell.ts";

const empty: DeadQueue = {
  ...{ queue: "JobsDead", region: "us-east-1", holds: "jobs that plan failed at" },
  ...{ count: 0, hidden: 0, isWhole: true, sample: [] },
};
const block = (index: number) => ({
  ...{ messageId: `m${index}`, sentAt: "2026-12-01T00:00:00.000Z", receives: 8 },
  ...{ job: "j1", origin: "eu-west-2", index, probes: 10 },
  ...{ reason: "block needs up to 135000 ms, 9999 ms are left", ifRedriven: "runs" as const },
});
const full: DeadQueue = {
  ...{ queue: "BlocksDead", region: "eu-west-2", holds: "blocks that consume failed at" },
  ...{ count: 12, hidden: 2, oldestSeconds: 7_200, isWhole: false, sample: [block(0), block(1)] },
};
const none: DeadLetterList = { count: 0, queues: [empty], failures: [] };
const some: DeadLetterList = { count: 12, queues: [empty, full], failures: [] };
const unread = { queue: "BlocksDead", region: "us-west-1", reason: "AccessDenied" };

async function command(argv: readonly string[], body: unknown, status = 200) {
  const { seen, url } = await serve([{ status, body }]);
  const shell = createShell({ CRISSCROSS_TOKEN: "t" });
  const exitCode = await run(["deadletters", ...argv, "--api", url], shell);
  return { exitCode, seen, stdout: shell.stdout.text, stderr: shell.stderr.text };
}

describe("crisscross deadletters", () => {
  it.each([
    [none, 0, "no dead letters in 1 queue\n"],
    [some, 1, "12 dead letters in 1 of 2 queues\n"],
    [
      { ...none, failures: [unread] },
      1,
      "no dead letters in 1 queue\nBlocksDead in us-west-1 could not be used: AccessDenied\n",
    ],
  ])("says first what it found, and answers 0 only when nothing is there", async (list, code, words) => {
    const { exitCode, seen, stdout } = await command([], list);
    expect([exitCode, seen]).toEqual([code, ["GET /v1/deadletters"]]);
    expect(stdout.startsWith(words)).toBe(true);
  });

  it("says of each queue how old its letters are, why they are there, and what it did not look at", async () => {
    expect((await command([], some)).stdout.split("\n").slice(2)).toEqual([
      "BlocksDead in eu-west-2: 12 dead letters, the oldest at least 2 h old. It takes blocks that consume failed at",
      "  2 × block needs up to 135000 ms, 9999 ms are left; redrive runs it",
      "      block 0 of eu-west-2 of job j1, block 1 of eu-west-2 of job j1",
      "  10 more were not looked at (2 are hidden just now)",
      "",
    ]);
  });

  it("prints the document with --json", async () => {
    expect(JSON.parse((await command(["--json"], some)).stdout)).toEqual(some);
  });
});

describe("crisscross deadletters redrive", () => {
  const one = { queue: "BlocksDead", region: "eu-west-2", moved: 3, left: 0, isRunning: false, kept: [] };
  const kept = [{ reason: "no queue serves eu-north-1", n: 2 }];
  it.each<[Redrive, number, string]>([
    [{ redrives: [one], failures: [] }, 0, "3 dead letters sent back\n"],
    [
      { redrives: [{ ...one, moved: 1, left: 2, isRunning: true }], failures: [] },
      0,
      "1 dead letter sent back so far, and SQS goes on\n",
    ],
    [{ redrives: [{ ...one, moved: 0, left: 2, kept }], failures: [] }, 1, "0 dead letters sent back\n"],
    [{ redrives: [one], failures: [unread] }, 1, "3 dead letters sent back\n"],
  ])("says what was sent back, and answers 1 when some stay", async (answer, code, words) => {
    const { exitCode, seen, stdout } = await command(["redrive", "BlocksDead"], answer, 202);
    expect([exitCode, seen]).toEqual([code, ["POST /v1/deadletters/redrive"]]);
    expect(stdout.startsWith(words)).toBe(true);
  });

  it("fails in the API's words while one is under way", async () => {
    const { exitCode, stderr } = await command(
      ["redrive", "BlocksDead"],
      { detail: "is being redriven since" },
      409,
    );
    expect([exitCode, stderr]).toEqual([1, expect.stringContaining("answered 409: is being redriven since")]);
  });
});

describe("crisscross deadletters drop", () => {
  const drop = { queue: "Unroutable", region: "us-east-1", reason: "region is gone", dropped: 2, left: 0 };
  it("says what it dropped", async () => {
    const { exitCode, seen, stdout } = await command(
      ["drop", "Unroutable", "--reason", "region is gone"],
      drop,
    );
    expect(exitCode).toBe(0);
    expect(seen).toEqual(["DELETE /v1/deadletters?queue=Unroutable&reason=region%20is%20gone"]);
    expect(stdout).toBe(
      "2 dead letters of Unroutable in us-east-1 dropped, 0 left; logged with the reason: region is gone\n",
    );
  });
});

it.each([
  [["redrive"], "<queue> is missing"],
  [["drop", "Unroutable"], "--reason is missing"],
  [["bury", "Unroutable"], "redrive, drop"],
  [["redrive", "BlocksDead", "--reason", "x"], "--reason and --most are for drop"],
  [["drop", "Unroutable", "--reason", "x", "--per-second", "5"], "--per-second is for redrive"],
  [["redrive", "BlocksDead", "--per-second", "501"], "--per-second: "],
  [["--region", "eu-west-2"], "--region is for redrive and drop"],
])("deadletters %j is wrong usage", async (argv, words) => {
  const { exitCode, seen, stderr } = await command(argv, none);
  expect([exitCode, seen]).toEqual([2, []]);
  expect(stderr).toContain(words);
});
