import { readFile } from "node:fs/promises";
import { AttributionDocument } from "@crisscross/core/attribution-document";
import { parse } from "@crisscross/core/schema";
import { parseGraph } from "@crisscross/local/graph";
import { expect, it } from "vitest";
import { isOver, startSystem } from "./system.ts";

const regions = ["ap-northeast-1", "ap-south-1", "us-west-1", "sa-east-1", "ap-southeast-2", "eu-west-2"];
/** Marks, stamps and receipts are whole microseconds; a network time is made of six of them. */
const roundingMs = 0.006;

it("shows in every cell of the default job, warm and cold, an interval that contains the round trip put in", async () => {
  const graph = parseGraph(JSON.parse(await readFile("stacks/resources.json", "utf8")));
  const system = await startSystem(graph, regions);
  try {
    // Half a minute rather than 10 s: a machine that runs all tests at once is no reason for a timeout.
    const { id } = await system.submit({ samples: 2, seed: 31, deadlineMs: 30_000 });
    const { ledger, wan } = await system.jobOnce(id, isOver);
    expect(wan).toBe("simulated");
    expect(ledger).toMatchObject({ expected: 144, ok: 144 });
    const response = await system.request("GET", `/v1/jobs/${id}/attribution`);
    const { basis, attribution } = parse(AttributionDocument, await response.json(), "attribution");
    expect(basis.contradictions).toBe(0);
    expect(attribution).toHaveLength(72);
    for (const { origin, target, variant, receiptsMissing, starts } of attribution) {
      const cell = `${origin} ${target} ${variant}`;
      const rttMs = system.cloud.rttMs(origin, target);
      expect(receiptsMissing, cell).toBe(0);
      expect(Object.keys(starts).length, cell).toBeGreaterThan(0);
      for (const { networkMs, requestMs, responseMs, transitMs } of Object.values(starts)) {
        expect(networkMs.lowMs, cell).toBeLessThanOrEqual(rttMs);
        expect(networkMs.highMs, cell).toBeGreaterThanOrEqual(rttMs - roundingMs);
        expect(requestMs.lowMs + responseMs.lowMs, cell).toBeLessThanOrEqual(transitMs + roundingMs);
        expect(requestMs.highMs + responseMs.highMs, cell).toBeGreaterThanOrEqual(transitMs - roundingMs);
      }
    }
  } finally {
    await system.stop();
  }
}, 240_000);
