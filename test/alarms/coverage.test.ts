import { expect, it } from "vitest";
import { readGraph } from "../support/graph.ts";
import { expectedOf } from "./condition.ts";
import { conditions } from "./conditions.ts";
import { alarmsToRing } from "./coverage.ts";

it("alarms are each rung by a condition", async () => {
  const rung = new Set(conditions.flatMap(expectedOf));
  expect(alarmsToRing(await readGraph()).filter((name) => !rung.has(name))).toEqual([]);
});
