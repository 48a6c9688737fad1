import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readGraph } from "../support/graph.ts";
import { expectedOf, observe } from "./condition.ts";
import { flowConditions } from "./conditions.ts";
import { observeHealth } from "./healthy.ts";
import { findOrphans, isOfFunctions } from "./published.ts";
import { type Stand, startStand } from "./stand.ts";

/** What is read and cannot be published here: dynalite does not tell what of a write is an index's. */
const uncounted = new Map([
  [
    "home: AWS/DynamoDB ConsumedWriteCapacityUnits by GlobalSecondaryIndexName=byCreated and TableName=crisscross-local-ResultsTable",
    "the widget Units of the results table",
  ],
]);

let stand: Stand;
beforeAll(async () => {
  stand = await startStand(await readGraph());
}, 60_000);
afterAll(() => stand.stop());

describe("alarms", () => {
  it("are silent for ten minutes in which all is well", async () => {
    expect(await observeHealth(stand)).toEqual([]);
  });

  it.each(flowConditions)(
    "ring when $name, these and no others, and stop when it is over",
    async (condition) => {
      expect(await observe(stand, condition)).toEqual({ rung: expectedOf(condition), left: [] });
    },
  );

  it("and widgets read what the system published meanwhile, and what it publishes of its own is read", async () => {
    expect(await findOrphans(stand, (read) => !isOfFunctions(read))).toEqual({
      unpublished: uncounted,
      unread: new Set(),
    });
  });
});
