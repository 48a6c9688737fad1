import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readGraph } from "../support/graph.ts";
import { expectedOf, observe } from "./condition.ts";
import { functionConditions } from "./conditions/functions.ts";
import { findOrphans, isOfFunctions } from "./published.ts";
import { type Stand, startStand } from "./stand.ts";

let stand: Stand;
beforeAll(async () => {
  stand = await startStand(await readGraph());
}, 60_000);
afterAll(() => stand.stop());

describe("alarms", () => {
  it.each(functionConditions)(
    "ring when $name, these and no others, and stop when it is over",
    async (condition) => {
      expect(await observe(stand, condition)).toEqual({ rung: expectedOf(condition), left: [] });
    },
  );

  it("and widgets read of functions what was published meanwhile, and what the system publishes of its own is read", async () => {
    expect(await findOrphans(stand, isOfFunctions)).toEqual({ unpublished: new Map(), unread: new Set() });
  });
});
