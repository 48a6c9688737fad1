import { metricNames, metricNamespace, metricOf } from "@crisscross/core/metrics/metrics";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { alarms, readByAlarm, readByWidget, widgets } from "../infrastructure/watching.ts";
import { readGraph } from "../support/graph.ts";
import { expectedOf, observe } from "./condition.ts";
import { conditions } from "./conditions.ts";
import { alarmsToRing } from "./coverage.ts";
import { observeHealth } from "./healthy.ts";
import { findMissing, listPublished, placeOf } from "./orphans.ts";
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

  it.each(conditions)("ring when $name, these and no others, and stop when it is over", async (condition) => {
    expect(await observe(stand, condition)).toEqual({ rung: expectedOf(condition), left: [] });
  });

  it("are each rung by a condition", () => {
    const rung = new Set(conditions.flatMap(expectedOf));
    expect(alarmsToRing(stand.graph).filter((name) => !rung.has(name))).toEqual([]);
  });

  it("and widgets read what the system published meanwhile, and what it publishes of its own is read", async () => {
    const reads = [...alarms().flatMap(readByAlarm), ...widgets().flatMap(readByWidget)];
    const published = await listPublished(stand.system.cloud, new Set(reads.map(({ region }) => region)));
    const orphans = findMissing(reads, published);
    expect(new Map(orphans.map((read) => [placeOf(read), read.by]))).toEqual(uncounted);
    const unused = metricNames.filter((name) => metricOf(name).unused !== undefined);
    const own = published.filter(
      ({ namespace, name }) => namespace === metricNamespace("local") && !unused.some((one) => one === name),
    );
    expect(new Set(findMissing(own, reads).map(placeOf))).toEqual(new Set());
  });
});
