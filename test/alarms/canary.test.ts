import { afterAll, beforeAll, expect, it } from "vitest";
import { canaryRegions, describeCanary, silence } from "./canary.ts";
import { expectedOf, observe } from "./condition.ts";
import { type Stand, startStand } from "./stand.ts";

let stand: Stand;
beforeAll(async () => {
  stand = await startStand(await describeCanary(), canaryRegions);
}, 60_000);
afterAll(() => stand.stop());

it("alarms ring when no job finishes though a canary is launched, and stop when one does", async () => {
  expect(await observe(stand, silence)).toEqual({ rung: expectedOf(silence), left: [] });
});
