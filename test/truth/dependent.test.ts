import { matrixOf } from "@crisscross/core/documents/matrix";
import { statsOf } from "@crisscross/core/statistics/stats";
import { mergeAll } from "@crisscross/core/summary/summary";
import { describe, expect, it } from "vitest";
import { renderMatrix } from "../../packages/cli/src/render/matrix.ts";
import { createPaint } from "../../packages/cli/src/terminal/paint.ts";
import { documentOf } from "../cli/matrix-documents.ts";
import { blockOf, recordOf, sampleOf } from "../core/samples.ts";
import { summarize } from "../core/summarized.ts";
import { distributionOfMs } from "../core/values.ts";
import { brokenIn, coverWorld, worlds } from "./dependent.ts";
import { searchWorst } from "./worst-shapes.ts";

const seed = 1;

describe("samples that depend on each other", () => {
  it.each(worlds.filter(({ n }) => n === 300).map((world) => [world.name, world] as const))(
    "leave intervals that hold the truth, or say that they speak of less: %s",
    (_, world) => {
      const jobs = 150;
      const coverage = coverWorld(world, jobs, seed);
      expect(coverage.given).toEqual(["mean", "p50", "p90", "p95", "p99"]);
      const standardError = (of: number) => Math.sqrt((0.95 * 0.05) / of);
      expect(brokenIn(coverage, 3 * (standardError(jobs) - standardError(2_000)))).toEqual([]);
    },
  );

  it("would not pass if groups of blocks were taken for independent", () => {
    // Neighbours far apart from each other, as if blocks were independent: what conditions share does not show between groups.
    const lasting = worlds.find(({ name, n }) => name.includes("keep 90%") && n === 1_000);
    if (!lasting) throw new Error("no such world");
    const apart = { ...lasting, promise: "held" as const };
    const held = coverWorld(apart, 150, seed, (index) => (index * 37) % 64).held.mean / 150;
    expect(held).toBeLessThan(0.7);
  });
});

describe("where intervals cannot hold, the page of the cell says so", () => {
  const record = recordOf({
    origins: ["ap-south-1"],
    targets: ["us-west-1"],
    variants: ["bare"],
    samples: 5,
  });
  const pageOf = (waitsUs: readonly number[]) => {
    const parts = waitsUs.map((us, index) =>
      summarize(blockOf([sampleOf({}, {}, { receivedUs: 1_000_000 + us })], { index })),
    );
    const job = { ...record, spec: { ...record.spec, samples: waitsUs.length } };
    const { matrix } = matrixOf(job, mergeAll(parts));
    const page = { paint: createPaint(false), columns: 100, detail: true, measures: true, next: [] };
    return renderMatrix(documentOf(matrix), page).replaceAll("\n", " ");
  };

  it("says what five samples may not have seen, and of which environments they speak", () => {
    const page = pageOf([230_000, 240_000, 250_000, 231_000, 800_000]);
    expect(page).toContain("a kind of call that is up to 45% of all may not have been seen once");
    expect(page).toContain("Intervals speak of these environments, and not of those of the next job");
  });

  it("says that conditions lasted", () => {
    const page = pageOf(Array.from({ length: 64 }, (_, index) => 230_000 + 3_000 * index));
    expect(page).toContain("conditions lasted for much of the job in warm total");
  });

  it("says why five samples have no intervals of quantiles", () => {
    const { refused } = statsOf(distributionOfMs([1, 2, 3, 4, 50]), undefined, 5_000) ?? {};
    expect(refused).toMatchObject({
      "intervals.p50": "needs 6 samples, has 5",
      "intervals.p90": "needs 29 samples, has 5",
    });
  });
});

it("finds the same worst shape from the same seed, and one that is worse than 95%", () => {
  const found = searchWorst(60, 200, seed);
  expect(searchWorst(60, 200, seed)).toEqual(found);
  expect(found.coverage.held.mean / 200).toBeLessThan(0.8);
});
