import { regions } from "@crisscross/core/job/regions";
import { roundTripMs } from "@crisscross/core/job/round-trip";
import { readRttMs } from "@crisscross/local/wan/rtt";
import { expect, it } from "vitest";

const known = regions.filter(({ optIn }) => !optIn).map(({ code }) => code);

it("is the local cloud's, for every pair of regions that can be deployed", () => {
  for (const from of known)
    for (const to of known) expect(roundTripMs(from, to), `${from} ${to}`).toBe(readRttMs(from, to));
});

it("is the longest known of a region that the table lacks, so that an estimate is not too low", () => {
  const longest = Math.max(...known.flatMap((from) => known.map((to) => readRttMs(from, to))));
  expect(roundTripMs("us-east-1", "mx-central-1")).toBeGreaterThanOrEqual(longest);
});
