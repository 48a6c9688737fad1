import { attributionOf } from "@crisscross/core/documents/attribution";
import type { Region } from "@crisscross/core/job/regions";
import { expect, it } from "vitest";
import { renderAttribution } from "../../../packages/cli/src/render/attribution.ts";
import { createPaint } from "../../../packages/cli/src/terminal/paint.ts";
import { blockOf, receiptOf, recordOf, sampleOf } from "../../core/samples.ts";

const rows = [
  { found: 0, lookedFor: 0, planned: 4, says: "from 0 blocks, spread evenly over the job's 4:" },
  { found: 4, lookedFor: 4, planned: 4, says: "from 4 blocks:" },
  {
    found: 3,
    lookedFor: 4,
    planned: 4,
    says: "from 3 of 4 blocks, 1 is damaged, lost or not measured yet:",
  },
  {
    found: 500,
    lookedFor: 512,
    planned: 1_000,
    says: "from 500 of 512 blocks, spread evenly over the job's 1000, 12 are damaged, lost or not measured yet:",
  },
];

it.each(rows)("says why it is worked out from $found of $lookedFor of $planned blocks", (row) => {
  const document = attributionOf(recordOf(), [], 0);
  const basis = { ...document.basis, blocks: row.found, lookedFor: row.lookedFor, planned: row.planned };
  const text = renderAttribution({ ...document, basis }, { paint: createPaint(false), columns: 200 });
  expect(text).toContain(row.says);
});

it("leads with the cells that wait longest and shortest, in few lines, and where their waits went", () => {
  const origins: Region[] = ["ap-south-1", "us-west-1", "eu-west-2", "ap-northeast-1"];
  const record = recordOf({ origins, targets: origins, variants: ["bare"] });
  const blocks = origins.map((origin, index) => {
    const samples = origins.map((target, place) =>
      sampleOf(
        { seq: place, target },
        { region: target, receivedUs: 1_200_000 + 10_000 * place + 1_000 * index },
      ),
    );
    return blockOf(samples, { origin, index });
  });
  const text = renderAttribution(attributionOf(record, blocks, 4), {
    paint: createPaint(false),
    columns: 140,
  });
  const rows = text.split("\n").filter((line) => / → .* \d/.test(line));
  expect(rows).toHaveLength(11);
  expect(text).toContain("mean ms, longest first, the 3 shortest last; 5 cells lie between");
  const waits = rows.map((row) => Number(row.match(/ (\d+) +≤/)?.[1]));
  expect(waits).toEqual(waits.toSorted((a, b) => b - a));
  expect(rows[0]).toMatch(/^Tokyo → Tokyo +1 +233 +≤\S+ +≥\S+ +\S+ +\d\.\d+ +\d+%/);
  expect(text.split("\n").length).toBeLessThan(30);
  expect(text).toContain("--all has every cell");
});

it("draws each wait as distance, variation, handling, handler and init, and prints ranges on demand alone", () => {
  const record = recordOf({ origins: ["ap-south-1"], targets: ["us-west-1"], variants: ["bare"] });
  const warm = (transitUs: number) => sampleOf({}, { receipt: receiptOf(220_000 - transitUs) });
  const document = attributionOf(record, [blockOf([warm(110_000), warm(220_000)])], 1);
  const page = { paint: createPaint(false), columns: 240, all: true };
  const text = renderAttribution(document, page);
  // 110 ms of 220 is the distance, 55 more is variation; the rest is the function's.
  expect(text).toMatch(/ warm +2 +220 +110 +55\.0 /);
  expect(text).toContain("▓▓▓▓▓▓▓▓▓▓▓▓░░░░░░");
  expect(text).not.toContain("dispatch");
  expect(renderAttribution(document, { ...page, ranges: true })).toContain("dispatch");
});
