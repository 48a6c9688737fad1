import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readGraph } from "../flow/graph.ts";
import { expectedOf, observe } from "./condition.ts";
import { conditions } from "./conditions.ts";
import { alarmsToRing } from "./coverage.ts";
import { observeHealth } from "./healthy.ts";
import { type Stand, startStand } from "./stand.ts";

let stand: Stand;
beforeAll(async () => {
  stand = await startStand(await readGraph());
}, 60_000);
afterAll(() => stand.stop());

describe("alarms", () => {
  it("are silent for ten minutes in which all is well", async () => {
    expect(await observeHealth(stand)).toEqual([]);
  });

  it.each(conditions)("ring when $name, these and no others, and stop when it is over", async (condition) => {
    expect(await observe(stand, condition)).toEqual({ rung: expectedOf(condition), left: [] });
  });

  it("are each rung by a condition", () => {
    const rung = new Set(conditions.flatMap(expectedOf));
    expect(alarmsToRing(stand.graph).filter((name) => !rung.has(name))).toEqual([]);
  });
});
