import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { canaryConditions, canaryRegions, describeCanary } from "./canary.ts";
import { expectedOf, observe } from "./condition.ts";
import { type Stand, startStand } from "./stand.ts";

let stand: Stand;
beforeAll(async () => {
  stand = await startStand(await describeCanary(), canaryRegions);
});
afterAll(() => stand.stop());

describe("with a canary, alarms", () => {
  it.each(canaryConditions)("ring when $name, and stop when it is over", async (condition) => {
    expect(await observe(stand, condition)).toEqual({ rung: expectedOf(condition), left: [] });
  });
});
