import { expect, it } from "vitest";
import { checkSameness } from "./checks/sameness.ts";

it("stores and answers the same, bit for bit, however blocks come and whatever wall clocks say", async () => {
  const tallies = await checkSameness(3, 140, 3);
  expect(tallies.map(({ promise, cases, broken }) => [promise, cases, broken])).toEqual([
    ["the same blocks in any order, each 1 to 10 times", 3, 0],
    ["blocks delivered again, later and at the same time", 1, 0],
    ["blocks run late and out of order, after crashes (all but lateness)", 1, 0],
    ["wall clocks wrong by up to an hour (all but queue and lateness)", 1, 0],
  ]);
});
