import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { priceAlarms } from "../../scripts/metrics/render.ts";
import { committed, functionOf, ofType, probeRegions, types } from "../infrastructure/stack.ts";
import { watchTypes } from "../infrastructure/watching.ts";

const page = readFileSync(new URL("../../docs/deploy.md", import.meta.url), "utf8");
/** The cells of the one row of the cost table that starts so. */
const rowOf = (start: string): string[] => {
  const [row = "", ...more] = page.split("\n").filter((line) => line.startsWith(`| ${start}`));
  expect(more).toEqual([]);
  return row
    .split("|")
    .slice(1, -1)
    .map((cell) => cell.trim());
};
const secondsAMonth = 30 * 86_400;

describe("docs/deploy.md", () => {
  it("says what alarms and the dashboard cost", () => {
    const usd = priceAlarms(committed) + 3 * ofType(watchTypes.dashboard).length;
    expect(rowOf("alarms at").at(-1)).toBe(`about ${Math.round(usd)}`);
  });

  it("says what polling the queues costs, for as many regions as are deployed", () => {
    const queues = ofType(types.mapping).length;
    const requests = (queues * 5 * secondsAMonth) / 20;
    const [what, howMuch, usd] = rowOf("Lambda polls");
    expect(what).toContain(`polls ${queues} queues: at most 5 long polls of 20 s`);
    expect(howMuch).toBe(`${(requests / 1e6).toFixed(1)} million SQS requests at 0.40 per million`);
    expect(usd).toBe(`up to ${((requests / 1e6) * 0.4).toFixed(2)}`);
    expect(probeRegions).toHaveLength(6);
    expect(page).toContain("measures nothing, six probe regions,");
  });

  it("says how large the function is that runs every minute, and how often it runs", () => {
    const { memorySize } = functionOf("reconcile").inputs;
    const [what, howMuch] = rowOf("reconcile");
    expect(what).toContain(`(${Number(memorySize).toLocaleString("en")} MB;`);
    expect(howMuch).toContain(`${(secondsAMonth / 60).toLocaleString("en")} invocations`);
  });

  it("says what consume reserves in a region", () => {
    const { reservedConcurrentExecutions } = functionOf("consume", "eu-west-2").inputs;
    expect(page).toContain(`consume reserves ${reservedConcurrentExecutions} in every probe region`);
  });
});
