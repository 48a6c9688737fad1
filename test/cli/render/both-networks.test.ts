import { attributionOf } from "@crisscross/core/documents/attribution";
import { expect, it } from "vitest";
import { renderAttribution } from "../../../packages/cli/src/render/attribution.ts";
import { createPaint } from "../../../packages/cli/src/terminal/paint.ts";
import { blockOf, receiptOf, recordOf, sampleOf } from "../../core/samples.ts";

const record = recordOf({ origins: ["ap-south-1"], targets: ["us-west-1"], variants: ["bare"] });
const warm = (transitUs: number) => sampleOf({}, { receipt: receiptOf(220_000 - transitUs) });

it("explain gives a cell of two networks no bounds and no share of its wait, and says why", () => {
  const blocks = [
    blockOf([warm(200_000), warm(205_000)], { wan: "simulated" }),
    blockOf([warm(2_000), warm(2_500)], { index: 1, wan: "none" }),
  ];
  const textOf = (ranges: boolean) =>
    renderAttribution(attributionOf(record, blocks, blocks.length), {
      paint: createPaint(false),
      columns: 240,
      all: true,
      ranges,
    });
  const text = textOf(false);
  expect(text).toContain("MIXED networks. Warm calls: of both networks in every cell");
  expect(text).toContain("–: samples of both networks: no bounds");
  // Neither distance nor variation, so no bar either.
  expect(text).toMatch(/ warm +4 +220 +– +– /);
  expect(text).not.toMatch(/▓▓|░░/);
  expect(
    textOf(true)
      .split("\n")
      .filter((line) => / warm .*–\s+–$/.test(line)),
  ).not.toEqual([]);
  expect(text).not.toMatch(/% of the wait in the origin/);
});
