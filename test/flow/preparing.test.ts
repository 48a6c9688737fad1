import { SampleDocument } from "@crisscross/core/documents/sample-document";
import { parse } from "@crisscross/core/edge/schema";
import { afterAll, beforeAll, expect, it } from "vitest";
import { readGraph } from "../support/graph.ts";
import { isOver, type System, startSystem } from "../support/system.ts";

const near = "sa-east-1";
const far = "ap-southeast-2";
const samples = 4;

let system: System;
let documents: SampleDocument[];
beforeAll(async () => {
  system = await startSystem(await readGraph(), [near, far]);
  const { id } = await system.submit({
    origins: [near],
    targets: [far],
    variants: ["bare"],
    samples,
    seed: 31,
  });
  await system.jobOnce(id, isOver);
  documents = await Promise.all(
    Array.from({ length: samples }, async (_, seq) => {
      const response = await system.request("GET", `/v1/jobs/${id}/samples/${near}.${seq}`);
      return parse(SampleDocument, await response.json(), "sample");
    }),
  );
});
afterAll(() => system.stop());

/** What outer spent on making a connection to keep, step by step. */
const steps = [
  "lookup of inner's",
  "TCP handshake for inner",
  "TLS handshake for inner",
  "first answer of inner's",
];
const stepsOf = ({ hops }: SampleDocument) =>
  hops.filter(({ name }) => steps.some((step) => name.startsWith(step)));
const sumMs = (hops: SampleDocument["hops"]) => hops.reduce((sum, { lowMs }) => sum + lowMs, 0);

it("makes outer's connection to a region before its first wait for it, and says what each step took", () => {
  const made = documents.filter((document) => stepsOf(document).length > 0);
  expect(made.length).toBeGreaterThan(0);
  for (const document of made) {
    expect(document.measures.preparing).toBeGreaterThanOrEqual(sumMs(stepsOf(document)));
    expect(document.start).not.toBe("warm");
  }
});

it("has no such connection in total nor in outer's execution, and has it in what outer was billed", () => {
  for (const document of documents) {
    const { measures, levels } = document;
    const madeMs = sumMs(stepsOf(document));
    const [outer] = levels;
    expect(measures.total).toBeCloseTo((outer?.waitMs ?? 0) - madeMs, 2);
    expect(measures.outerExecution).toBeCloseTo((outer?.receipt?.durationUs ?? 0) / 1_000 - madeMs, 2);
    expect(measures.outerBilled).toBeGreaterThanOrEqual((measures.outerExecution ?? 0) + madeMs);
  }
});
