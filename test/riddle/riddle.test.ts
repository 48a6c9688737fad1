import { readFile } from "node:fs/promises";
import type { AttributionDocument, AttributionRow } from "@crisscross/core/documents/attribution-document";
import { describe, expect, it } from "vitest";
import type { SampleLine } from "../../scripts/local-job.ts";
import { writeMoney } from "../../scripts/riddle/money.ts";
import { drawWaits } from "../../scripts/riddle/picture.ts";
import { replaceNumbers, writeTable } from "../../scripts/riddle/table.ts";
import { waitsOf } from "../../scripts/riddle/waits.ts";

const pair = { origin: "ap-northeast-1", target: "us-west-1" };

const made = { lookupMs: 2, tcpMs: 109, tlsMs: 109 };

/** A cell of two warm calls; `request` is what the request may have taken. */
function rowOf(variant: string, request: readonly [number, number], connectingMs = 0): AttributionRow {
  const transitMs = 110;
  const [lowMs, highMs] = request;
  const zero = { lowMs: 0, highMs: 0 };
  const share = {
    n: 2,
    observedMs: connectingMs + transitMs + 2,
    connectingMs,
    executionMs: 2,
    initMs: 0,
    transitMs,
    handlingMs: 0,
  };
  const steps = connectingMs > 0 ? { connectingSteps: made } : {};
  const split = { requestMs: { lowMs, highMs }, responseMs: zero, networkMs: zero, dispatchMs: zero };
  const regions = { callerRegion: pair.origin, calleeRegion: pair.target };
  const wait = { caller: "outer", callee: "inner", ...regions, receiptsMissing: 0 };
  const waits = [{ ...wait, starts: { warm: { ...share, ...steps, ...split } } }];
  return { ...pair, variant, n: 2, waits, bills: [] };
}

const basis = {
  blocks: 1,
  lookedFor: 1,
  planned: 1,
  exchanges: 4,
  pairs: 1,
  contradictions: 0,
  driftPpm: 200,
};
const attribution: AttributionDocument = {
  job: { id: "job-1", wan: "simulated" },
  basis,
  attribution: [rowOf("bare", [10, 100]), rowOf("bare/fresh", [0, 105], 220)],
};

const sampleOf = (variant: string, connection: string, innerObservedMs: number): SampleLine => ({
  ...{ ...pair, variant, connection, innerObservedMs },
  ...{ probe: "ap-northeast-1.7", outcome: "ok", start: "warm", innerStart: "warm", innerBilledMs: 3 },
});
const samples = [
  sampleOf("bare", "reused", 111),
  sampleOf("bare", "reused", 113),
  sampleOf("bare/fresh", "fresh", 331),
  sampleOf("bare/fresh", "fresh", 333),
];

describe("the waits of a job with kept and with fresh connections", () => {
  it("add up: lookup, TCP, TLS, request and response, execution", () => {
    const [reused, fresh] = waitsOf(attribution, samples);
    expect(reused).toMatchObject({
      connection: "reused",
      n: 2,
      observedMs: 112,
      medianMs: 112,
      steps: { lookupMs: 0, tcpMs: 0, tlsMs: 0 },
      wayMs: 110,
    });
    expect(fresh).toMatchObject({
      connection: "fresh",
      n: 2,
      observedMs: 332,
      medianMs: 332,
      steps: made,
      wayMs: 110,
    });
  });

  it("are refused when fresh connections were made without marks", () => {
    const unmarked = rowOf("bare/fresh", [0, 105]);
    const rows = [rowOf("bare", [10, 100]), unmarked];
    expect(() => waitsOf({ ...attribution, attribution: rows }, samples)).toThrow(/not marked/);
  });

  it("are refused when a call went out over another kind of connection than its variant says", () => {
    const stray = [sampleOf("bare", "fresh", 111), ...samples.slice(1)];
    expect(() => waitsOf(attribution, stray)).toThrow(/ap-northeast-1\.7 over another kind of connection/);
  });

  it("are drawn to one scale, part by part", () => {
    const picture = drawWaits(waitsOf(attribution, samples), "made up");
    expect(picture).toContain("Tokyo → N. California");
    expect(picture).toContain("332.0 ms waited");
    const widths = [...picture.matchAll(/<rect x="[\d.]+" y="\d+" width="([\d.]+)" height="34"/g)].map(
      ([, width]) => Number(width),
    );
    // Reused: request, response, execution. Fresh: lookup, TCP and TLS before them.
    expect(widths).toHaveLength(9);
    const [, , , lookup = 0, tcp = 0, tls = 0] = widths;
    expect(lookup / tcp).toBeCloseTo(2 / 109, 2);
    expect(tcp).toBe(tls);
    expect(tcp / ((widths[0] ?? 0) + (widths[1] ?? 0))).toBeCloseTo(1, 1);
  });
});

describe("the money of a job with kept and with fresh connections", () => {
  it("tells what of outer's bill is idle and what is paid twice, and shows inner's as more than nothing", () => {
    const mean = { start: "warm", n: 2, splitN: 2, requestUsd: 0.2e-6 } as const;
    const outer = { ...mean, name: "outer", billedMs: 233, computeUsd: 1.5534e-6, waitedMs: 232 };
    const split = { idleMs: 231, idleUsd: 1.54e-6, paidTwiceMs: 1, paidTwiceUsd: 6.667e-9 };
    const inner = { ...mean, name: "inner", billedMs: 1, computeUsd: 3.333e-9, waitedMs: 0 };
    const [first] = attribution.attribution;
    if (!first) throw new Error("no row");
    const rows = [{ ...first, bills: [{ ...outer, ...split }, inner] }];
    expect(writeMoney({ ...attribution, attribution: rows }).split("\n")[2]).toBe(
      "| Tokyo → N. California, reused | 2 | 1.55 | 1.54 | 0.0067 | 0.0033 | 0.40 |",
    );
  });
});

describe("docs/riddle.md", () => {
  it("takes numbers between its markers and leaves the rest alone", () => {
    const open = "<!-- numbers -->";
    const close = "<!-- /numbers -->";
    expect(replaceNumbers(`a\n${open}\nold\n${close}\nb\n`, "new")).toBe(
      `a\n${open}\n\nnew\n\n${close}\nb\n`,
    );
    expect(() => replaceNumbers(`a\n${open}\n`, "new")).toThrow(/markers/);
  });

  it("shows the numbers that its picture was drawn from", async () => {
    const [page, picture] = await Promise.all(
      ["md", "svg"].map((end) => readFile(`docs/riddle.${end}`, "utf8")),
    );
    const rows = (page ?? "").split("\n").filter((line) => / \| (reused|fresh) \| /.test(line));
    const drawn = [...(picture ?? "").matchAll(/>([\d.]+) ms waited</g)].map(([, ms]) => ms);
    expect(rows).toHaveLength(4);
    expect(rows.map((row) => row.split(" | ")[3])).toEqual(drawn);
    expect(writeTable(waitsOf(attribution, samples), "made up").split("\n")[2]).toBe(
      "| Tokyo → N. California | reused | 2 | 112.0 | 112.0 | 3.0 | 2.0 | 0.0 | 0.0 | 0.0 | 110.0 |",
    );
  });
});
