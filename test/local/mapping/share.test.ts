import { batchesAtOnce } from "@crisscross/local/mapping/provision";
import { expect, it } from "vitest";

it.each([
  { maximum: 2, mappings: 7, cores: 2, batches: 1 },
  { maximum: 2, mappings: 7, cores: 4, batches: 2 },
  { maximum: 2, mappings: 7, cores: 64, batches: 2 },
  { maximum: 5, mappings: 1, cores: 2, batches: 5 },
  { maximum: 2, mappings: 100, cores: 1, batches: 1 },
])(
  "one of $mappings mappings, on $cores cores, processes $batches of at most $maximum batches",
  ({ maximum, mappings, cores, batches }) => {
    expect(batchesAtOnce(maximum, mappings, cores)).toBe(batches);
  },
);
