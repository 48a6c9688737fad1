import { expect, it } from "vitest";
import { run } from "../../packages/cli/src/run.ts";
import { createShell } from "./fake-shell.ts";

it.each([
  [
    ["jobs", "--help"],
    ["--limit", "--state", "--tag", "--data", "CRISSCROSS_DATA", "Examples:"],
  ],
  [
    ["matrix", "--help"],
    ["last", "--stat", "--sort", "--max", "p95<250", "  3    ", "  4    ", "Examples:"],
  ],
  [
    ["watch", "--help"],
    ["last", "--max", "time limit", "  3    ", "Examples:"],
  ],
  [
    ["open", "--help"],
    ["--print", "--data", "Examples:"],
  ],
])("%j explains itself", async (argv, words) => {
  const shell = createShell();
  const exitCode = await run(argv, shell);
  expect({ exitCode, stderr: shell.stderr.text }).toEqual({ exitCode: 0, stderr: "" });
  for (const word of words) expect(shell.stdout.text).toContain(word);
});

it.each([
  // A place that this deployment has not.
  [
    ["probe", "--origins", "Ohio"],
    '--origins: "us-east-2" is not accepted; accepted: one of ap-northeast-1, ap-south-1, us-west-1, sa-east-1, ap-southeast-2, eu-west-2',
  ],
  [["probe", "--targets", "são paulo,sa-east-1"], "each at most once"],
  [["probe", "--route", "ohio,eu-west-2"], '--route: "us-east-2" is not accepted'],
  [["probe", "--variants", "bare/via=Atlantis"], '--variants: "bare/via=Atlantis" is not accepted'],
  [["up", "--regions", "Ireland"], '--regions: "eu-west-1" is not accepted'],
  [
    ["probe", "--origins", "London,Tokyo", "--targets", "self"],
    '--targets: "self" is not accepted here; accepted: self beside exactly one region of --origins',
  ],
  [["probe", "--max", "p95>250"], '--max: "p95>250" is not accepted; accepted: a statistic, <'],
  [["matrix", "last", "--max", "p42<250"], "statistics are p50, p90, p95, p99, mean"],
  [["watch", "last", "--max", ""], '--max: "" is not accepted'],
  [["matrix", "last", "--stat", "p42"], '--stat: "p42" is not accepted; accepted: p50, p90, p95, p99, mean'],
  [["matrix", "last", "--sort", "size"], '--sort: "size" is not accepted; accepted: value, origin, target'],
  [["jobs", "--limit", "0"], '--limit: "0" is not accepted; accepted: a whole number from 1 to 100'],
  [["jobs", "--data", "d", "--token", "t"], "it goes without --api and --token"],
  [["open", "--token", "t"], "--token is for --api"],
])("%j is wrong usage: %s", async (argv, words) => {
  const shell = createShell();
  const exitCode = await run(argv, shell);
  expect(shell.stderr.text).toContain(words);
  expect({ exitCode, stdout: shell.stdout.text }).toEqual({ exitCode: 2, stdout: "" });
});
