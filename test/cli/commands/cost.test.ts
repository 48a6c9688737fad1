import { estimateJob } from "@crisscross/core/cost/estimate";
import {
  alarmsCost,
  type CostDocument,
  costViewOf,
  type EstimateDocument,
} from "@crisscross/core/documents/cost-document";
import { describe, expect, it } from "vitest";
import { deployedMemoryMb as memoryMb } from "../../core/job/memory.ts";
import { recordOf } from "../../core/samples.ts";
import { serve } from "../fake-api.ts";
import { createShell, runIn } from "../fake-shell.ts";

const { spec } = recordOf({ origins: ["us-west-1"], targets: ["sa-east-1"], variants: ["db-put"] });
const estimate = estimateJob({ spec, probesPerBlock: 16, memoryMb, home: "us-east-1" });
const { cells, blocks, probes, seconds } = estimate;
const shared = {
  alarms: { ...costViewOf(alarmsCost(new Map([["us-east-1", 400]]), 3_600)), failures: [] },
  notCounted: ["taxes"],
  prices: "Nobody has read these.",
};
const dry: EstimateDocument = {
  ...{ spec, cells, blocks, probes, seconds, basis: "a table" },
  ...costViewOf(estimate),
  ...shared,
};
const view = costViewOf(estimate);
const isInner = (line: (typeof view.lines)[number]) => line.by === "innerDb";
const document: CostDocument = {
  job: { id: "j1", state: "complete" },
  estimate: view,
  actual: {
    ...view,
    lines: view.lines.flatMap((line) => (isInner(line) ? { ...line, amount: 7, usd: 0.5 } : line)).slice(2),
  },
  basis: { blocks: 1, stored: 1, unbilled: 3, assumed: ["authorize"] },
  ...shared,
};

const run = async (argv: readonly string[], body: unknown) => {
  const { seen, url } = await serve([{ body }]);
  const shell = createShell({ CRISSCROSS_TOKEN: "t" });
  return { seen, ...(await runIn(shell, [...argv, "--api", url])) };
};
/** Lines of a table, one space for many. */
const rowsOf = (text: string) => text.split("\n").map((line) => line.trim().replaceAll(/ +/g, " "));

describe("probe --dry-run", () => {
  it("asks for an estimate, prints it line by line with what is not known and where prices are from, and publishes nothing", async () => {
    const { seen, exitCode, stdout } = await run(["probe", "--dry-run", "--samples", "5"], dry);
    expect([exitCode, seen]).toEqual([0, ["POST /v1/jobs?dryRun=true"]]);
    const rows = rowsOf(stdout);
    expect(rows[0]).toMatch(
      /^The job would cost at least USD 0\.\d+ at list prices\. Nothing was published\.$/,
    );
    expect(rows[1]).toMatch(/^1 cells, 5 probes in 1 blocks, about \d+ s$/);
    expect(rows).toContain("sa-east-1 lambdaRequest innerDb 5 request 0.000001");
    expect(rows).toContain("sa-east-1 dynamoWriteUnit records 30 write unit not known");
    expect(stdout).toContain("not known: sa-east-1 dynamoWriteUnit: no public copy");
    // 400 × 0.1 a month, for one of 730 hours.
    expect(stdout).toContain("the stage's alarms cost USD 0.0548 in that time, job or not");
    expect(stdout).toContain("2026-09-29  AWS's bulk price lists for us-west-1");
  });

  it("prints the document with --json", async () => {
    const { stdout } = await run(["probe", "--dry-run", "--json"], dry);
    expect(JSON.parse(stdout)).toEqual(JSON.parse(JSON.stringify(dry)));
  });

  it("sends a budget with the job, and refuses one that is none", async () => {
    expect((await run(["probe", "--dry-run", "--budget-usd", "0.5"], dry)).exitCode).toBe(0);
    const { seen, exitCode, stderr } = await run(["probe", "--dry-run", "--budget-usd", "-1"], dry);
    expect([exitCode, seen]).toEqual([2, []]);
    expect(stderr).toContain("--budget-usd: -1 is not accepted; accepted: an amount of USD, more than 0");
  });
});

describe("crisscross cost", () => {
  it("prints estimate and what happened side by side", async () => {
    const { seen, exitCode, stdout } = await run(["cost", "j1"], document);
    expect([exitCode, seen]).toEqual([0, ["GET /v1/jobs/j1/cost"]]);
    const rows = rowsOf(stdout);
    expect(rows[0]).toMatch(
      /^job j1 \(complete\): estimated at least USD \S+, by what happened at least USD \S+, at list prices$/,
    );
    expect(rows[1]).toBe("3 calls left no receipt: what they were billed is not in here");
    expect(rows).toContain("sa-east-1 lambdaRequest innerDb request 5 7 0.000001 0.5");
    // What did not happen is a nought.
    expect(rows.some((row) => / 5 0 0\.000001 0$/.test(row))).toBe(true);
    expect(stdout).toContain("assumed, for nothing is stored of it: authorize");
  });

  it("prints the document with --json", async () => {
    const { stdout } = await run(["cost", "j1", "--json"], document);
    expect(JSON.parse(stdout)).toEqual(JSON.parse(JSON.stringify(document)));
  });
});
