import { readFile } from "node:fs/promises";
import { AttributionDocument } from "@crisscross/core/attribution-document";
import { parse } from "@crisscross/core/schema";
import { parseGraph } from "@crisscross/local/graph";
import * as v from "valibot";
import { expect, it } from "vitest";
import { isOver, type System, startSystem } from "./system.ts";

const regions = ["ap-northeast-1", "ap-south-1", "us-west-1", "sa-east-1", "ap-southeast-2", "eu-west-2"];
/** Marks, stamps and receipts are whole microseconds; a network time is made of six of them. */
const roundingMs = 0.006;

const Line = v.object({
  origin: v.string(),
  target: v.string(),
  variant: v.string(),
  innerStart: v.string(),
  innerObservedMs: v.number(),
  innerExecutionMs: v.number(),
});

/** What each call waited beyond inner's execution, by cell and inner's start class, read from the export. */
async function readTransits(system: System, id: string) {
  const transits: { cell: string; start: string; ms: number }[] = [];
  let next: string | undefined = `/v1/jobs/${id}/samples?format=ndjson`;
  while (next !== undefined) {
    const response: Response = await system.request("GET", next);
    for (const text of (await response.text()).split("\n").filter(Boolean)) {
      const line = parse(Line, JSON.parse(text), "line");
      const { origin, target, variant, innerStart: start, innerObservedMs, innerExecutionMs } = line;
      transits.push({
        cell: `${origin} ${target} ${variant}`,
        start,
        ms: innerObservedMs - innerExecutionMs,
      });
    }
    next = /<(.+)>; rel="next"/.exec(response.headers.get("link") ?? "")?.[1];
  }
  return transits;
}

const meanOf = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;

it("shows in every cell of the default job, warm and cold, an interval that contains the round trip put in and is no wider than the marks leave open", async () => {
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
    const transits = await readTransits(system, id);
    expect(transits).toHaveLength(144);
    for (const { origin, target, variant, waits } of attribution) {
      const [wait] = waits;
      if (!wait) throw new Error(`no wait in ${origin} ${target} ${variant}`);
      const { receiptsMissing, starts } = wait;
      const cell = `${origin} ${target} ${variant}`;
      const rttMs = system.cloud.rttMs(origin, target);
      expect(receiptsMissing, cell).toBe(0);
      expect(Object.keys(starts).length, cell).toBeGreaterThan(0);
      const ofCell = transits.filter((transit) => transit.cell === cell);
      const leastMs = Math.min(...ofCell.map(({ ms }) => ms));
      for (const [start, { networkMs, requestMs, responseMs, transitMs }] of Object.entries(starts)) {
        expect(networkMs.lowMs, cell).toBeLessThanOrEqual(rttMs);
        expect(networkMs.highMs, cell).toBeGreaterThanOrEqual(rttMs - roundingMs);
        // Not even the fastest call leaves more room, so what the interval says beyond the round trip is this machine's.
        expect(Math.abs(networkMs.highMs - leastMs), cell).toBeLessThanOrEqual(roundingMs);
        expect(requestMs.highMs, cell).toBeGreaterThanOrEqual(rttMs / 2 - roundingMs);
        const mostMs = meanOf(ofCell.filter((transit) => transit.start === start).map(({ ms }) => ms));
        for (const { lowMs, highMs } of [requestMs, responseMs]) {
          expect(lowMs, cell).toBeGreaterThanOrEqual(0);
          expect(highMs, cell).toBeLessThanOrEqual(mostMs + roundingMs);
        }
        expect(requestMs.lowMs + responseMs.lowMs, cell).toBeLessThanOrEqual(transitMs + roundingMs);
        expect(requestMs.highMs + responseMs.highMs, cell).toBeGreaterThanOrEqual(transitMs - roundingMs);
      }
    }
  } finally {
    await system.stop();
  }
}, 240_000);
