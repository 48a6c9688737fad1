import { readFile } from "node:fs/promises";
import { AttributionDocument } from "@crisscross/core/documents/attribution-document";
import type { JobView } from "@crisscross/core/documents/job-view";
import { parse } from "@crisscross/core/edge/schema";
import { parseGraph } from "@crisscross/local/graph/graph";
import * as v from "valibot";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { matchCalls, putInMs } from "../../scripts/injected-calls.ts";
import { isOver, type System, startSystem } from "../support/system.ts";

const regions = ["ap-northeast-1", "ap-south-1", "us-west-1", "sa-east-1", "ap-southeast-2", "eu-west-2"];
/** Marks, stamps and receipts are whole microseconds; a network time is made of six of them. */
const roundingMs = 0.006;

const Line = v.object({
  origin: v.string(),
  target: v.string(),
  variant: v.string(),
  innerStart: v.string(),
  sentAt: v.string(),
  totalMs: v.number(),
  innerObservedMs: v.number(),
  innerExecutionMs: v.number(),
  preparingMs: v.nullish(v.number()),
  dbPreparingMs: v.nullish(v.number()),
});

/** What each call waited beyond inner's execution, read from the export, and what the network put into it. */
async function readTransits(system: System, id: string) {
  const lines: v.InferOutput<typeof Line>[] = [];
  let next: string | undefined = `/v1/jobs/${id}/samples?format=ndjson`;
  while (next !== undefined) {
    const response: Response = await system.request("GET", next);
    for (const text of (await response.text()).split("\n").filter(Boolean)) {
      lines.push(parse(Line, JSON.parse(text), "line"));
    }
    next = /<(.+)>; rel="next"/.exec(response.headers.get("link") ?? "")?.[1];
  }
  return matchCalls(lines, system.cloud.injected()).map(({ probe, call }) => ({
    cell: `${probe.origin} ${probe.target} ${probe.variant}`,
    start: probe.innerStart,
    ms: probe.innerObservedMs - probe.innerExecutionMs,
    call,
  }));
}

const meanOf = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;

/** Every cell of the default job, in no particular order. */
const cells = regions.flatMap((origin) =>
  regions.flatMap((target) => ["bare", "db-get"].map((variant) => `${origin} ${target} ${variant}`)),
);

let system: System;
let ended: JobView;
let attributed: AttributionDocument;
let transits: Awaited<ReturnType<typeof readTransits>>;

beforeAll(async () => {
  const graph = parseGraph(JSON.parse(await readFile("stacks/resources.json", "utf8")));
  system = await startSystem(graph, regions);
  // Half a minute rather than 10 s: a machine that runs all tests at once is no reason for a timeout.
  const { id } = await system.submit({ samples: 2, seed: 31, deadlineMs: 30_000 });
  ended = await system.jobOnce(id, isOver);
  const response = await system.request("GET", `/v1/jobs/${id}/attribution`);
  attributed = parse(AttributionDocument, await response.json(), "attribution");
  transits = await readTransits(system, id);
}, 240_000);
afterAll(() => system?.stop());

describe("the default job", () => {
  it("ends with every probe in a cell, none in contradiction to another", () => {
    const { ledger, wan } = ended;
    expect(wan).toBe("simulated");
    expect(ledger).toMatchObject({ expected: 144, ok: 144 });
    const { basis, attribution } = attributed;
    expect(basis.contradictions).toBe(0);
    const shown = attribution.map(({ origin, target, variant }) => `${origin} ${target} ${variant}`);
    expect(shown.sort()).toEqual(cells.toSorted());
    expect(transits).toHaveLength(144);
  });

  it.each(cells)(
    "shows for %s, warm and cold, an interval that contains what was put in and is no wider than the marks leave open",
    (cell) => {
      const row = attributed.attribution.find(
        ({ origin, target, variant }) => `${origin} ${target} ${variant}` === cell,
      );
      if (row === undefined) throw new Error(`the attribution has no ${cell}`);
      const [wait] = row.waits;
      if (wait === undefined) throw new Error(`no wait in ${cell}`);
      expect(wait.receiptsMissing).toBe(0);
      expect(Object.keys(wait.starts).length).toBeGreaterThan(0);
      const ofCell = transits.filter((transit) => transit.cell === cell);
      const leastMs = Math.min(...ofCell.map(({ ms }) => ms));
      for (const { ms, call } of ofCell) expect(ms).toBeGreaterThanOrEqual(putInMs(call) - roundingMs);
      for (const [start, { networkMs, requestMs, responseMs, transitMs }] of Object.entries(wait.starts)) {
        if (!networkMs) throw new Error(wait.refused?.networkMs);
        const leastPutInMs = Math.min(...ofCell.map(({ call }) => putInMs(call)));
        expect(networkMs.lowMs).toBeLessThanOrEqual(leastPutInMs);
        expect(networkMs.highMs).toBeGreaterThanOrEqual(leastPutInMs - roundingMs);
        // Not even the fastest call leaves more room, so what the interval says beyond the round trip is this machine's.
        expect(Math.abs(networkMs.highMs - leastMs)).toBeLessThanOrEqual(roundingMs);
        const ofStart = ofCell.filter((transit) => transit.start === start);
        const requestPutInMs = meanOf(ofStart.map(({ call }) => call.requestMs + (call.lateMs ?? 0)));
        expect(requestMs.highMs).toBeGreaterThanOrEqual(requestPutInMs - roundingMs);
        const mostMs = meanOf(ofStart.map(({ ms }) => ms));
        for (const { lowMs, highMs } of [requestMs, responseMs]) {
          expect(lowMs).toBeGreaterThanOrEqual(0);
          expect(highMs).toBeLessThanOrEqual(mostMs + roundingMs);
        }
        expect(requestMs.lowMs + responseMs.lowMs).toBeLessThanOrEqual(transitMs + roundingMs);
        expect(requestMs.highMs + responseMs.highMs).toBeGreaterThanOrEqual(transitMs - roundingMs);
      }
    },
  );
});
